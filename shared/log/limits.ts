/** What one append may hold: DynamoDB's limits, checked before it is asked, by every event store alike. */
import { APPEND_ITEMS_MAX, APPEND_STREAMS_MAX, type Append, type StreamName } from '../ports.ts'

/** An item of DynamoDB holds 400 KB; the rest is room for keys, hash and the row of its lists. */
export const STATE_BYTES_MAX = 360 * 1024
/** A transaction of DynamoDB holds 4 MB, its keys included. */
export const APPEND_BYTES_MAX = 3_900 * 1024

/** More than a log can hold, whoever asks and however often; nothing of it was stored. */
export class TooLarge extends Error {}

/** Throws `TooLarge` when no store could ever take these: a fault of the caller, not a lost race. */
export function checkAppends(appends: readonly Append[]): void {
  atMost(APPEND_STREAMS_MAX, appends.length, 'streams')
  atMost(APPEND_ITEMS_MAX, sumOf(appends.map(itemsOf)) + revisionsOf(appends).size, 'items')
  atMost(APPEND_BYTES_MAX, sumOf(appends.map(bytesOf)), 'bytes')
  const streams = new Set(appends.map((one) => one.stream))
  if (streams.size < appends.length) throw new Error('one stream is named twice in one append')
  for (const one of appends) {
    if (one.events.length === 0) throw new Error(`${one.stream}: an append without an event`)
    atMost(STATE_BYTES_MAX, Buffer.byteLength(one.state), `bytes of ${one.stream}`)
  }
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0)

export function atMost(limit: number, count: number, what: string): void {
  if (count > limit) throw new TooLarge(`${count} ${what} in one append; the limit is ${limit}`)
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
  return sumOf([one.state, one.listing.row, ...one.events.map(({ detail }) => detail)].map((text) => Buffer.byteLength(text)))
}
