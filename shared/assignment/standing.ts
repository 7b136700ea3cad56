/** How a unit's standing in a task changes the board, and how its rows are counted: pure, so that both boards do alike. */
import type { Standing, StandingState, TaskCount, UnitRow } from '../ports.ts'

/** The unit's row with this standing in it, or nothing when the row already knows this version or a newer one. */
function rowAfter(row: UnitRow | undefined, change: Standing): UnitRow | undefined {
  const known = row?.tasks[change.key]
  if (known !== undefined && known.version >= change.version) return undefined
  // Only what belongs to the row: whoever tells may know more, such as the plan.
  const { key, unit, version, state, late, day } = change
  return { unit, tasks: { ...row?.tasks, [key]: { version, state, late, ...(day === undefined ? {} : { day }) } } }
}

/** Many standings at once: the rows that change. */
export function rowsAfter(before: ReadonlyMap<string, UnitRow>, changes: readonly Standing[]): readonly UnitRow[] {
  const rows = new Map<string, UnitRow>()
  for (const change of changes) {
    const after = rowAfter(rows.get(change.unit) ?? before.get(change.unit), change)
    if (after !== undefined) rows.set(change.unit, after)
  }
  return [...rows.values()]
}

/** How far the units of these rows are with a task that is asked of so many. */
export function countRows(key: string, expected: number, rows: readonly UnitRow[]): TaskCount {
  const states: Record<StandingState, number> = { draft: 0, submitted: 0, returned: 0, accepted: 0, withdrawn: 0 }
  const days: Record<string, number> = {}
  let late = 0
  for (const { tasks } of rows) {
    const standing = tasks[key]
    if (standing === undefined) continue
    states[standing.state] += 1
    if (standing.late) late += 1
    if (standing.day !== undefined) days[standing.day] = (days[standing.day] ?? 0) + 1
  }
  return { key, expected, ...states, late, days }
}

/** Units that have done what the task asks. */
export function doneIn(count: Pick<TaskCount, 'submitted' | 'accepted'>): number {
  return count.submitted + count.accepted
}
