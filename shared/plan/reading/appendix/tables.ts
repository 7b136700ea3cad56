import type { Line } from '../lines.ts'
import type { Table } from './rows.ts'
import { readSpacedTable } from './table-spaces.ts'
import { readTabTable } from './table-tabs.ts'
import { readVerticalTable } from './table-vertical.ts'

const tables_max = 12

/** Every task table of the document, in order. Tables of names, forms and the like have no task columns and are passed over. */
export function readTables(lines: readonly Line[]): Table[] {
  const tables: Table[] = []
  for (let i = 0; i < lines.length && tables.length < tables_max; i++) {
    if (lines[i]?.bare === '') continue
    const table = readTabTable(lines, i) ?? readVerticalTable(lines, i) ?? readSpacedTable(lines, i)
    if (table === undefined) continue
    tables.push(table)
    i = Math.max(i, table.to - 1)
  }
  return tables
}
