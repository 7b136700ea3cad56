/** What may happen to the directory: each change carries the full new value, so that the last one is the truth. */

import type { Group, Person, Unit } from './model.ts'

export type UnitPayload = { readonly unit: Unit }
export type GroupPayload = { readonly group: Group }
export type PersonPayload = { readonly person: Person }

export type DirectoryChange =
  | { readonly event: 'unit.registered' | 'unit.changed'; readonly payload: UnitPayload }
  | { readonly event: 'group.registered' | 'group.changed'; readonly payload: GroupPayload }
  | { readonly event: 'person.registered' | 'person.changed'; readonly payload: PersonPayload }
