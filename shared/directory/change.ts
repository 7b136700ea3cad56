/** What may happen to the directory: each change carries the full new value, so that the last one is the truth. */

import type { Group, Person, Unit } from './model.ts'
import { type Directory, directoryOf } from './snapshot.ts'

export type UnitPayload = { readonly unit: Unit }
export type GroupPayload = { readonly group: Group }
export type PersonPayload = { readonly person: Person }

export type DirectoryChange =
  | { readonly event: 'unit.registered' | 'unit.changed'; readonly payload: UnitPayload }
  | { readonly event: 'group.registered' | 'group.changed'; readonly payload: GroupPayload }
  | { readonly event: 'person.registered' | 'person.changed'; readonly payload: PersonPayload }

/** The directory after the changes. New bearers come last, so that lists stay in order. */
export function applyChanges(directory: Directory, changes: readonly DirectoryChange[]): Directory {
  const units = new Map(directory.units.map((unit) => [unit.id, unit]))
  const groups = new Map(directory.groups.map((group) => [group.id, group]))
  const people = new Map(directory.people.map((person) => [person.id, person]))
  for (const { payload } of changes) {
    if ('unit' in payload) units.set(payload.unit.id, payload.unit)
    else if ('group' in payload) groups.set(payload.group.id, payload.group)
    else people.set(payload.person.id, payload.person)
  }
  return directoryOf([...units.values()], [...groups.values()], [...people.values()])
}
