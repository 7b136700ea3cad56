/** From a verified token to a person in one of their roles. The token says only who; what they may comes from the directory of the day. */
import type { ActingAs } from '../../shared/access/may.ts'
import type { Role } from '../../shared/directory/model.ts'
import type { Directory } from '../../shared/directory/snapshot.ts'
import { type Refusal, refuse } from '../../shared/log/refusal.ts'
import { dayOf } from '../../shared/time/calendar.ts'

type Claims = Readonly<Record<string, string | number | boolean | readonly string[]>>

/** `chosen` is `<role>@<unit>`; the person's first role where nothing is chosen. */
export function actingAs(claims: Claims, chosen: string | undefined, directory: Directory, now: string): ActingAs | Refusal {
  if (typeof claims.email !== 'string' || String(claims.email_verified) !== 'true') return refuse('not-signed-in')
  const person = directory.personByEmail(claims.email)
  if (person === undefined) return refuse('not-in-directory')
  const view = directory.asOf(dayOf(now))
  const roles = view.rolesOf(person.id)
  const role = chosen === undefined ? roles[0] : roles.find((candidate) => nameOf(candidate) === chosen)
  if (role === undefined) return refuse(chosen === undefined ? 'not-in-directory' : 'role-not-held', 'x-acting-as')
  return { person: person.id, role: role.role, unit: role.unit, tree: new Set(view.reachOf(role.unit).map((unit) => unit.id)) }
}

export function nameOf(role: Pick<Role, 'role' | 'unit'>): string {
  return `${role.role}@${role.unit}`
}
