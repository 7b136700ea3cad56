/** The sample directory, small, with markup in the names that the browser will show. */
import type { UnitType } from '../../../shared/directory/model.ts'
import { sampleDirectory } from '../../../shared/directory/sample/index.ts'
import { type Directory, directoryOf } from '../../../shared/directory/snapshot.ts'

const UNITS = 40

/** Would run, and be seen, wherever a name is put into a page as markup. */
export const HOSTILE = '<img src=x onerror="document.title=1"><b>Đậm</b>'

/** `ofAKind` keeps so many district offices and as many schools of the Sở, where a sector of a handful tells the same story sooner. */
export function browserDirectory(ofAKind = UNITS): Directory {
  const { units, groups, people } = sampleDirectory({ units: UNITS })
  const kept = units.filter((unit) => !isCounted(unit.type) || units.filter(({ type }) => type === unit.type).indexOf(unit) < ofAKind)
  const ids = new Set(kept.map(({ id }) => id))
  const school = kept.find((unit) => unit.type === 'dvtt')
  return directoryOf(
    kept.map((unit) => (unit === school ? { ...unit, name: `${unit.name} ${HOSTILE}` } : unit)),
    groups,
    people
      .filter((person) => person.roles.every((role) => ids.has(role.unit)))
      .map((person) => (person.roles.some((role) => role.unit === school?.id) ? { ...person, name: `${person.name} ${HOSTILE}` } : person)),
  )
}

const isCounted = (type: UnitType): boolean => type === 'pgd' || type === 'dvtt'

/** Address of somebody with this role in a unit of this type; `skip` counts past the first ones. */
export function emailOf(directory: Directory, role: string, unitType: string, skip = 0): string {
  const people = directory.people.filter((person) =>
    person.roles.some((one) => one.role === role && directory.unit(one.unit)?.type === unitType),
  )
  const email = people[skip]?.email
  if (email === undefined) throw new Error(`the directory has no ${role} in a unit of type ${unitType}`)
  return email
}
