/** Bytes of a CSV file → rows. */

import { unguarded } from '../../sheets/export.ts'
import { type FileRefusal, fileRefused, IMPORT_BYTES_MAX, IMPORT_COLUMNS_MAX, IMPORT_ROWS_MAX, type Table } from './table.ts'

/** UTF-8 with or without its mark; comma, semicolon (Excel with Vietnamese settings) or tab. */
export function tableOfCsv(bytes: Uint8Array): Table | FileRefusal {
  if (bytes.byteLength > IMPORT_BYTES_MAX) return fileRefused('file-too-large', String(bytes.byteLength))
  const text = utf8Of(bytes)
  if (text === undefined) return fileRefused('file-not-utf8')
  const records = recordsOf(text, delimiterOf(text))
  if (records === undefined) return fileRefused('file-malformed')
  if (records.length > RECORDS_MAX) return fileRefused('too-many-rows', String(IMPORT_ROWS_MAX))
  const rows = records.map((record, i) => ({ row: i + 1, cells: record.map((cell) => unguarded(cell.trim())) }))
  const lines = rows.filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (lines.length > IMPORT_ROWS_MAX + 1) return fileRefused('too-many-rows', String(IMPORT_ROWS_MAX))
  const wide = lines.find(({ cells }) => cells.length > IMPORT_COLUMNS_MAX)
  return wide ? fileRefused('too-many-columns', String(wide.cells.length)) : { lines }
}

/** Blank lines count: five million of them are a small file and a large list. */
const RECORDS_MAX = 2 * IMPORT_ROWS_MAX

/** Without the mark: `TextDecoder` takes it off. */
function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The one that separates the header. */
function delimiterOf(text: string): string {
  const end = text.search(/[\r\n]/)
  const header = end < 0 ? text : text.slice(0, end)
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter
}

/**
 * RFC 4180 with any line end. Undefined where a quote stands in the middle of a cell or is never closed: guessing on would move cells into
 * other columns. Written out because csv-parse weighs 30 kB in a bundle; it is the witness in the tests.
 */
export function recordsOf(text: string, delimiter: string): readonly (readonly string[])[] | undefined {
  const records: string[][] = []
  let record: string[] = []
  let at = 0
  while (at < text.length && records.length <= RECORDS_MAX) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, delimiter)
    if (!cell) return undefined
    record.push(cell.value)
    at = cell.end
    if (text[at] === delimiter) {
      at++
      // A delimiter at the very end has one more, empty cell behind it.
      if (at === text.length) record.push('')
      else continue
    }
    if (at < text.length && text[at] !== '\r' && text[at] !== '\n') return undefined
    records.push(record)
    record = []
    at += text.startsWith('\r\n', at) ? 2 : 1
  }
  return records
}

type CsvCell = { readonly value: string; readonly end: number }

function quotedCell(text: string, at: number): CsvCell | undefined {
  let value = ''
  let from = at + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return undefined
    value += text.slice(from, quote)
    if (text[quote + 1] !== '"') return { value, end: quote + 1 }
    value += '"'
    from = quote + 2
  }
}

function plainCell(text: string, at: number, delimiter: string): CsvCell | undefined {
  let end = at
  while (end < text.length && text[end] !== delimiter && text[end] !== '\r' && text[end] !== '\n') {
    if (text[end] === '"') return undefined
    end++
  }
  return { value: text.slice(at, end), end }
}
