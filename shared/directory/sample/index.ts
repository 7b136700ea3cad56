/** A directory shaped like Hà Nội in 2021, made the same way every time. Bodies are real, schools and people invented. */

import { csvOf } from '../../sheets/export.ts'
import { sheetContents } from '../import/rows.ts'
import type { Group, Person, UnitId } from '../model.ts'
import { type Directory, directoryOf } from '../snapshot.ts'
import { council, districtGroups, sectorGroups } from './groups.ts'
import { districts, SCHOOL_NAMES_MAX } from './names.ts'
import { samplePeople, seatInCouncil } from './people.ts'
import {
  afterReform,
  centralUnits,
  detailedDistricts,
  directUnit,
  districtBodies,
  districtCommittee,
  districtOffice,
  districtSchools,
  outsideUnits,
  pgdOf,
  seedUnits,
  so,
} from './units.ts'

/** 30 district offices and 119 directly managed units. */
export const SAMPLE_UNITS_DEFAULT = 149
export const SAMPLE_UNITS_MAX = Math.min(15_000, SCHOOL_NAMES_MAX)

export type SampleOptions = {
  readonly units?: number
  /** Adds what happened on 1/7/2025. Without it districts stay open, so that a plan of today finds them too. */
  readonly reform?: boolean
}

/**
 * `units` counts those to whom a plan of the Sở goes out: district offices first, then directly managed units. The Sở, its
 * departments, councils, outside bodies and the schools of two districts come on top.
 */
export function sampleDirectory({ units: wanted = SAMPLE_UNITS_DEFAULT, reform = false }: SampleOptions = {}): Directory {
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > SAMPLE_UNITS_MAX)
    throw new RangeError(`units must be 1..${SAMPLE_UNITS_MAX}, not ${wanted}`)
  const areas = districts.slice(0, wanted)
  const detailed = detailedDistricts.filter((district) => areas.includes(district))
  const offices = areas.map(districtOffice)
  const base = [
    ...centralUnits(),
    ...outsideUnits(),
    ...offices,
    ...Array.from({ length: wanted - offices.length }, (_, n) => directUnit(n)),
    ...areas.map(districtCommittee),
    ...detailed.flatMap((district) => [...districtBodies(district), ...districtSchools(district)]),
  ]
  const historic = [...base, ...seedUnits(new Set(base.map((unit) => unit.id)))]
  const units = reform ? afterReform(historic, areas) : historic
  const issuers: UnitId[] = [so, ...detailed.map(pgdOf), 'unt_th-hong-duong']
  const people = samplePeople(units, issuers)
  const heads = holdersOf(people, 'head')
  const groups = [...sectorGroups(units, heads), ...detailed.flatMap((district) => districtGroups(district, units, heads))]
  const issuing = issuers.filter((id) => id !== so)
  for (const unit of units.filter((each) => each.type === 'council' && each.parent !== undefined && issuing.includes(each.parent))) {
    const below = units.filter((each) => each.parent === unit.parent && each.type !== 'council')
    const seats = [unit.parent ?? so, ...below.slice(0, 4).map((each) => each.id)].flatMap(heads)
    groups.push(council(`grp_${unit.id.slice(4)}`, unit.parent ?? so, unit.name, unit.id, seats))
  }
  return directoryOf(units, groups, seated(people, groups))
}

function holdersOf(people: readonly Person[], role: 'head' | 'clerk'): (unit: UnitId) => readonly Person[] {
  const byUnit = Map.groupBy(
    people.filter((person) => person.roles.some((each) => each.role === role)),
    (person) => person.roles[0]?.unit,
  )
  return (unit) => byUnit.get(unit) ?? []
}

/** Gives each council its chair and, as secretary, the clerk of the chair's own unit. */
function seated(people: readonly Person[], groups: readonly Group[]): readonly Person[] {
  const clerks = holdersOf(people, 'clerk')
  let all = people
  for (const { kind, body, members } of groups) {
    if (kind !== 'council' || body === undefined) continue
    const chair = people.find((person) => person.id === members[0]?.person)
    const home = chair?.roles[0]?.unit
    all = seatInCouncil(all, body, chair, home === undefined ? undefined : clerks(home)[0])
  }
  return all
}

/** The sample as the three CSV files one would import. */
export function sampleCsv(options: SampleOptions = {}): Readonly<Record<'units' | 'groups' | 'people', string>> {
  const { units, groups, people } = sheetContents(sampleDirectory(options))
  return {
    units: csvOf(units.header, units.rows),
    groups: csvOf(groups.header, groups.rows),
    people: csvOf(people.header, people.rows),
  }
}
