/** Names that no other test of this run uses: the suites share one table, as production does. */
import type { EventOf } from '../../events/event.ts'
import { record } from '../../shared/log/chain.ts'
import type { Append, StoredState, StreamName } from '../../shared/ports.ts'

let count = 0

export function fresh(prefix: string): string {
  count += 1
  return `${prefix}-${count}`
}

export function freshStream(): StreamName {
  return `note#${fresh('n')}`
}

const context = {
  at: '2021-03-01T02:00:00.000Z',
  actor: { person: 'per_nguyen-thi-la', unit: 'unt_thpt-cay-da', role: 'clerk' },
  correlationId: 'cmd_1',
  causationId: 'cmd_1',
}

export interface Written extends Partial<Pick<Append, 'listing' | 'key' | 'state' | 'revises'>> {
  /** What the stream held when the decision was made. */
  readonly on?: Pick<StoredState, 'version' | 'hash'>
  /** One event a text. */
  readonly texts?: readonly string[]
}

/** An append of made-up notes, chained as the log chains them. */
export function notes(stream: StreamName, { on, texts = ['Lớp 9A đăng ký thi đua'], listing, key, state, revises }: Written = {}): Append {
  const events = texts.map((text): EventOf<string, unknown> => ({ name: 'note.written', version: 1, data: { text } }))
  return {
    stream,
    expectedVersion: on?.version ?? 0,
    events: record(stream, on, events, context),
    state: state ?? JSON.stringify({ last: texts.at(-1) }),
    listing: listing ?? { row: '{}' },
    key,
    revises,
  }
}
