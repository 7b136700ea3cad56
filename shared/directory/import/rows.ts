/** The directory as the rows of its three sheets: what one exports, edits and imports again. */

import type { Cell } from '../../sheets/export.ts'
import type { SheetContent } from '../../sheets/workbook.ts'
import type { Group, IsoDate, Person, Unit } from '../model.ts'
import type { Directory } from '../snapshot.ts'
import {
  groupHeaders,
  groupKindLabels,
  levelLabels,
  personHeaders,
  roleLabels,
  type SheetKind,
  sheetNames,
  typeLabels,
  unitHeaders,
  yesLabels,
} from './labels.vi.ts'

const first = (labels: readonly string[]): string => labels[0] ?? ''

export function sheetContents({
  units,
  groups,
  people,
}: Pick<Directory, 'units' | 'groups' | 'people'>): Readonly<Record<SheetKind, SheetContent>> {
  return {
    units: { name: sheetNames.units, header: unitHeader, rows: units.map(unitRow) },
    groups: { name: sheetNames.groups, header: Object.values(groupHeaders).map(first), rows: groups.flatMap(groupRows) },
    people: { name: sheetNames.people, header: Object.values(personHeaders).map(first), rows: people.flatMap(personRows) },
  }
}

// The only field of several columns: two mail addresses.
const unitHeader = Object.entries(unitHeaders).flatMap(([field, labels]) => (field === 'emails' ? labels.slice(0, 2) : labels.slice(0, 1)))

const dateCell = (date: IsoDate | undefined): Cell => (date === undefined ? null : { date })

function unitRow(unit: Unit): Cell[] {
  return [
    unit.id,
    unit.name,
    unit.shortNames.join('; '),
    first(typeLabels[unit.type]),
    (unit.levels ?? []).map((level) => first(levelLabels[level])).join('; '),
    unit.area ?? '',
    unit.parent ?? '',
    unit.contacts[0]?.email ?? '',
    unit.contacts[1]?.email ?? '',
    dateCell(unit.validFrom),
    dateCell(unit.validTo),
    unit.successor ?? '',
  ]
}

function groupRows(group: Group): Cell[][] {
  return group.members.map((member) => [
    group.id,
    group.name,
    first(groupKindLabels[group.kind]),
    group.number ?? null,
    group.owner,
    group.body ?? '',
    member.unit ?? '',
    member.person ?? '',
    member.outside ?? '',
    dateCell(member.from),
    dateCell(member.to),
    member.lead ? first(yesLabels) : '',
  ])
}

function personRows(person: Person): Cell[][] {
  return person.roles.map(({ role, unit, from, to }) => [
    person.id,
    person.name,
    person.email,
    first(roleLabels[role]),
    unit,
    dateCell(from),
    dateCell(to),
  ])
}
