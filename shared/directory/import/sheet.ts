/** A table → a sheet: which of the three kinds it is, and its cells by field. */

import { fold } from '../../text/fold.ts'
import { groupHeaders, personHeaders, type SheetKind, unitHeaders } from './labels.vi.ts'
import { type FileRefusal, fileRefused, IMPORT_ROWS_MAX, type Table } from './table.ts'

export type SheetRow = {
  readonly row: number
  /** A field absent here has no column in the file: its value stays what it is. Several columns may hold one field (two mail addresses). */
  readonly cells: Readonly<Record<string, readonly string[]>>
}

export type Sheet = { readonly kind: SheetKind; readonly rows: readonly SheetRow[] }

type Headers = Readonly<Record<string, readonly string[]>>

const headersOf: Readonly<Record<SheetKind, Headers>> = { units: unitHeaders, groups: groupHeaders, people: personHeaders }

/** Without these columns a sheet is not of its kind. */
const required: Readonly<Record<SheetKind, readonly string[]>> = {
  units: ['name', 'type', 'validFrom'],
  groups: ['name', 'kind', 'owner', 'from'],
  people: ['name', 'email', 'role', 'unit', 'from'],
}

/** Fields that several columns may share. */
const repeatable: readonly string[] = ['emails']

const kinds = ['units', 'groups', 'people'] as const

export function sheetOf(table: Table): Sheet | FileRefusal {
  const [header, ...lines] = table.lines
  if (!header) return fileRefused('unknown-sheet', table.name ?? '')
  if (lines.length > IMPORT_ROWS_MAX) return fileRefused('too-many-rows', String(lines.length))
  const readings = kinds.map((kind) => ({ kind, fields: header.cells.map((title) => fieldOf(title, headersOf[kind])) }))
  const best = readings.reduce((a, b) => (score(b) > score(a) ? b : a))
  if (score(best) === 0) return fileRefused('unknown-sheet', header.cells.join(', '))
  const missing = required[best.kind].find((field) => !best.fields.includes(field))
  if (missing !== undefined) return fileRefused('missing-column', headersOf[best.kind][missing]?.[0] ?? missing)
  const twice = best.fields.find((field, i) => field !== undefined && !repeatable.includes(field) && best.fields.indexOf(field) !== i)
  if (twice !== undefined) return fileRefused('repeated-column', headersOf[best.kind][twice]?.[0] ?? twice)
  return { kind: best.kind, rows: lines.map(({ row, cells }) => ({ row, cells: byField(best.fields, cells) })) }
}

/** How many of its required columns a kind finds. */
const score = ({ kind, fields }: { readonly kind: SheetKind; readonly fields: readonly (string | undefined)[] }): number =>
  required[kind].filter((field) => fields.includes(field)).length / required[kind].length + fields.filter((field) => field).length / 100

export function fieldOf(title: string, headers: Headers): string | undefined {
  const key = lettersOf(title)
  return Object.keys(headers).find((field) => headers[field]?.some((header) => lettersOf(header) === key))
}

/** `Họ và tên *` = `họ và tên`. */
export const lettersOf = (text: string): string => (fold(text).match(/[a-z0-9]+/g) ?? []).join(' ')

function byField(fields: readonly (string | undefined)[], cells: readonly string[]): Record<string, readonly string[]> {
  const found: Record<string, string[]> = {}
  fields.forEach((field, i) => {
    if (field === undefined) return
    const list = found[field] ?? []
    list.push(cells[i] ?? '')
    found[field] = list
  })
  return found
}
