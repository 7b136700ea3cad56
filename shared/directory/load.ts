/** The directory as everybody reads it: whole, indexed, and kept for a few seconds by whoever serves many requests. */
import type { EventStore, World } from '../ports.ts'
import { addSeconds } from '../time/calendar.ts'
import type { Group, Person, Unit } from './model.ts'
import { type Directory, directoryOf } from './snapshot.ts'

/** How old a kept directory may be. A change of contact reaches everybody within this time. */
export const DIRECTORY_FRESH_SECONDS = 15

const kept = new WeakMap<EventStore, { readonly until: string; readonly directory: Promise<Directory> }>()

export async function loadDirectory({ store, clock }: Pick<World, 'store' | 'clock'>): Promise<Directory> {
  const now = clock.now()
  const known = kept.get(store)
  if (known !== undefined && now < known.until) return known.directory
  const directory = readDirectory(store)
  kept.set(store, { until: addSeconds(now, DIRECTORY_FRESH_SECONDS), directory })
  // A read that failed must not be kept.
  directory.catch(() => kept.delete(store))
  return directory
}

export async function readDirectory(store: EventStore): Promise<Directory> {
  const [units, groups, people] = await Promise.all([
    readAll<Unit>(store, 'unit'),
    readAll<Group>(store, 'group'),
    readAll<Person>(store, 'person'),
  ])
  return directoryOf(units, groups, people)
}

async function readAll<Value>(store: EventStore, list: string): Promise<Value[]> {
  const values: Value[] = []
  let after: string | undefined
  do {
    const page = await store.list(list, { after })
    // The rows are states this system folded from its own validated events.
    for (const entry of page.items) values.push(JSON.parse(entry.row) as Value)
    after = page.next
  } while (after !== undefined)
  return values
}
