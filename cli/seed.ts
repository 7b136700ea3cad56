/** What a new machine begins with: the sample directory and, for `npm start`, the sample plan. */
import { SYSTEM } from '../events/event.ts'
import { saveChanges } from '../shared/directory/save.ts'
import type { Directory } from '../shared/directory/snapshot.ts'
import type { EventStore } from '../shared/ports.ts'

/** After so many entries it is told how far the writing has come. */
const TELL_EVERY = 2_000

/** Writes a whole directory; what is already there, unchanged, is left alone. */
export async function seedDirectory(
  store: EventStore,
  directory: Directory,
  at: string,
  tell: (entries: string) => void = () => {},
): Promise<number> {
  const context = { at, actor: { ...SYSTEM, through: 'operator' }, correlationId: 'seed', causationId: 'seed' }
  const changes = [
    ...directory.units.map((unit) => ({ event: 'unit.registered' as const, payload: { unit } })),
    ...directory.people.map((person) => ({ event: 'person.registered' as const, payload: { person } })),
    ...directory.groups.map((group) => ({ event: 'group.registered' as const, payload: { group } })),
  ]
  let saved = 0
  for (let start = 0; start < changes.length; start += TELL_EVERY) {
    saved += await saveChanges(store, changes.slice(start, start + TELL_EVERY), context)
    tell(`${Math.min(start + TELL_EVERY, changes.length)} of ${changes.length}`)
  }
  return saved
}
