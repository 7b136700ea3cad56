/**
 * Bytes of an XLSX file → the rows of its sheets (ECMA-376 part 1, §18). Written out because exceljs brings 1 MB into a function whose whole
 * bundle may have half of that, and inflates what it is given without a limit.
 */

import {
  type FileRefusal,
  fileRefused,
  IMPORT_BYTES_MAX,
  IMPORT_COLUMNS_MAX,
  IMPORT_INFLATED_BYTES_MAX,
  IMPORT_ROWS_MAX,
  type Line,
  type Table,
} from './table.ts'
import { xmlTokens } from './xml.ts'
import { type Zip, ZipTooLarge, zipOf } from './zip.ts'

export function tablesOfXlsx(bytes: Uint8Array): readonly Table[] | FileRefusal {
  if (bytes.byteLength > IMPORT_BYTES_MAX) return fileRefused('file-too-large', String(bytes.byteLength))
  const zip = zipOf(bytes, IMPORT_INFLATED_BYTES_MAX)
  if (!zip) return fileRefused('file-malformed')
  try {
    return tablesIn(zip)
  } catch (error) {
    // Whatever is broken in a file of the user is the user's to repair; nothing of ours runs inside but the reading.
    return fileRefused(error instanceof ZipTooLarge ? 'file-too-large' : 'file-malformed')
  }
}

type Book = { readonly shared: readonly string[]; readonly dateStyles: ReadonlySet<number>; readonly epochMs: number }

function tablesIn(zip: Zip): readonly Table[] | FileRefusal {
  const { sheets, from1904 } = workbookOf(required(zip, 'xl/workbook.xml'))
  const targets = targetsOf(required(zip, 'xl/_rels/workbook.xml.rels'))
  const book: Book = {
    shared: sharedStringsOf(textOf(zip.read('xl/sharedStrings.xml'))),
    dateStyles: dateStylesOf(textOf(zip.read('xl/styles.xml'))),
    // Serial 60 is the 29/2/1900 that never was; days after it, all that concern us, count from 30/12/1899.
    epochMs: from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30),
  }
  const tables: Table[] = []
  for (const { name, relation } of sheets) {
    const target = targets.get(relation)
    if (target === undefined) throw new Error(`sheet ${name} without content`)
    const lines = linesOf(required(zip, target), book)
    if (lines.length > IMPORT_ROWS_MAX + 1) return fileRefused('too-many-rows', String(IMPORT_ROWS_MAX))
    const wide = lines.find(({ cells }) => cells.length > IMPORT_COLUMNS_MAX)
    if (wide) return fileRefused('too-many-columns', String(wide.cells.length))
    if (lines.length > 0) tables.push({ name, lines })
  }
  return tables
}

function required(zip: Zip, name: string): string {
  const bytes = zip.read(name)
  if (!bytes) throw new Error(`no ${name}`)
  return textOf(bytes)
}

const textOf = (bytes: Uint8Array | undefined): string => (bytes ? new TextDecoder('utf-8', { fatal: true }).decode(bytes) : '')

function workbookOf(xml: string): { sheets: { name: string; relation: string }[]; from1904: boolean } {
  const sheets: { name: string; relation: string }[] = []
  let from1904 = false
  for (const token of xmlTokens(xml)) {
    if (token.kind !== 'open') continue
    const { name, id, date1904 } = token.attributes
    if (token.name === 'sheet') sheets.push({ name: name ?? '', relation: id ?? '' })
    if (token.name === 'workbookPr') from1904 = date1904 === '1' || date1904 === 'true'
  }
  return { sheets, from1904 }
}

