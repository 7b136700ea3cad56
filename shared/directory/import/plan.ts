/** The dry run of an import: what every row would do, and the changes that follow if it is confirmed. Nothing is applied here. */

import type { DirectoryChange } from '../change.ts'
import type { Group, GroupId, Person, PersonId, Unit, UnitId } from '../model.ts'
import type { Directory } from '../snapshot.ts'
import type { RowReader } from './fields.ts'
import { type GroupRow, groupOf, type PeopleNames, readGroups } from './groups.ts'
import type { SheetKind } from './labels.vi.ts'
import { type PersonRow, personOf, readPeople } from './people.ts'
import type { Sheet, SheetRow } from './sheet.ts'
import type { Refusal } from './table.ts'
import { namesOf, readUnits } from './units.ts'

export type Outcome = 'new' | 'changed' | 'same' | 'refused'

export type RowReport = {
  readonly sheet: SheetKind
  /** As the user's spreadsheet counts. */
  readonly row: number
  readonly outcome: Outcome
  readonly refusals: readonly Refusal[]
  readonly id?: UnitId | GroupId | PersonId
}

export type ImportPlan = {
  readonly report: readonly RowReport[]
  /** Of the accepted rows: units from the top of the tree down, then people, then groups. */
  readonly changes: readonly DirectoryChange[]
  readonly counts: Readonly<Record<Outcome, number>>
}

export function planImport(sheets: readonly Sheet[], directory: Directory): ImportPlan {
  const rowsOf = (kind: SheetKind): readonly SheetRow[] => sheets.filter((sheet) => sheet.kind === kind).flatMap(({ rows }) => rows)
  const units = readUnits(rowsOf('units'), directory)
  const newUnits = units.filter(isAccepted).map(({ unit }) => unit)
  const names = namesOf([...directory.units, ...newUnits])
  const people = readPeople(rowsOf('people'), directory, names)
  refuseTogether(people)
  const groups = readGroups(rowsOf('groups'), directory, names, peopleNames(directory, people.filter(isAccepted)))
  refuseTogether(groups)

  const unitChanges = fromTop(newUnits).flatMap((unit) => unitChange(unit, directory.unit(unit.id)))
  const personChanges = byId(people.filter(isAccepted)).flatMap((rows) => personChange(rows, directory))
  const groupChanges = byId(groups.filter(isAccepted)).flatMap((rows) => groupChange(rows, directory))
  const changes = [...unitChanges, ...personChanges, ...groupChanges]
  const events = new Map<string, DirectoryChange['event']>(changes.map((change) => [idOf(change), change.event]))
  const report = [
    ...units.map(({ reader, unit }) => rowReport('units', reader, unit.id, events)),
    ...people.map(({ reader, id }) => rowReport('people', reader, id, events)),
    ...groups.map(({ reader, id }) => rowReport('groups', reader, id, events)),
  ]
  const count = (outcome: Outcome): number => report.filter((row) => row.outcome === outcome).length
  return { report, changes, counts: { new: count('new'), changed: count('changed'), same: count('same'), refused: count('refused') } }
}

const isAccepted = ({ reader }: { readonly reader: RowReader }): boolean => reader.refusals.length === 0

/** Several rows make one person or group: half of them would be a person or a group that nobody described. */
function refuseTogether(rows: readonly (PersonRow | GroupRow)[]): void {
  for (const same of Map.groupBy(rows, ({ id }) => id).values()) {
    const bad = same.find((row) => !isAccepted(row))
    if (bad) for (const { reader } of same.filter(isAccepted)) reader.refuse('other-row-refused', 'id', String(bad.reader.row))
  }
}

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]): readonly (readonly Row[])[] => [
  ...Map.groupBy(rows, ({ id }) => id).values(),
]

function peopleNames(directory: Directory, rows: readonly PersonRow[]): PeopleNames {
  const all = [...directory.people.map(({ id, email }) => ({ id, email })), ...rows]
  return new Map(
    all.flatMap(({ id, email }): [string, PersonId][] => [
      [id, id],
      [email.toLowerCase(), id],
    ]),
  )
}

function unitChange(unit: Unit, before: Unit | undefined): DirectoryChange[] {
  if (before && isSame(unit, before)) return []
  return [{ event: before ? 'unit.changed' : 'unit.registered', payload: { unit } }]
}

function personChange(rows: readonly PersonRow[], directory: Directory): DirectoryChange[] {
  const before = rows[0] && directory.person(rows[0].id)
  const person: Person | undefined = personOf(rows, before)
  if (!person || (before && isSame(person, before))) return []
  return [{ event: before ? 'person.changed' : 'person.registered', payload: { person } }]
}

function groupChange(rows: readonly GroupRow[], directory: Directory): DirectoryChange[] {
  const before = rows[0] && directory.group(rows[0].id)
  const group: Group | undefined = groupOf(rows, before)
  if (!group || (before && isSame(group, before))) return []
  return [{ event: before ? 'group.changed' : 'group.registered', payload: { group } }]
}

/** Equal whatever the order of keys: a value may have come through a log, a file or a sample. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => isSame(item, b[i]))
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const left = new Map(Object.entries(a))
  const right = new Map(Object.entries(b))
  return left.size === right.size && [...left].every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
}

/** Parents before children, so that no event names a unit that no earlier event has told of. */
function fromTop(units: readonly Unit[]): readonly Unit[] {
  const waiting = new Map(units.map((unit) => [unit.id, unit]))
  const ordered: Unit[] = []
  for (const unit of units) {
    const line: Unit[] = []
    for (let at: Unit | undefined = unit; at && waiting.delete(at.id); at = at.parent === undefined ? undefined : waiting.get(at.parent))
      line.push(at)
    ordered.push(...line.toReversed())
  }
  return ordered
}

function idOf({ payload }: DirectoryChange): string {
  if ('unit' in payload) return payload.unit.id
  return 'group' in payload ? payload.group.id : payload.person.id
}

function rowReport(
  sheet: SheetKind,
  { row, refusals }: RowReader,
  id: UnitId | GroupId | PersonId,
  events: ReadonlyMap<string, DirectoryChange['event']>,
): RowReport {
  if (refusals.length > 0) return { sheet, row, outcome: 'refused', refusals }
  const event = events.get(id)
  const outcome = event === undefined ? 'same' : event.endsWith('.registered') ? 'new' : 'changed'
  return { sheet, row, outcome, refusals, id }
}
