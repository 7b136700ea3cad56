/**
 * Bringing one broken log right again, from itself and from a copy of an earlier time (a table restored to a point before the damage).
 * Nothing is guessed: an event counts only where its hash follows from the one before, so what was appended after the copy stays, and what
 * neither side can prove is refused.
 */

import { GENESIS, hashOf } from '../log/chain.ts'
import type { Listing, RecordedEvent, StoredState, StreamName } from '../ports.ts'
import { aggregateOf } from './registry.ts'
import { type ListedLog, replayed, verifyListed, type WholeLog } from './verify.ts'

export interface Mended {
  readonly stream: StreamName
  /** Events that the log lacks or has otherwise. */
  readonly events: readonly RecordedEvent[]
  readonly state: StoredState
  readonly listing: Listing
  /** What others keep a copy of, and must read anew. */
  readonly revises: string | undefined
}

/** One sentence: why nothing may be written. */
export interface NotMended {
  readonly stream: StreamName
  readonly because: string
}

/** Undefined when there is nothing to mend. */
export function mend(live: ListedLog, copy?: WholeLog): Mended | NotMended | undefined {
  const { stream, stored } = live
  if ((live.events.length > 0 || stored !== undefined) && verifyListed(live).fault === undefined) {
    if (copy === undefined || copy.events.length <= live.events.length) return undefined
    return refused(stream, 'it holds, and yet the copy has more: whatever cut its end off cut the state too; look at both by hand')
  }
  const events = chained(live, copy)
  const doubt = doubtOf(live, copy, events)
  if (doubt !== undefined) return refused(stream, doubt)
  return written(live, events)
}

const refused = (stream: StreamName, because: string): NotMended => ({ stream, because })

/** From the first event on, each from whoever has one that follows; the copy is asked first, for it is from before the damage. */
function chained({ stream, events: live }: ListedLog, copy: WholeLog | undefined): readonly RecordedEvent[] {
  const sides = [copy?.events ?? [], live].map((events) => new Map(events.map((event) => [event.sequence, event])))
  const followed: RecordedEvent[] = []
  for (let previous = GENESIS; ; ) {
    const next = sides
      .map((side) => side.get(followed.length + 1))
      .find((event) => event !== undefined && hashOf(previous, { ...event, stream }) === event.hash)
    if (next === undefined) return followed
    previous = next.hash
    followed.push(next)
  }
}

/** What keeps these events from being the log. */
function doubtOf({ stored, events: live }: ListedLog, copy: WholeLog | undefined, events: readonly RecordedEvent[]): string | undefined {
  const last = Math.max(0, ...[...live, ...(copy?.events ?? [])].map(({ sequence }) => sequence))
  if (events.length < last || events.length === 0)
    return `event ${events.length + 1} is whole neither here nor in ${copy === undefined ? 'a copy, for none was given' : 'the copy'}`
  const isVouched = copy !== undefined && copy.events.length === events.length
  if (stored === undefined) return copy !== undefined ? undefined : 'its state is gone, so nobody knows where it ended: give a copy'
  if (stored.version > events.length)
    return `its state knows ${stored.version} events; the last ones are gone${copy === undefined ? ': give a copy' : ''}`
  if (isVouched || (stored.version === events.length && stored.hash === events.at(-1)?.hash)) return undefined
  return 'its state knows another end than its events: give a copy that has them all'
}

function written({ stream, events: live }: ListedLog, events: readonly RecordedEvent[]): Mended | NotMended {
  const known = new Map(live.map((event) => [event.sequence, event]))
  const isKnown = ({ sequence, name, detail, hash }: RecordedEvent) => {
    const one = known.get(sequence)
    return one?.name === name && one.detail === detail && one.hash === hash
  }
  const aggregate = aggregateOf(stream)
  const state = replayed(stream, events)
  return {
    stream,
    events: events.filter((event) => !isKnown(event)),
    state: { stream, version: events.length, hash: events.at(-1)?.hash ?? GENESIS, state: JSON.stringify(state) },
    listing: aggregate.listing(state),
    revises: aggregate.revises?.(state),
  }
}
