/** Bytes of an uploaded file, CSV or XLSX by its content → sheets. */

import { tableOfCsv } from './csv.ts'
import { type Sheet, sheetOf } from './sheet.ts'
import type { FileRefusal, Table } from './table.ts'

/** A sheet of a workbook that is none of ours is a refusal of the file: a misspelt header must not silently drop a sheet. */
export async function sheetsOfFile(bytes: Uint8Array): Promise<readonly Sheet[] | FileRefusal> {
  const tables = await tablesOf(bytes)
  if ('refused' in tables) return tables
  const sheets: Sheet[] = []
  for (const table of tables) {
    const sheet = sheetOf(table)
    if ('refused' in sheet) return sheet
    sheets.push(sheet)
  }
  return sheets
}

async function tablesOf(bytes: Uint8Array): Promise<readonly Table[] | FileRefusal> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (isZip) {
    // exceljs is large and needed for workbooks only.
    const { tablesOfXlsx } = await import('./xlsx.ts')
    return tablesOfXlsx(bytes)
  }
  const table = tableOfCsv(bytes)
  return 'refused' in table ? table : [table]
}
