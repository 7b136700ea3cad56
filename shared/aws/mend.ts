/** Writing what `shared/record/mend.ts` found: the events, and with the last of them the state, unless somebody appended meanwhile. */
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb'
import { APPEND_ITEMS_MAX, type Listing, type RecordedEvent, type StoredState } from '../ports.ts'
import type { Mended } from '../record/mend.ts'
import { listed, revised } from './event-store.ts'
import { eventKey, type Item, number, stateKey, type Table, text } from './table.ts'
import { transact } from './transact.ts'

/** Events of 64 KiB: 50 stay below what one transaction may hold. */
const EVENTS_MAX = Math.floor(APPEND_ITEMS_MAX / 2)

/** `seen`: the version of the state that was looked at. Throws `TransactionCanceledException` when it is no longer that. */
export async function writeMended(table: Table, { events, state, listing, revises }: Mended, seen: number | undefined): Promise<void> {
  const puts = events.map((event): TransactWriteItem => ({ Put: { TableName: table.name, Item: eventItem(event) } }))
  const last: TransactWriteItem[] = [
    {
      Put: {
        TableName: table.name,
        Item: stateItem(state, listing),
        ConditionExpression: seen === undefined ? 'attribute_not_exists(pk)' : 'version = :seen',
        ExpressionAttributeValues: seen === undefined ? undefined : { ':seen': number(seen) },
      },
    },
    ...(revises === undefined ? [] : [revised(table, revises)]),
  ]
  // A log that breaks off between two of these is still broken, and is mended again.
  for (let start = 0; start < puts.length; start += EVENTS_MAX) await transact(table.client, puts.slice(start, start + EVENTS_MAX))
  await transact(table.client, last)
}

/** Both as the event store writes them; there they are part of every function's code, where each byte counts. */
function eventItem({ stream, sequence, name, detail, hash }: RecordedEvent): Item {
  return { ...eventKey(stream, sequence), name: text(name), detail: text(detail), hash: text(hash) }
}

function stateItem({ stream, version, hash, state }: StoredState, listing: Listing): Item {
  return { ...stateKey(stream), version: number(version), hash: text(hash), state: text(state), ...listed(stream, listing) }
}
