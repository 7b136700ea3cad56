/** The twin of the event store: the same promises, in memory. What it appended can be read off in order, as from the table's stream. */
import { checkAppends, revisionsOf } from '../log/limits.ts'
import type { Append, AppendOutcome, EventStore, ListEntry, ListOptions, Page, RecordedEvent, StoredState, StreamName } from '../ports.ts'
import { pageOf } from './page.ts'

interface Log {
  stored: StoredState
  readonly events: RecordedEvent[]
  readonly keys: Map<string, { version: number; fingerprint: string }>
  entries: { index: string; entry: ListEntry }[]
}

export interface MemoryEventStore extends EventStore {
  /** Every event appended so far, in order: what the table's stream would carry. */
  readonly published: readonly RecordedEvent[]
  readonly streams: () => IterableIterator<StreamName>
}

export function memoryEventStore(): MemoryEventStore {
  const logs = new Map<StreamName, Log>()
  const indexes = new Map<string, Map<string, ListEntry>>()
  const published: RecordedEvent[] = []
  const revisions = new Map<string, number>()
  return {
    published,
    streams: () => logs.keys(),
    load: async (stream) => logs.get(stream)?.stored,
    loadMany: async (streams) => streams.map((stream) => logs.get(stream)?.stored),
    events: async (stream, after = 0, through = Number.POSITIVE_INFINITY) => (logs.get(stream)?.events ?? []).slice(after, through),
    outcomeOf: async (stream, key) => logs.get(stream)?.keys.get(key),
    revisions: async (names) => names.map((name) => revisions.get(name) ?? 0),
    list: async (list, options) => page(indexes, `list:${list}`, options),
    shelf: async (shelf, options) => page(indexes, `shelf:${shelf}`, options),
    async append(appends) {
      checkAppends(appends)
      const refused = appends.map((one) => refusal(logs.get(one.stream), one)).filter((outcome) => outcome !== undefined)
      const first = refused.find((outcome) => outcome.outcome === 'repeated') ?? refused[0]
      if (first !== undefined) return first
      for (const one of appends) {
        apply(logs, indexes, one)
        published.push(...one.events)
      }
      for (const name of revisionsOf(appends).keys()) revisions.set(name, (revisions.get(name) ?? 0) + 1)
      return { outcome: 'appended' }
    },
  }
}

function refusal(log: Log | undefined, one: Append): AppendOutcome | undefined {
  const repeated = one.key === undefined ? undefined : log?.keys.get(one.key.key)
  if (repeated !== undefined) return { outcome: 'repeated', ...repeated }
  return (log?.stored.version ?? 0) === one.expectedVersion ? undefined : { outcome: 'conflict', stream: one.stream }
}

function apply(logs: Map<StreamName, Log>, indexes: Map<string, Map<string, ListEntry>>, one: Append): void {
  const last = one.events.at(-1)
  if (last === undefined) throw new Error(`${one.stream}: an append without an event`)
  const version = one.expectedVersion + one.events.length
  const stored = { stream: one.stream, version, hash: last.hash, state: one.state }
  const log: Log = logs.get(one.stream) ?? { stored, events: [], keys: new Map(), entries: [] }
  logs.set(one.stream, log)
  log.stored = stored
  log.events.push(...one.events)
  if (one.key !== undefined) log.keys.set(one.key.key, { version, fingerprint: one.key.fingerprint })
  for (const { index } of log.entries) indexes.get(index)?.delete(one.stream)
  log.entries = entriesOf(one, version)
  for (const { index, entry } of log.entries) {
    const entries = indexes.get(index) ?? new Map<string, ListEntry>()
    entries.set(one.stream, entry)
    indexes.set(index, entries)
  }
}

function entriesOf(one: Append, version: number): Log['entries'] {
  const { list, listSort, shelf, shelfSort, row } = one.listing
  const entry = (sort: string | undefined): ListEntry => ({ stream: one.stream, version, sort: sort ?? one.stream, row })
  return [
    ...(list === undefined ? [] : [{ index: `list:${list}`, entry: entry(listSort) }]),
    ...(shelf === undefined ? [] : [{ index: `shelf:${shelf}`, entry: entry(shelfSort) }]),
  ]
}

function page(indexes: ReadonlyMap<string, ReadonlyMap<string, ListEntry>>, index: string, options: ListOptions = {}): Page<ListEntry> {
  const { prefix = '' } = options
  const sorted = [...(indexes.get(index)?.values() ?? [])]
    .filter((entry) => entry.sort.startsWith(prefix))
    .map((entry) => [`${entry.sort}\0${entry.stream}`, entry] as const)
    .sort(([left], [right]) => (left < right ? -1 : 1))
  return pageOf(index, [prefix, `${prefix}\uffff`], sorted, options)
}
