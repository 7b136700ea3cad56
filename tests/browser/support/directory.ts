/** The sample directory, small, with markup in the names that the browser will show. */
import { sampleDirectory } from '../../../shared/directory/sample/index.ts'
import { type Directory, directoryOf } from '../../../shared/directory/snapshot.ts'

const UNITS = 40

/** Would run, and be seen, wherever a name is put into a page as markup. */
export const HOSTILE = '<img src=x onerror="document.title=1"><b>Đậm</b>'

export function browserDirectory(): Directory {
  const { units, groups, people } = sampleDirectory({ units: UNITS })
  const school = units.find((unit) => unit.type === 'dvtt')
  return directoryOf(
    units.map((unit) => (unit === school ? { ...unit, name: `${unit.name} ${HOSTILE}` } : unit)),
    groups,
    people.map((person) =>
      person.roles.some((role) => role.unit === school?.id) ? { ...person, name: `${person.name} ${HOSTILE}` } : person,
    ),
  )
}

/** Address of somebody with this role in a unit of this type; `skip` counts past the first ones. */
export function emailOf(directory: Directory, role: string, unitType: string, skip = 0): string {
  const people = directory.people.filter((person) =>
    person.roles.some((one) => one.role === role && directory.unit(one.unit)?.type === unitType),
  )
  const email = people[skip]?.email
  if (email === undefined) throw new Error(`the directory has no ${role} in a unit of type ${unitType}`)
  return email
}
