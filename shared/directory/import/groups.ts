/** Rows of the sheet of groups, one a member → groups. Members already known are kept; one who leaves gets a last day. */

import { slugOf } from '../../text/fold.ts'
import {
  type Group,
  type GroupId,
  isGroupId,
  isPersonId,
  isUnitId,
  type Member,
  type MemberRef,
  type PersonId,
  type UnitId,
} from '../model.ts'
import type { Directory } from '../snapshot.ts'
import { type RowReader, readerOf } from './fields.ts'
import { groupKindLabels, yesLabels } from './labels.vi.ts'
import { lettersOf, type SheetRow } from './sheet.ts'
import { type UnitNames, unitNamed } from './units.ts'

export type GroupRow = {
  readonly reader: RowReader
  readonly id: GroupId
  readonly group: Omit<Group, 'members'>
  readonly member?: Member
}

/** People by id and by address, those of the same import included. */
export type PeopleNames = ReadonlyMap<string, PersonId>

export function readGroups(rows: readonly SheetRow[], directory: Directory, names: UnitNames, people: PeopleNames): readonly GroupRow[] {
  const read = rows.map((row) => groupRowOf(row, directory, names, people))
  for (const same of Map.groupBy(read, ({ id }) => id).values()) refuseConflicts(same)
  return read
}

function groupRowOf(row: SheetRow, directory: Directory, names: UnitNames, people: PeopleNames): GroupRow {
  const reader = readerOf(row)
  const name = reader.requiredText('name')
  const id = idOf(reader, name, directory)
  const before = directory.group(id)
  const kind = reader.code('kind', groupKindLabels, 'unknown-group-kind') ?? 'list'
  const number = reader.has('number') ? numberIn(reader) : before?.number
  const ownerText = reader.requiredText('owner')
  const body = reader.has('body') ? unitIn(reader, 'body', names) : before?.body
  const member = memberIn(reader, names, people)
  const group = {
    id,
    kind,
    ...(number === undefined ? {} : { number }),
    owner: ownerOf(ownerText, names, reader),
    name,
    ...(body === undefined ? {} : { body }),
  }
  return { reader, id, group, ...(member ? { member } : {}) }
}

function idOf(reader: RowReader, name: string, directory: Directory): GroupId {
  const given = reader.text('id')
  if (given === '') return directory.groups.find((group) => group.name === name)?.id ?? `grp_${slugOf(name)}`
  if (isGroupId(given)) return given
  reader.refuse('bad-id', 'id', given)
  return 'grp_x'
}

const GROUP_NUMBER_MAX = 999

function numberIn(reader: RowReader): number | undefined {
  const text = reader.text('number')
  if (text === '') return undefined
  const number = /^\d{1,3}$/.test(text) ? Number(text) : 0
  if (number < 1 || number > GROUP_NUMBER_MAX) reader.refuse('bad-number', 'number', text)
  return number
}

/** A unit where the cell is an id or the name of one; else a body outside the directory, by its name. */
function ownerOf(text: string, names: UnitNames, reader: RowReader): UnitId | string {
  if (isUnitId(text)) return unitNamed(text, names, reader, 'owner', 'unknown-unit') ?? text
  const found = [...(names.get(text.toLowerCase()) ?? [])]
  return found.length === 1 ? (found[0] ?? text) : text
}

function unitIn(reader: RowReader, field: string, names: UnitNames): UnitId | undefined {
  const text = reader.text(field)
  return text === '' ? undefined : unitNamed(text, names, reader, field, 'unknown-unit')
}

function memberIn(reader: RowReader, names: UnitNames, people: PeopleNames): Member | undefined {
  const filled = ['memberUnit', 'memberPerson', 'memberOutside'].filter((field) => reader.text(field) !== '')
  if (filled.length !== 1) reader.refuse('one-member', 'memberUnit', filled.join(', '))
  const ref = refIn(reader, names, people)
  const from = reader.requiredDate('from')
  const to = reader.date('to')
  if (to !== undefined && from !== '' && to < from) reader.refuse('period-reversed', 'to', to)
  if (!ref || from === '') return undefined
  const leads = yesLabels.includes(reader.text('lead').toLowerCase())
  return { ...ref, from, ...(to === undefined ? {} : { to }), ...(leads ? { lead: true as const } : {}) }
}

function refIn(reader: RowReader, names: UnitNames, people: PeopleNames): MemberRef | undefined {
  const unit = unitIn(reader, 'memberUnit', names)
  if (unit !== undefined) return { unit }
  const text = reader.text('memberPerson')
  const person = people.get(isPersonId(text) ? text : text.toLowerCase())
  if (text !== '' && person === undefined) reader.refuse('unknown-person', 'memberPerson', text)
  if (person !== undefined) return { person }
  const outside = reader.text('memberOutside')
  return outside === '' ? undefined : { outside }
}

function refuseConflicts(rows: readonly GroupRow[]): void {
  const [first] = rows
  if (!first) return
  const whole = JSON.stringify(first.group)
  for (const { reader, group } of rows) {
    if (reader.refusals.length === 0 && first.reader.refusals.length === 0 && JSON.stringify(group) !== whole) {
      reader.refuse('conflicting-rows', 'name', `${group.name}: ${lettersOf(group.kind)} ${group.number ?? ''}`.trim())
    }
  }
  for (const [key, same] of Map.groupBy(rows, ({ member }) => (member ? memberKey(member) : ''))) {
    if (key !== '' && same.length > 1) for (const { reader } of same) reader.refuse('duplicate', 'memberUnit', key)
  }
}

const memberKey = ({ unit, person, outside, from }: Member): string => `${unit ?? person ?? outside} ${from}`

export function groupOf(rows: readonly GroupRow[], before: Group | undefined): Group | undefined {
  const [first] = rows
  if (!first) return undefined
  const members = new Map((before?.members ?? []).map((member) => [memberKey(member), member]))
  for (const { member } of rows) if (member) members.set(memberKey(member), member)
  return { ...first.group, members: [...members.values()] }
}
