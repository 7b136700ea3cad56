import { fold } from '../fold.ts'
import type { Line } from '../lines.ts'
import type { Table } from './rows.ts'
import { readSpacedTable } from './table-spaces.ts'
import { readTabTable } from './table-tabs.ts'
import { readVerticalTable } from './table-vertical.ts'

const TABLES_MAX = 12

const hours = /^\W*(?:tu |luc )?\d{1,2}\s*(?:h|g|gio|:)\s*\d{0,2}(?!.*(?:\d\s*\/\s*\d|\bngay\s*\d))/

/** The programme of a day says at what hour, and sets nobody a deadline. */
const isProgramme = ({ rows }: Table) => rows.length > 0 && rows.every(({ cells }) => hours.test(fold(cells.deadline?.text ?? '')))

/** Every task table of the document, in order. Tables of names, forms and the like have no task columns and are passed over. */
export function readTables(lines: readonly Line[]): Table[] {
  const tables: Table[] = []
  for (let i = 0; i < lines.length && tables.length < TABLES_MAX; i++) {
    if (lines[i]?.bare === '') continue
    const table = readTabTable(lines, i) ?? readVerticalTable(lines, i) ?? readSpacedTable(lines, i)
    if (table === undefined || isProgramme(table)) continue
    tables.push(table)
    i = Math.max(i, table.to - 1)
  }
  return tables
}
