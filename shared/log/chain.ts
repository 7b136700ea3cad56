/**
 * The log as evidence. Each recorded event carries SHA-256 over its predecessor's hash, whose log it is in, its name and its own text, so
 * a changed, missing, inserted or borrowed event breaks every hash after it.
 */
import { hash as digest } from 'node:crypto'
import type { Detail, EventOf } from '../../events/event.ts'
import { EVENT_DETAIL_BYTES_MAX, type Metadata } from '../../events/event.ts'
import type { CommandContext, RecordedEvent, StoredState, StreamName } from '../ports.ts'
import { atMost } from './limits.ts'

/** What the first event of every log is chained to. */
export const GENESIS = '0'.repeat(64)

export function hashOf(previous: string, { stream, name, detail }: Pick<RecordedEvent, 'stream' | 'name' | 'detail'>): string {
  return digest('sha256', [previous, stream, name, detail].join('\n'))
}

/** Turns decided events into recorded ones: numbered, attributed, chained. */
export function record(
  stream: StreamName,
  stored: Pick<StoredState, 'version' | 'hash'> | undefined,
  events: readonly EventOf<string, unknown>[],
  context: Pick<CommandContext, 'at' | 'actor' | 'correlationId' | 'causationId'>,
): readonly RecordedEvent[] {
  let hash = stored?.hash ?? GENESIS
  let sequence = stored?.version ?? 0
  return events.map((event) => {
    sequence += 1
    const metadata: Metadata = {
      id: `${stream}#${sequence}`,
      version: event.version,
      stream,
      sequence,
      at: context.at,
      actor: context.actor,
      correlationId: context.correlationId,
      causationId: context.causationId,
    }
    const detail = JSON.stringify({ metadata, data: event.data } satisfies Detail)
    atMost(EVENT_DETAIL_BYTES_MAX, Buffer.byteLength(detail), `bytes of ${event.name}`)
    hash = hashOf(hash, { stream, name: event.name, detail })
    return { stream, sequence, name: event.name, detail, hash }
  })
}

export type ChainFault = {
  readonly stream: StreamName
  readonly sequence: number
  readonly fault: 'gap' | 'hash' | 'state-hash' | 'state-version'
}

/** Checks one log against itself and against the stored state. No fault means: nothing was changed, removed or added afterwards. */
export function verifyChain(stream: StreamName, events: readonly RecordedEvent[], stored: StoredState | undefined): ChainFault | undefined {
  let hash = GENESIS
  for (const [index, event] of events.entries()) {
    if (event.sequence !== index + 1) return { stream, sequence: event.sequence, fault: 'gap' }
    hash = hashOf(hash, { ...event, stream })
    if (hash !== event.hash) return { stream, sequence: event.sequence, fault: 'hash' }
  }
  if ((stored?.version ?? 0) !== events.length) return { stream, sequence: events.length, fault: 'state-version' }
  if (stored !== undefined && stored.hash !== hash) return { stream, sequence: events.length, fault: 'state-hash' }
  return undefined
}
