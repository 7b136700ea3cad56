/** How a unit's standing in a task changes the board: pure, so that both boards count alike. */
import type { Standing, StandingState, TaskCount, UnitRow } from '../ports.ts'

type Counter = StandingState | 'late'

/** The unit's row with this standing in it, or nothing when the row already knows this version or a newer one. */
export function rowAfter(row: UnitRow | undefined, change: Standing): UnitRow | undefined {
  const known = row?.tasks[change.key]
  if (known !== undefined && known.version >= change.version) return undefined
  // A newer version in the same standing, such as a draft saved again, counts nothing anew.
  if (known !== undefined && known.state === change.state && known.late === change.late) return undefined
  const { version, state, late } = change
  return { unit: change.unit, tasks: { ...row?.tasks, [change.key]: { version, state, late } } }
}

/** By how much each counter of the task moves. */
export function countsAfter(row: UnitRow | undefined, change: Standing): Partial<Record<Counter, number>> {
  const before = row?.tasks[change.key]
  const deltas: Partial<Record<Counter, number>> = { [change.state]: 1 }
  if (before !== undefined) deltas[before.state] = (deltas[before.state] ?? 0) - 1
  const late = Number(change.late) - Number(before?.late ?? false)
  if (late !== 0) deltas.late = late
  return deltas
}

/** Units that have done what the task asks. */
export function doneIn(count: Pick<TaskCount, 'submitted' | 'accepted'>): number {
  return count.submitted + count.accepted
}
