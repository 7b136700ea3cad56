/** Is the record whole? Each log is checked against its hashes and its stored state against the fold of its events. */
import type { Detail, EventOf } from '../../events/event.ts'
import { fold } from '../log/aggregate.ts'
import { type ChainFault, verifyChain } from '../log/chain.ts'
import type { Listing, RecordedEvent, StoredState, StreamName } from '../ports.ts'
import { aggregateOf } from './registry.ts'

interface FaultAt {
  readonly stream: StreamName
  readonly sequence: number
}

export type Fault = ChainFault | (FaultAt & { readonly fault: 'state-differs' | 'unreadable' })
/** The lists show something else than the state says. */
export type StoredFault = Fault | (FaultAt & { readonly fault: 'list-differs' })

export interface WholeLog {
  readonly stream: StreamName
  readonly stored: StoredState | undefined
  readonly events: readonly RecordedEvent[]
}

/** With what the lists show of it. */
export interface ListedLog extends WholeLog {
  readonly listing: Listing | undefined
}

export function verifyLog({ stream, stored, events }: WholeLog): { readonly events: number; readonly fault?: Fault } {
  return { events: events.length, fault: verifyChain(stream, events, stored) ?? verifyFold(stream, events, stored) }
}

export function verifyListed(log: ListedLog): { readonly events: number; readonly fault?: StoredFault } {
  const verified = verifyLog(log)
  return verified.fault === undefined ? { ...verified, fault: verifyList(log) } : verified
}

/** The state that the log leads to, as it would be stored. */
export function replayed(stream: StreamName, events: readonly RecordedEvent[]): unknown {
  const happened = events.map((event) => {
    const { metadata, data } = JSON.parse(event.detail) as Detail
    return { name: event.name, version: metadata.version, data } as EventOf<string, never>
  })
  return fold(aggregateOf(stream), undefined, happened)
}

function verifyFold(stream: StreamName, events: readonly RecordedEvent[], stored: StoredState | undefined): Fault | undefined {
  const sequence = events.length
  try {
    const state = JSON.stringify(replayed(stream, events))
    return state === stored?.state ? undefined : { stream, sequence, fault: 'state-differs' }
  } catch {
    // A log that its own aggregate cannot fold is a finding of this check, not a crash of it.
    return { stream, sequence, fault: 'unreadable' }
  }
}

function verifyList({ stream, stored, listing }: ListedLog): StoredFault | undefined {
  if (stored === undefined || listing === undefined) return undefined
  const due = aggregateOf(stream).listing(JSON.parse(stored.state))
  return sameListing(stream, listing, due) ? undefined : { stream, sequence: stored.version, fault: 'list-differs' }
}

/** A place in a list that is not said is the stream's own name. */
function sameListing(stream: StreamName, one: Listing, other: Listing): boolean {
  const said = ({ list, listSort = stream, shelf, shelfSort = stream, row }: Listing) =>
    JSON.stringify([list, list && listSort, shelf, shelf && shelfSort, row])
  return said(one) === said(other)
}
