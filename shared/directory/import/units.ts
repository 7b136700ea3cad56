/** Rows of the sheet of units → units, with parents and successors found among the rows and the directory. */

import { slugOf } from '../../text/fold.ts'
import { isUnitId, type Level, levels, UNIT_CONTACTS_MAX, type Unit, type UnitId } from '../model.ts'
import type { Directory } from '../snapshot.ts'
import { codeOf, type RowReader, readerOf } from './fields.ts'
import { levelLabels, typeLabels } from './labels.vi.ts'
import type { SheetRow } from './sheet.ts'
import { NAME_CHARACTERS_MAX } from './table.ts'

export type UnitRow = { readonly reader: RowReader; readonly unit: Unit }

/** Every row once, in the order of the file; those with refusals are not to be applied. */
export function readUnits(rows: readonly SheetRow[], directory: Directory): readonly UnitRow[] {
  const known = namesOf(directory.units)
  const repeated = repeatedNames(rows)
  const drafts = rows.map((row) => draftOf(row, directory, known, repeated))
  refuseDuplicates(drafts)
  const all = namesOf([...directory.units, ...drafts.filter(({ reader }) => reader.refusals.length === 0).map(({ unit }) => unit)])
  const linked = drafts.map((draft) => linkedTo(draft, all, directory))
  refuseBroken(linked, directory)
  return linked
}

/** Units by what a cell may call them: the id, or the exact name without regard to case. */
export type UnitNames = ReadonlyMap<string, ReadonlySet<UnitId>>

export function namesOf(units: readonly Unit[]): UnitNames {
  const found = new Map<string, Set<UnitId>>()
  for (const { id, name } of units) {
    for (const key of [id, nameKey(name)]) found.set(key, (found.get(key) ?? new Set()).add(id))
  }
  return found
}

/** Names of several rows: their ids take in the parent. */
function repeatedNames(rows: readonly SheetRow[]): ReadonlySet<string> {
  const byName = Map.groupBy(rows, ({ cells }) => nameKey(cells.name?.[0] ?? ''))
  return new Set([...byName].flatMap(([name, same]) => (same.length > 1 ? [name] : [])))
}

const nameKey = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()

/** The unit a cell names; refuses, and gives undefined, where none or several fit. */
export function unitNamed(
  text: string,
  names: UnitNames,
  reader: RowReader,
  field: string,
  unknown: 'unknown-parent' | 'unknown-successor' | 'unknown-unit',
): UnitId | undefined {
  const found = [...(names.get(text) ?? names.get(nameKey(text)) ?? [])]
  if (found.length > 1) reader.refuse('ambiguous-name', field, text)
  if (found.length === 0) reader.refuse(unknown, field, text)
  return found.length === 1 ? found[0] : undefined
}

type Draft = UnitRow & { readonly parentText: string; readonly successorText: string }

function draftOf(row: SheetRow, directory: Directory, known: UnitNames, repeated: ReadonlySet<string>): Draft {
  const reader = readerOf(row)
  const name = reader.requiredText('name')
  const parentText = reader.text('parent')
  const id = idOf(reader, name, parentText, directory, known, repeated)
  const before = directory.unit(id)
  const type = reader.code('type', typeLabels, 'unknown-type') ?? 'outside'
  const validFrom = reader.requiredDate('validFrom')
  const kept = <T>(field: string, read: () => T | undefined, old: T | undefined): T | undefined => (reader.has(field) ? read() : old)
  const validTo = kept('validTo', () => reader.date('validTo'), before?.validTo)
  if (validTo !== undefined && validFrom !== '' && validTo < validFrom) reader.refuse('period-reversed', 'validTo', validTo)
  const taught = kept('levels', () => levelsOf(reader), before?.levels)
  const area = kept('area', () => reader.text('area', NAME_CHARACTERS_MAX) || undefined, before?.area)
  const unit: Unit = {
    id,
    name,
    shortNames: kept('shortNames', () => reader.list('shortNames'), before?.shortNames) ?? [],
    type,
    ...(taught && taught.length > 0 ? { levels: taught } : {}),
    ...(area === undefined ? {} : { area }),
    ...(before?.parent === undefined ? {} : { parent: before.parent }),
    contacts: kept('emails', () => contactsOf(reader), before?.contacts) ?? [],
    validFrom,
    ...(validTo === undefined ? {} : { validTo }),
    ...(before?.successor === undefined ? {} : { successor: before.successor }),
  }
  return { reader, unit, parentText, successorText: reader.text('successor') }
}

/**
 * The id given; else that of the one unit of this name; else one made from the name, with the parent's where the name is
 * common ("Trường Tiểu học Kim Sơn" of two districts).
 */
