/** Bytes of a CSV file → rows. */

import { parse } from 'csv-parse/sync'
import { unguarded } from '../export.ts'
import { type FileRefusal, fileRefused, importBytesMax, importColumnsMax, importRowsMax, type Line, type Table } from './table.ts'

/** UTF-8 with or without its mark; comma, semicolon (Excel with Vietnamese settings) or tab. */
export function tableOfCsv(bytes: Uint8Array): Table | FileRefusal {
  if (bytes.byteLength > importBytesMax) return fileRefused('file-too-large', String(bytes.byteLength))
  const text = utf8Of(bytes)
  if (text === undefined) return fileRefused('file-not-utf8')
  const lines = linesOf(text)
  if (lines === undefined) return fileRefused('file-malformed')
  if (lines.length > importRowsMax + 1) return fileRefused('too-many-rows', String(importRowsMax))
  const wide = lines.find(({ cells }) => cells.length > importColumnsMax)
  return wide ? fileRefused('too-many-columns', String(wide.cells.length)) : { lines }
}

function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function linesOf(text: string): Line[] | undefined {
  try {
    const records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: false,
      skip_records_with_empty_values: false,
      // One more than allowed, to know that there are more.
      to: importRowsMax + 2,
    })
    const lines = records.map((record, i) => ({ row: i + 1, cells: record.map((cell) => unguarded(cell.trim())) }))
    return lines.filter(({ cells }) => cells.some((cell) => cell !== ''))
  } catch {
    return undefined
  }
}

/** The one that separates the header. */
function delimiterOf(text: string): string {
  const header = text.slice(0, Math.max(0, text.search(/\r|\n/)) || text.length)
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }))
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).delimiter
}
