/** What one append may hold: DynamoDB's limits, checked before it is asked, by every event store alike. */
import { APPEND_ITEMS_MAX, APPEND_STREAMS_MAX, type Append, type StreamName } from '../ports.ts'

/** An item of DynamoDB holds 400 KB; the rest is room for keys, hash and the row of its lists. */
export const STATE_BYTES_MAX = 360 * 1024
/** A transaction of DynamoDB holds 4 MB, its keys included. */
export const APPEND_BYTES_MAX = 3_900 * 1024

/** Throws when no store could ever take these: a fault of the caller, not a lost race. */
export function checkAppends(appends: readonly Append[]): void {
  if (appends.length > APPEND_STREAMS_MAX) throw new Error(`${appends.length} streams in one append; the limit is ${APPEND_STREAMS_MAX}`)
  const items = appends.reduce((sum, one) => sum + itemsOf(one), 0) + revisionsOf(appends).size
  if (items > APPEND_ITEMS_MAX) throw new Error(`${items} items in one append; the limit is ${APPEND_ITEMS_MAX}`)
  const bytes = appends.reduce((sum, one) => sum + bytesOf(one), 0)
  if (bytes > APPEND_BYTES_MAX) throw new Error(`${bytes} bytes in one append; the limit is ${APPEND_BYTES_MAX}`)
  const streams = new Set(appends.map((one) => one.stream))
  if (streams.size < appends.length) throw new Error('one stream is named twice in one append')
  for (const one of appends) {
    const stateBytes = Buffer.byteLength(one.state)
    if (one.events.length === 0) throw new Error(`${one.stream}: an append without an event`)
    if (stateBytes > STATE_BYTES_MAX) throw new Error(`${one.stream}: a state of ${stateBytes} bytes; the limit is ${STATE_BYTES_MAX}`)
  }
}

/** What an append revises, each with a stream that says so: revised once, however many do. */
export function revisionsOf(appends: readonly Append[]): ReadonlyMap<string, StreamName> {
  return new Map(appends.flatMap(({ revises, stream }) => (revises === undefined ? [] : [[revises, stream] as const])))
}

/** The state, each event, and the command's key. */
function itemsOf(one: Append): number {
  return 1 + one.events.length + (one.key === undefined ? 0 : 1)
}

function bytesOf(one: Append): number {
  const details = one.events.reduce((sum, event) => sum + Buffer.byteLength(event.detail), 0)
  return details + Buffer.byteLength(one.state) + Buffer.byteLength(one.listing.row)
}
