/** Is the record whole? Each log is checked against its hashes and its stored state against the fold of its events. */
import type { Detail, EventOf } from '../../events/event.ts'
import type { EventStore, RecordedEvent, StoredState, StreamName } from '../ports.ts'
import { fold } from './aggregate.ts'
import { type ChainFault, verifyChain } from './chain.ts'
import { aggregateOf } from './registry.ts'

export type Fault = ChainFault | { readonly stream: StreamName; readonly sequence: number; readonly fault: 'state-differs' | 'unreadable' }

export async function verifyStream(store: EventStore, stream: StreamName): Promise<{ readonly events: number; readonly fault?: Fault }> {
  return verifyLog({ stream, stored: await store.load(stream), events: await store.events(stream) })
}

interface WholeLog {
  readonly stream: StreamName
  readonly stored: StoredState | undefined
  readonly events: readonly RecordedEvent[]
}

export function verifyLog({ stream, stored, events }: WholeLog): { readonly events: number; readonly fault?: Fault } {
  return { events: events.length, fault: verifyChain(stream, events, stored) ?? verifyFold(stream, events, stored) }
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
    return state === (stored?.state ?? undefined) ? undefined : { stream, sequence, fault: 'state-differs' }
  } catch {
    // A log that its own aggregate cannot fold is a finding of this check, not a crash of it.
    return { stream, sequence, fault: 'unreadable' }
  }
}
