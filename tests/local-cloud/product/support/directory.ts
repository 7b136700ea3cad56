/** A small part of the sample directory: whole in itself, and quick to write. */
import type { Group, Person, RoleName, UnitId } from '../../../../shared/directory/model.ts'
import { sampleDirectory } from '../../../../shared/directory/sample/index.ts'
import { type Directory, directoryOf } from '../../../../shared/directory/snapshot.ts'

export const SO: UnitId = 'unt_so-gddt-ha-noi'
export const DISTRICT: UnitId = 'unt_pgd-dong-da'

/** Directly managed units, the journal first. */
export const DIRECT_MAX = 5

const sample = sampleDirectory({ units: 30 + DIRECT_MAX })

/** Ids of the directly managed units, in the order of the sample. */
export const directUnits: readonly UnitId[] = sample.units.filter((unit) => unit.type === 'dvtt').map((unit) => unit.id)

export interface SmallOptions {
  readonly districts?: number
  readonly direct?: number
  /** People beside those of the sample. */
  readonly people?: readonly Person[]
}

/** The Sở, its office and departments, its council, some districts (Đống Đa first, with one school) and directly managed units. */
export function smallDirectory({ districts = 2, direct = DIRECT_MAX, people = [] }: SmallOptions = {}): Directory {
  const offices = sample.units.filter((unit) => unit.type === 'pgd')
  const chosen = [...offices.filter((unit) => unit.id === DISTRICT), ...offices.filter((unit) => unit.id !== DISTRICT)].slice(0, districts)
  const school = sample.units.find((unit) => unit.type === 'school' && unit.parent === DISTRICT)
  const units = sample.units.filter(
    (unit) =>
      ['so', 'vp-so', 'phong-so'].includes(unit.type) ||
      unit.id === 'unt_hd-tdkt-nganh' ||
      chosen.includes(unit) ||
      unit === school ||
      directUnits.slice(0, direct).includes(unit.id),
  )
  const kept = new Set<string>(units.map((unit) => unit.id))
  const holders = sample.people.flatMap((person): Person[] => {
    const roles = person.roles.filter((role) => kept.has(role.unit))
    return roles.length === 0 ? [] : [{ ...person, roles }]
  })
  const ids = new Set<string>([...kept, ...holders.map((person) => person.id)])
  const groups = sample.groups.flatMap((group): Group[] => {
    const members = group.members.filter((member) => ids.has(member.unit ?? member.person ?? ''))
    return members.length === 0 || !kept.has(group.owner) ? [] : [{ ...group, members }]
  })
  return directoryOf(units, groups, [...holders, ...people])
}

/** The address of whoever holds the role in the unit. */
export function emailOf(directory: Directory, role: RoleName, unit: string): string {
  const found = directory.people.find((person) => person.roles.some((one) => one.role === role && one.unit === unit))
  if (found === undefined) throw new Error(`nobody is ${role} of ${unit}`)
  return found.email
}
