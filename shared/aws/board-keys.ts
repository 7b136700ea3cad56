/** Where the board keeps what: a counter item per task, a row per unit, what each task expects. */
import type { UnitRow } from '../ports.ts'
import { standingsIn } from './board-row.ts'
import { type Item, text, textOf } from './table.ts'

export const taskKey = (planId: string, key: string): Item => ({ pk: text(`board#${planId}`), sk: text(`task#${key}`) })
export const unitKey = (planId: string, unit: string): Item => ({ pk: text(`board#${planId}`), sk: text(`unit#${unit}`) })
export const expectedKey = (planId: string, key: string): Item => ({ pk: text(`board#${planId}`), sk: text(`expected#${key}`) })

export const unitOf = (item: Item) => textOf(item, 'sk').slice('unit#'.length)

export function unitRow(item: Item): UnitRow {
  const row = { unit: unitOf(item), tasks: standingsIn(textOf(item, 'tasks')) }
  return item.asked === undefined ? row : { ...row, asked: JSON.parse(textOf(item, 'asked')) as UnitRow['asked'] }
}
