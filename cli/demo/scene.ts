/** Who stands on the stage: the officer of the issuing body, a person for each unit, and one unit whose mail comes back. */

import type { Unit } from '../../shared/directory/model.ts'
import { type Directory, directoryOf } from '../../shared/directory/snapshot.ts'
import { fold } from '../../shared/text/fold.ts'
import type { Hand, Scene } from './acts.ts'
import type { People } from './client.ts'
import type { Random } from './random.ts'

/** The first address of one school does not exist: SES sends it back. */
export function withOneBouncing(directory: Directory, random: Random): Directory {
  const bouncing = random.pick(directory.units.filter((unit) => unit.type === 'dvtt' && unit.contacts.length > 0))
  const units = directory.units.map((unit): Unit => {
    const [first, ...others] = unit.contacts
    if (unit !== bouncing || first === undefined) return unit
    return {
      ...unit,
      contacts: [{ email: `bounce+${first.email.replace('@', '.')}@khong-co.thidua.test` }, ...(others.length > 0 ? others : [first])],
    }
  })
  return directoryOf(units, directory.groups, directory.people)
}

export function sceneOf(directory: Directory, people: People, issuer: string): Omit<Scene, 'planId'> & { readonly officerRole: string } {
  const byUnit = Map.groupBy(
    directory.people.flatMap((person) => person.roles.map((role) => ({ person, role }))),
    ({ role }) => role.unit,
  )
  const holder = (unit: string, ...roles: readonly string[]): Hand | undefined => {
    const held = byUnit.get(unit as Unit['id']) ?? []
    const wanted = roles.find((name) => held.some(({ role }) => role.role === name))
    const person = held.find(({ role }) => role.role === wanted)?.person
    return person === undefined ? undefined : { email: person.email, role: `${wanted}@${unit}` }
  }
  const officer = officerOf(directory, issuer)
  return {
    people,
    officer: officer.email,
    officerRole: officer.role,
    clerkOf: (unit) => {
      const person = holder(unit, 'clerk', 'officer', 'head')
      if (person === undefined) throw new Error(`${unit} has nobody who could act for it`)
      return person
    },
    nameOf: (unit) => directory.unit(unit as Unit['id'])?.name ?? unit,
  }
}

/** The officer of the body that issues the plan; the sample directory's first officer where the plan names none it knows. */
function officerOf(directory: Directory, issuer: string): { readonly email: string; readonly role: string } {
  const officers = directory.people.flatMap((person) =>
    person.roles.filter(({ role }) => role === 'officer').map((role) => ({ person, role })),
  )
  const named = officers.find(({ role }) => fold(directory.unit(role.unit)?.name ?? '') === fold(issuer))
  const { person, role } = named ?? officers[0] ?? {}
  if (person === undefined || role === undefined) throw new Error('the directory has no officer')
  return { email: person.email, role: `officer@${role.unit}` }
}
