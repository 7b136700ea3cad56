/** The directory as everybody reads it: whole, indexed, and kept for a few seconds by whoever serves many requests. */
import { everyItem } from '../log/pages.ts'
import type { EventStore, World } from '../ports.ts'
import { addSeconds } from '../time/calendar.ts'
import { DIRECTORY_REVISION, type Group, type Person, type Unit } from './model.ts'
import { type Directory, directoryOf } from './snapshot.ts'

/** How old a kept directory may be. A change of contact reaches everybody within this time. */
export const DIRECTORY_FRESH_SECONDS = 15

interface Reading {
  readonly directory: Directory
  readonly revision: number
  /** When this environment first saw the revision. */
  readonly since: string
  /** Lists lag by moments: what was read in the first seconds of a revision may be of the one before, and is read once more. */
  readonly settled: boolean
}

const kept = new WeakMap<EventStore, { readonly until: string; readonly reading: Promise<Reading> }>()

/** Read again only when somebody has changed it since: asking for its revision is one small read. */
export async function loadDirectory({ store, clock }: Pick<World, 'store' | 'clock'>): Promise<Directory> {
  const now = clock.now()
  const known = kept.get(store)
  if (known !== undefined && now < known.until) return (await known.reading).directory
  const reading = renewed(store, known?.reading, now)
  kept.set(store, { until: addSeconds(now, DIRECTORY_FRESH_SECONDS), reading })
  // A read that failed must not be kept.
  reading.catch(() => kept.delete(store))
  return (await reading).directory
}

/** The revision is asked for first: a directory is at least as new as the revision it is kept under. */
async function renewed(store: EventStore, before: Promise<Reading> | undefined, now: string): Promise<Reading> {
  const [revision = 0] = await store.revisions([DIRECTORY_REVISION])
  const known = await before?.catch(() => undefined)
  if (known?.settled && known.revision === revision) return known
  const since = known?.revision === revision ? known.since : now
  const settled = now >= addSeconds(since, DIRECTORY_FRESH_SECONDS)
  return { directory: await readDirectory(store), revision, since, settled }
}

/** The last reading and the picture made of it. Indexing, and every phrase answered from the indexes, is dearer than the reading. */
let last: { readonly rows: readonly string[]; readonly directory: Directory } | undefined

export async function readDirectory(store: EventStore): Promise<Directory> {
  const [units, groups, people] = await Promise.all([readRows(store, 'unit'), readRows(store, 'group'), readRows(store, 'person')])
  const rows = [...units, LIST_END, ...groups, LIST_END, ...people]
  if (last !== undefined && isSame(last.rows, rows)) return last.directory
  // The rows are states this system folded from its own validated events.
  const directory = directoryOf(
    units.map((row) => JSON.parse(row) as Unit),
    groups.map((row) => JSON.parse(row) as Group),
    people.map((row) => JSON.parse(row) as Person),
  )
  last = { rows, directory }
  return directory
}

/** Between two lists of rows; no row is empty. */
const LIST_END = ''

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((row, index) => row === other[index])
}

async function readRows(store: EventStore, list: string): Promise<string[]> {
  return (await everyItem((after) => store.list(list, { after }))).map((entry) => entry.row)
}
