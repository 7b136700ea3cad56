/** The board, for who only reads it. */
import type { ListOptions, Page, ReadBoard, UnitRow } from '../ports.ts'
import { boardOf, UNIT_PREFIX, unitRow } from './board-keys.ts'
import { LAST, queryPage } from './query-page.ts'
import type { Table } from './table.ts'

export function readBoard(table: Table): ReadBoard {
  return { units: (planId, options) => units(table, planId, options) }
}

async function units(table: Table, planId: string, options: ListOptions = {}): Promise<Page<UnitRow>> {
  const board = boardOf(planId)
  const { items, next } = await queryPage(
    table,
    [
      ['pk', board, board],
      ['sk', UNIT_PREFIX, UNIT_PREFIX + LAST],
    ],
    options,
    // Not the board's own name, over and over.
    { ProjectionExpression: 'sk, tasks' },
  )
  return { items: items.map(unitRow), next }
}
