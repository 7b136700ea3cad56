/** A unit as its own page shows it: where its mail goes, and who acts for it now or soon. */
import { type ActingAs, may } from '../access/may.ts'
import { dayOf } from '../time/calendar.ts'
import type { Person, Role, Unit } from './model.ts'
import type { Directory } from './snapshot.ts'

export function unitView(unit: Unit, directory: Directory, actor: ActingAs, at: string) {
  const today = dayOf(at)
  const resource = { unit: unit.id }
  return {
    unit: unit.id,
    name: unit.name,
    type: unit.type,
    emails: unit.contacts.map(({ email }) => email),
    people: directory.people.flatMap((person) =>
      person.roles
        .filter((role) => role.unit === unit.id && (role.to ?? today) >= today)
        .map((role) => ({
          person: person.id,
          name: person.name,
          email: person.email,
          role: role.role,
          from: role.from,
          to: role.to,
          mayHandOver: mayHandOver(actor, { giver: person.id, role: role.role, unit: unit.id }) && isOpen(role, today),
          coming: comingFrom(role, directory, actor, today),
        })),
    ),
    may: {
      editContacts: may(actor, 'unit.edit-contacts', resource),
      log: may(actor, 'log.read', resource),
    },
  }
}

interface Handing {
  readonly giver: Person['id']
  readonly role: string
  readonly unit: string
}

/** Everyone their own role; the head any of the unit's but an officer's. */
export function mayHandOver(actor: ActingAs, { giver, role, unit }: Handing): boolean {
  if (!may(actor, 'unit.hand-over', { unit }) || role === 'officer') return false
  return actor.role === 'head' || (giver === actor.person && role === actor.role)
}

/** The giver, the head of the unit, and the officers over it. */
export function mayCancel(actor: ActingAs, { giver, role, unit }: Handing): boolean {
  if (!may(actor, 'unit.cancel-hand-over', { unit })) return false
  return actor.role !== 'clerk' || (giver === actor.person && role === 'clerk')
}

function comingFrom({ role, unit, from, giver }: Role, directory: Directory, actor: ActingAs, today: string) {
  if (giver === undefined || from <= today) return undefined
  return { giver, giverName: directory.person(giver)?.name ?? '', mayCancel: mayCancel(actor, { giver, role, unit }) }
}

/** It has begun, and no last day is set yet: whoever has handed over already does so once. */
function isOpen({ from, to }: Role, today: string): boolean {
  return from <= today && to === undefined
}
