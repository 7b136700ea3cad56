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
