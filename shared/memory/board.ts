/** The twin of the board. */
import { rowsAfter } from '../assignment/standing.ts'
import type { Board, UnitRow } from '../ports.ts'
import { pageOf } from './page.ts'

export function memoryBoard(): Board {
  const rows = new Map<string, Map<string, UnitRow>>()
  return {
    async record(planId, changes) {
      const plan = rows.get(planId) ?? new Map<string, UnitRow>()
      rows.set(planId, plan)
      for (const row of rowsAfter(plan, changes)) plan.set(row.unit, row)
    },
    async units(planId, options = {}) {
      const sorted = [...(rows.get(planId) ?? [])].sort(([left], [right]) => (left < right ? -1 : 1))
      return pageOf(planId, ['', '\uffff'], sorted, options)
    },
  }
}