function targetsOf(xml: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const token of xmlTokens(xml)) {
    if (token.kind !== 'open' || token.name !== 'Relationship') continue
    const { Id = '', Target = '' } = token.attributes
    found.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`)
  }
  return found
}

/** Text of `<t>` within each `<si>`, runs joined; phonetic readings (`<rPh>`) are not what the cell says. */
function sharedStringsOf(xml: string): readonly string[] {
  const strings: string[] = []
  let text = ''
  let within = ''
  let phonetic = false
  for (const token of xmlTokens(xml)) {
    if (token.kind === 'text') {
      if (within === 't' && !phonetic) text += token.text
      continue
    }
    if (token.name === 'rPh') phonetic = token.kind === 'open' && !token.empty
    within = token.kind === 'open' && !token.empty ? token.name : ''
    const ends = token.name === 'si' && (token.kind === 'close' || token.empty)
    if (!ends) continue
    strings.push(unescaped(text))
    text = ''
  }
  return strings
}

/** `_x000D_`: how the format writes characters that XML cannot (§22.9.2.19). */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))

/** Built-in number formats that show a date (§18.8.30). */
const isBuiltInDate = (format: number): boolean =>
  (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 50 && format <= 58)

/** A date is a number; only its style tells. */
function dateStylesOf(xml: string): ReadonlySet<number> {
  const custom = new Map<number, boolean>()
  const styles = new Set<number>()
  let style = -1
  for (const token of xmlTokens(xml)) {
    if (token.kind === 'text') continue
    if (token.name === 'cellXfs') style = token.kind === 'open' ? 0 : -1
    if (token.kind !== 'open') continue
    const { numFmtId = '0', formatCode = '' } = token.attributes
    if (token.name === 'numFmt') custom.set(Number(numFmtId), /[dy]/i.test(formatCode.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')))
    if (token.name !== 'xf' || style < 0) continue
    if (custom.get(Number(numFmtId)) ?? isBuiltInDate(Number(numFmtId))) styles.add(style)
    style++
  }
  return styles
}

type CellState = { column: number; type: string; style: number; value: string; formula: string | undefined }

function linesOf(xml: string, book: Book): Line[] {
  const lines: Line[] = []
  let row = 0
  let cells: string[] = []
  let cell: CellState | undefined
  let column = 0
  let within = ''
  for (const token of xmlTokens(xml)) {
    if (token.kind === 'text') {
      if (cell && (within === 'v' || within === 't')) cell.value += token.text
      if (cell?.formula !== undefined && within === 'f') cell.formula += token.text
      continue
    }
    within = token.kind === 'open' && !token.empty ? token.name : ''
    if (token.kind === 'open') {
      const { r, t = 'n', s = '0' } = token.attributes
      if (token.name === 'row') {
        row = r === undefined ? row + 1 : Number(r)
        cells = []
        column = 0
      }
      if (token.name === 'c') {
        column = r === undefined ? column + 1 : columnOf(r)
        cell = { column, type: t, style: Number(s), value: '', formula: undefined }
      }
      if (token.name === 'f' && cell) cell.formula = ''
    }
    const ends = token.kind === 'close' || token.empty
    if (ends && token.name === 'c' && cell) {
      const text = shownBy(cell, book).trim()
      if (text !== '') putAt(cells, cell.column, text)
      cell = undefined
    }
    if (ends && token.name === 'row' && cells.length > 0) lines.push({ row, cells })
  }
  return lines
}

/** Nobody's sheet is wider than the format allows (XFD); without a bound one cell could ask for a list of millions. */
const FORMAT_COLUMNS_MAX = 16_384

function putAt(cells: string[], column: number, text: string): void {
  if (column < 1 || column > FORMAT_COLUMNS_MAX) throw new Error(`column ${column}`)
  while (cells.length < column) cells.push('')
  cells[column - 1] = text
}

/** `AB12` → 28. */
function columnOf(reference: string): number {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return column
}

/** A formula is shown as one, so that it is refused like any text that begins so; its stored result proves nothing. */
function shownBy({ type, style, value, formula }: CellState, book: Book): string {
  if (formula !== undefined) return `=${formula}`
  if (value === '') return ''
  if (type === 's') return book.shared[Number(value)] ?? ''
  if (type === 'inlineStr' || type === 'str' || type === 'e') return unescaped(value)
  if (type === 'd') return value.slice(0, 10)
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  if (!book.dateStyles.has(style)) return String(number)
  const date = new Date(book.epochMs + Math.floor(number) * 86_400_000)
  return Number.isNaN(date.getTime()) ? value : date.toISOString().slice(0, 10)
}
