/** Bytes of an uploaded file, CSV or XLSX by its content → sheets. */

import { tableOfCsv } from './csv.ts'
import { type Sheet, sheetOf } from './sheet.ts'
import { type FileRefusal, fileRefused, type Table } from './table.ts'
import { tablesOfXlsx } from './xlsx.ts'

/** A sheet of a workbook that is none of ours is a refusal of the file: a misspelt header must not silently drop a sheet. */
export function sheetsOfFile(bytes: Uint8Array): readonly Sheet[] | FileRefusal {
  const tables = tablesOf(bytes)
  if ('refused' in tables) return tables
  if (tables.length === 0) return fileRefused('unknown-sheet')
  const sheets: Sheet[] = []
  for (const table of tables) {
    const sheet = sheetOf(table)
    if ('refused' in sheet) return sheet
    sheets.push(sheet)
  }
  return sheets
}

const zipMagic = [0x50, 0x4b]
// The container of .xls, and of an .xlsx with a password.
const compoundFileMagic = [0xd0, 0xcf, 0x11, 0xe0]

function tablesOf(bytes: Uint8Array): readonly Table[] | FileRefusal {
  if (startsWith(bytes, zipMagic)) return tablesOfXlsx(bytes)
  if (startsWith(bytes, compoundFileMagic)) return fileRefused('file-malformed')
  const table = tableOfCsv(bytes)
  return 'refused' in table ? table : [table]
}

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean => magic.every((byte, i) => bytes[i] === byte)
