/** Bytes of an XLSX file → the rows of its sheets. */

import { inflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import {
  type FileRefusal,
  fileRefused,
  importBytesMax,
  importColumnsMax,
  importInflatedBytesMax,
  importRowsMax,
  type Line,
  type Table,
} from './table.ts'

export async function tablesOfXlsx(bytes: Uint8Array): Promise<readonly Table[] | FileRefusal> {
  if (bytes.byteLength > importBytesMax) return fileRefused('file-too-large', String(bytes.byteLength))
  const size = inflatedBytesOf(bytes)
  if (size === undefined) return fileRefused('file-malformed')
  if (size > importInflatedBytesMax) return fileRefused('file-too-large', String(size))
  const workbook = new ExcelJS.Workbook()
  try {
    await workbook.xlsx.load(bytes.slice().buffer)
  } catch {
    return fileRefused('file-malformed')
  }
  const tables: Table[] = []
  for (const sheet of workbook.worksheets) {
    if (sheet.rowCount > importRowsMax + 1) return fileRefused('too-many-rows', String(sheet.rowCount))
    if (sheet.columnCount > importColumnsMax) return fileRefused('too-many-columns', String(sheet.columnCount))
    const lines = linesOf(sheet)
    if (lines.length > 0) tables.push({ name: sheet.name, lines })
  }
  return tables
}

function linesOf(sheet: ExcelJS.Worksheet): Line[] {
  const lines: Line[] = []
  sheet.eachRow((row, number) => {
    const cells = Array.from({ length: row.cellCount }, (_, i) => textOf(row.getCell(i + 1).value).trim())
    if (cells.some((cell) => cell !== '')) lines.push({ row: number, cells })
  })
  return lines
}

/** A formula is shown as one, so that it is refused like any text that begins so; its stored result proves nothing. */
function textOf(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  if (typeof value !== 'object') return String(value)
  if ('richText' in value) return value.richText.map(({ text }) => text).join('')
  if ('formula' in value || 'sharedFormula' in value) return `=${'formula' in value ? value.formula : value.sharedFormula}`
  if ('hyperlink' in value) return typeof value.text === 'string' ? value.text : textOf(value.text)
  return 'error' in value ? value.error : ''
}

const endOfDirectorySignature = 0x06054b50
const directoryEntrySignature = 0x02014b50
const zipEntriesMax = 1_000

/**
 * How much a zip holds, by inflating it within the limit: the sizes it states may lie, and exceljs would inflate all of it. Undefined where it is
 * no zip or has parts we cannot read. (APPNOTE.TXT 4.3: the directory stands at the end of the file.)
 */
function inflatedBytesOf(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const end = endOfDirectory(view)
    if (end === undefined) return undefined
    const entries = view.getUint16(end + 10, true)
    if (entries > zipEntriesMax) return undefined
    let total = 0
    let at = view.getUint32(end + 16, true)
    for (let i = 0; i < entries; i++) {
      if (view.getUint32(at, true) !== directoryEntrySignature) return undefined
      total += entryBytes(bytes, view, at, importInflatedBytesMax - total)
      if (total > importInflatedBytesMax) return total
      at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    }
    return total
  } catch {
    return undefined
  }
}

function endOfDirectory(view: DataView): number | undefined {
  // At most 64 kB of comment may follow.
  const from = Math.max(0, view.byteLength - 22 - 0xffff)
  for (let at = view.byteLength - 22; at >= from; at--) if (view.getUint32(at, true) === endOfDirectorySignature) return at
  return undefined
}

function entryBytes(bytes: Uint8Array, view: DataView, at: number, limit: number): number {
  const method = view.getUint16(at + 10, true)
  const compressed = view.getUint32(at + 20, true)
  const local = view.getUint32(at + 42, true)
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  const content = bytes.subarray(start, start + compressed)
  if (method === 0) return content.byteLength
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, limit) }).byteLength
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'))
      return limit + 1
    throw error
  }
}
