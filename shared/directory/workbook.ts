/** Sheets → XLSX. Apart from `export.ts`, because exceljs is large: import this only where a workbook is asked for. */

import ExcelJS from 'exceljs'
import { type Cell, wallTimeOf } from './export.ts'

export type SheetContent = { readonly name: string; readonly header: readonly string[]; readonly rows: readonly (readonly Cell[])[] }

/** Limits of the format itself. */
export const sheetNameCharactersMax = 31
export const sheetRowsMax = 1_048_575

const columnWidthMax = 60

/** Dates become dates of the spreadsheet, not text: they sort and add. Throws RangeError where a sheet has more rows than the format. */
export async function xlsxOf(sheets: readonly SheetContent[]): Promise<Uint8Array<ArrayBuffer>> {
  const workbook = new ExcelJS.Workbook()
  // exceljs would take the time from the machine; the same rows should give the same book.
  workbook.created = new Date(0)
  workbook.modified = new Date(0)
  for (const { name, header, rows } of sheets) {
    if (rows.length > sheetRowsMax) throw new RangeError(`${rows.length} rows, a sheet holds ${sheetRowsMax}`)
    const sheet = workbook.addWorksheet(sheetNameOf(name), { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.addRow([...header]).font = { bold: true }
    for (const row of rows) addRow(sheet, row)
    if (header.length > 0) sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: header.length } }
    header.forEach((title, i) => {
      const longest = rows.slice(0, 200).reduce((most, row) => Math.max(most, widthOf(row[i] ?? null)), title.length)
      sheet.getColumn(i + 1).width = Math.min(columnWidthMax, longest + 2)
    })
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

function addRow(sheet: ExcelJS.Worksheet, row: readonly Cell[]): void {
  const added = sheet.addRow(row.map(contentOf))
  row.forEach((cell, i) => {
    if (typeof cell === 'object' && cell !== null) added.getCell(i + 1).numFmt = 'date' in cell ? 'dd/mm/yyyy' : 'dd/mm/yyyy hh:mm'
  })
}

// exceljs writes a Date by its UTC fields, so the wall clock is given as if it were UTC.
function contentOf(cell: Cell): string | number | boolean | null | Date {
  if (typeof cell === 'object' && cell !== null) return new Date(`${'date' in cell ? `${cell.date}T00:00:00` : wallTimeOf(cell.instant)}Z`)
  // XML has no way to write most control characters.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
  return typeof cell === 'string' ? cell.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '') : cell
}

function widthOf(cell: Cell): number {
  return typeof cell === 'object' ? 16 : String(cell).length
}

const sheetNameOf = (name: string): string =>
  name
    .replace(/[\\/*?:[\]]/g, ' ')
    .replace(/^'+|'+$/g, '')
    .slice(0, sheetNameCharactersMax) || 'Sheet'