function idOf(
  reader: RowReader,
  name: string,
  parentText: string,
  directory: Directory,
  known: UnitNames,
  repeated: ReadonlySet<string>,
): UnitId {
  const given = reader.text('id')
  if (given !== '') {
    if (isUnitId(given)) return given
    reader.refuse('bad-id', 'id', given)
    return 'unt_x'
  }
  const same = [...(known.get(nameKey(name)) ?? [])]
  const parents = known.get(parentText) ?? known.get(nameKey(parentText))
  const fitting = parentText === '' ? same : same.filter((unit) => parents?.has(directory.unit(unit)?.parent ?? 'unt_x'))
  const [only] = fitting
  if (only !== undefined && fitting.length === 1) return only
  // A unit of this name elsewhere: moved, or another one? Only the id can tell.
  if (same.length > 0) reader.refuse('ambiguous-name', 'name', name)
  return repeated.has(nameKey(name)) && parentText !== ''
    ? `unt_${slugOf(name, 30)}-${slugOf(parentText.replace(/^unt_/, ''), 45)}`
    : `unt_${slugOf(name)}`
}

function levelsOf(reader: RowReader): readonly Level[] {
  const found = reader.list('levels').map((entry) => {
    const level = codeOf(entry, levelLabels)
    if (level === undefined) reader.refuse('unknown-level', 'levels', entry)
    return level
  })
  return levels.filter((level) => found.includes(level))
}

function contactsOf(reader: RowReader): Unit['contacts'] {
  const emails = reader.emails('emails')
  if (emails.length > UNIT_CONTACTS_MAX) reader.refuse('too-many-contacts', 'emails', emails.join(', '))
  return emails.map((email) => ({ email }))
}

function refuseDuplicates(drafts: readonly Draft[]): void {
  for (const rows of Map.groupBy(drafts, ({ unit }) => unit.id).values()) {
    if (rows.length < 2) continue
    for (const { reader, unit } of rows) if (unit.name !== '') reader.refuse('duplicate', 'id', unit.id)
  }
}

function linkedTo({ reader, unit, parentText, successorText }: Draft, names: UnitNames, directory: Directory): UnitRow {
  const { parent: oldParent, successor: oldSuccessor, ...rest } = unit
  const named = (field: 'parent' | 'successor', text: string, old: UnitId | undefined): UnitId | undefined => {
    if (!reader.has(field)) return old
    return text === '' ? undefined : unitNamed(text, names, reader, field, field === 'parent' ? 'unknown-parent' : 'unknown-successor')
  }
  const parent = named('parent', parentText, oldParent)
  const successor = named('successor', successorText, oldSuccessor)
  const { contacts, validFrom, validTo, ...first } = rest
  // The order of the keys is that of the model: a log compares values as they are written.
  const linked: Unit = {
    ...first,
    ...(parent === undefined ? {} : { parent }),
    contacts,
    validFrom,
    ...(validTo === undefined ? {} : { validTo }),
    ...(successor === undefined ? {} : { successor }),
  }
  const taken = directory.unit(linked.id)
  // A made id may meet another unit's; only a given one may rename.
  if (taken && nameKey(taken.name) !== nameKey(linked.name) && !reader.has('id')) reader.refuse('duplicate', 'name', linked.name)
  return { reader, unit: linked }
}

/** A refused row may be the parent of an accepted one, and a cycle may close through units of the directory: until nothing changes. */
function refuseBroken(rows: readonly UnitRow[], directory: Directory): void {
  for (;;) {
    const accepted = new Map(rows.filter(({ reader }) => reader.refusals.length === 0).map((row) => [row.unit.id, row]))
    const unitOf = (id: UnitId): Unit | undefined => accepted.get(id)?.unit ?? directory.unit(id)
    const before = accepted.size
    for (const { reader, unit } of accepted.values()) {
      if (unit.parent !== undefined && !unitOf(unit.parent)) reader.refuse('unknown-parent', 'parent', unit.parent)
      if (unit.successor !== undefined && !unitOf(unit.successor)) reader.refuse('unknown-successor', 'successor', unit.successor)
    }
    for (const field of ['parent', 'successor'] as const) {
      for (const { reader, unit } of inCycles(accepted, unitOf, field)) reader.refuse('cycle', field, unit[field] ?? '')
    }
    if (rows.filter(({ reader }) => reader.refusals.length === 0).length === before) return
  }
}

function inCycles(rows: ReadonlyMap<UnitId, UnitRow>, unitOf: (id: UnitId) => Unit | undefined, field: 'parent' | 'successor'): UnitRow[] {
  const settled = new Set<UnitId>()
  const found: UnitRow[] = []
  for (const start of rows.keys()) {
    const path: UnitId[] = []
    const onPath = new Set<UnitId>()
    let at: UnitId | undefined = start
    while (at !== undefined && !settled.has(at) && !onPath.has(at)) {
      path.push(at)
      onPath.add(at)
      at = unitOf(at)?.[field]
    }
    if (at !== undefined && onPath.has(at)) found.push(...path.slice(path.indexOf(at)).flatMap((id) => rows.get(id) ?? []))
    for (const id of path) settled.add(id)
  }
  return found
}
