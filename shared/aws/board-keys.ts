/** Where the board keeps what: a row per unit. */
import type { UnitRow } from '../ports.ts'
import { standingsIn } from './board-row.ts'
import { type Item, text, textOf } from './table.ts'

export const UNIT_PREFIX = 'unit#'

export const boardOf = (planId: string) => `board#${planId}`

export const unitKey = (planId: string, unit: string): Item => ({ pk: text(boardOf(planId)), sk: text(UNIT_PREFIX + unit) })

export function unitRow(item: Item): UnitRow {
  return { unit: textOf(item, 'sk').slice(UNIT_PREFIX.length), tasks: standingsIn(textOf(item, 'tasks')) }
}
