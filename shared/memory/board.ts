/** The twin of the board. */
import { askedOf, type Recorded, recorded, taskCount } from '../assignment/standing.ts'
import type { Board, UnitRow } from '../ports.ts'
import { pageOf } from './page.ts'

export function memoryBoard(): Board {
  const expected = new Map<string, Map<string, { units: number; edition: number }>>()
  const counts = new Map<string, Readonly<Record<string, number>>>()
  const rows = new Map<string, Map<string, UnitRow>>()

  function change(planId: string, changed: (rows: ReadonlyMap<string, UnitRow>) => Recorded): void {
    const plan = rows.get(planId) ?? new Map<string, UnitRow>()
    rows.set(planId, plan)
    const after = changed(plan)
    for (const row of after.rows) plan.set(row.unit, row)
    for (const [key, deltas] of after.counters) {
      const count: Record<string, number> = { ...counts.get(`${planId}#${key}`) }
      for (const [name, delta] of Object.entries(deltas)) count[name] = (count[name] ?? 0) + delta
      counts.set(`${planId}#${key}`, count)
    }
  }

  return {
    async expect(planId, tasks, edition) {
      const known = expected.get(planId) ?? new Map()
      expected.set(planId, known)
      if (tasks.some(({ key }) => (known.get(key)?.edition ?? 0) > edition)) return
      for (const { key, units } of tasks) known.set(key, { units, edition })
    },
    ask: async (planId, changes, edition) => change(planId, (known) => askedOf(known, changes, edition)),
    record: async (planId, changes) => change(planId, (known) => recorded(known, changes)),
    tasks: async (planId) =>
      [...(expected.get(planId) ?? [])]
        .map(([key, { units }]) => taskCount(key, units, counts.get(`${planId}#${key}`) ?? {}))
        .sort((left, right) => (left.key < right.key ? -1 : 1)),
    async units(planId, options = {}) {
      const sorted = [...(rows.get(planId) ?? [])].sort(([left], [right]) => (left < right ? -1 : 1))
      return pageOf(planId, ['', '\uffff'], sorted, options)
    },
  }
}
