/** Where the board keeps what: a counter item per task, a row per unit, what each task expects. */
import type { UnitRow } from '../ports.ts'
import { standingsIn } from './board-row.ts'
import { type Item, text, textOf } from './table.ts'

export const TASK_PREFIX = 'task#'
export const UNIT_PREFIX = 'unit#'
export const EXPECTED_PREFIX = 'expected#'

export const boardOf = (planId: string) => `board#${planId}`

const keyOf = (planId: string, sort: string): Item => ({ pk: text(boardOf(planId)), sk: text(sort) })
export const taskKey = (planId: string, key: string) => keyOf(planId, TASK_PREFIX + key)
export const unitKey = (planId: string, unit: string) => keyOf(planId, UNIT_PREFIX + unit)
export const expectedKey = (planId: string, key: string) => keyOf(planId, EXPECTED_PREFIX + key)

export const unitOf = (item: Item) => textOf(item, 'sk').slice(UNIT_PREFIX.length)

export function unitRow(item: Item): UnitRow {
  const row = { unit: unitOf(item), tasks: standingsIn(textOf(item, 'tasks')) }
  return item.asked === undefined ? row : { ...row, asked: JSON.parse(textOf(item, 'asked')) as UnitRow['asked'] }
}
