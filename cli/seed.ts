/** What a new machine begins with: the sample directory and, for `npm start`, the sample plan. */
import { SYSTEM } from '../events/event.ts'
import { saveChanges } from '../shared/directory/save.ts'
import type { Directory } from '../shared/directory/snapshot.ts'
import type { EventStore } from '../shared/ports.ts'

/** Writes a whole directory; what is already there, unchanged, is left alone. */
export async function seedDirectory(store: EventStore, directory: Directory, at: string): Promise<number> {
  const context = { at, actor: { ...SYSTEM, through: 'operator' }, correlationId: 'seed', causationId: 'seed' }
  return saveChanges(
    store,
    [
      ...directory.units.map((unit) => ({ event: 'unit.registered' as const, payload: { unit } })),
      ...directory.people.map((person) => ({ event: 'person.registered' as const, payload: { person } })),
      ...directory.groups.map((group) => ({ event: 'group.registered' as const, payload: { group } })),
    ],
    context,
  )
}
