/** Many items by their keys. */
import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb'
import { Retryable } from '../ports.ts'
import type { Item, Table } from './table.ts'

/** BatchGetItem's own limit. */
const KEYS_MAX = 100
/** Calls that read nothing at all, one after the other. */
const FRUITLESS_MAX = 5

/**
 * Strongly consistent, in no order; keys without an item are left out, and no key may be named twice. A call reads some 1 MB of a
 * partition and names the rest; however many calls that takes, each brings it nearer.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export async function readItems({ client, name }: Table, keys: readonly Item[]): Promise<readonly Item[]> {
  const items: Item[] = []
  let fruitless = 0
  for (let unread = keys; unread.length > 0; ) {
    const asked = unread.slice(0, KEYS_MAX)
    const request = new BatchGetItemCommand({ RequestItems: { [name]: { Keys: asked, ConsistentRead: true } } })
    const { Responses, UnprocessedKeys } = await client.send(request)
    const left = UnprocessedKeys?.[name]?.Keys ?? []
    items.push(...(Responses?.[name] ?? []))
    fruitless = left.length < asked.length ? 0 : fruitless + 1
    if (fruitless === FRUITLESS_MAX) throw new Retryable(`${name}: BatchGetItem reads nothing`)
    unread = [...left, ...unread.slice(KEYS_MAX)]
  }
  return items
}

/** In the order of the keys. */
export type ReadItems = (keys: readonly Item[]) => Promise<readonly (Item | undefined)[]>

/**
 * Reads that are asked for in the same turn of the event loop go out as one BatchGetItem: who needs a plan's revision and an assignment
 * pays one round trip for both. When it fails, it fails for all who asked.
 */
export function gatheredReads(table: Table): ReadItems {
  let gathering: Gathering | undefined
  return async (keys) => {
    if (keys.length === 0) return []
    gathering ??= gather()
    for (const key of keys) gathering.keys.set(nameOf(key), key)
    const found = await gathering.found
    return keys.map((key) => found.get(nameOf(key)))
  }

  function gather(): Gathering {
    const keys = new Map<string, Item>()
    const endOfTurn = new Promise<void>((resolve) => process.nextTick(resolve))
    const found = endOfTurn.then(async () => {
      gathering = undefined
      return new Map((await readItems(table, [...keys.values()])).map((item) => [nameOf(item), item]))
    })
    return { keys, found }
  }
}

interface Gathering {
  readonly keys: Map<string, Item>
  readonly found: Promise<ReadonlyMap<string, Item>>
}

const nameOf = ({ pk, sk }: Item) => `${pk?.S} ${sk?.S}`
