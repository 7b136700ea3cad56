/** Many items by their keys. */
import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb'
import { Retryable } from '../ports.ts'
import type { Item, Table } from './table.ts'

/** BatchGetItem's own limit. */
const KEYS_MAX = 100
const ATTEMPTS_MAX = 5

/** Strongly consistent, in no order; keys without an item are left out, and no key may be named twice. */
export async function readItems(table: Table, keys: readonly Item[]): Promise<readonly Item[]> {
  const items: Item[] = []
  for (let start = 0; start < keys.length; start += KEYS_MAX) {
    let unread: Item[] | undefined = keys.slice(start, start + KEYS_MAX)
    // A BatchGetItem may answer 200 with keys left over; asking again for those is the caller's work.
    for (let attempt = 1; unread !== undefined && unread.length > 0; attempt += 1) {
      if (attempt > ATTEMPTS_MAX) throw new Retryable(`${table.name}: BatchGetItem left ${unread.length} keys unread`)
      const request: BatchGetItemCommand = new BatchGetItemCommand({
        RequestItems: { [table.name]: { Keys: unread, ConsistentRead: true } },
      })
      const answer = await table.client.send(request)
      items.push(...(answer.Responses?.[table.name] ?? []))
      unread = answer.UnprocessedKeys?.[table.name]?.Keys
    }
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
