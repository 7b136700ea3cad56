/** How a unit's standing in a task changes the board: pure, so that both boards count alike. */
import type { Asked, Standing, StandingState, TaskCount, UnitRow } from '../ports.ts'

type Counter = StandingState | 'late'

/** The unit's row with this standing in it, or nothing when the row already knows this version or a newer one. */
export function rowAfter(row: UnitRow | undefined, change: Standing): UnitRow | undefined {
  const known = row?.tasks[change.key]
  if (known !== undefined && known.version >= change.version) return undefined
  const { version, state, late } = change
  return { ...row, unit: change.unit, tasks: { ...row?.tasks, [change.key]: { version, state, late } } }
}

/**
 * By how much each counter of the task moves; none when the standing is the same. Its version is kept nevertheless: a message about what
 * lay between may still come, and must be known to be older.
 */
export function countsAfter(row: UnitRow | undefined, change: Standing): Partial<Record<Counter, number>> {
  if (isReleased(row, change.key)) return {}
  const before = row?.tasks[change.key]
  const late = Number(change.late) - Number(before?.late ?? false)
  return {
    ...(before?.state === change.state ? {} : { [change.state]: 1 }),
    ...(before === undefined || before.state === change.state ? {} : { [before.state]: -1 }),
    ...(late === 0 ? {} : { late }),
  }
}

function isReleased(row: UnitRow | undefined, key: string): boolean {
  return row?.asked?.[key]?.asked === false
}

/** Units that have done what the task asks. */
export function doneIn(count: Pick<TaskCount, 'submitted' | 'accepted'>): number {
  return count.submitted + count.accepted
}

export interface Recorded {
  /** Only the rows that change. */
  readonly rows: readonly UnitRow[]
  /** By how much each task's counters move; nothing that stays. */
  readonly counters: ReadonlyMap<string, Partial<Record<Counter, number>>>
}

/** Many standings at once: what the rows become and how the counters move. */
export function recorded(before: ReadonlyMap<string, UnitRow | undefined>, changes: readonly Standing[]): Recorded {
  const rows = new Map<string, UnitRow>()
  const counters = new Map<string, Partial<Record<Counter, number>>>()
  for (const change of changes) {
    const row = rows.get(change.unit) ?? before.get(change.unit)
    const after = rowAfter(row, change)
    if (after === undefined) continue
    rows.set(change.unit, after)
    const moved = counters.get(change.key) ?? {}
    for (const [name, delta] of Object.entries(countsAfter(row, change)) as [Counter, number][]) moved[name] = (moved[name] ?? 0) + delta
    counters.set(change.key, moved)
  }
  return { rows: [...rows.values()], counters }
}

/** Units released from tasks, or asked again: what had been counted of them is taken out, or put back. */
export function askedOf(before: ReadonlyMap<string, UnitRow | undefined>, changes: readonly Asked[], edition: number): Recorded {
  const rows = new Map<string, UnitRow>()
  const counters = new Map<string, Partial<Record<Counter, number>>>()
  for (const { key, unit, asked } of changes) {
    const row = rows.get(unit) ?? before.get(unit) ?? { unit, tasks: {} }
    if ((row.asked?.[key]?.edition ?? 0) >= edition) continue
    const standing = row.tasks[key]
    if (standing !== undefined && isReleased(row, key) === asked) {
      const moved = counters.get(key) ?? {}
      const by = asked ? 1 : -1
      moved[standing.state] = (moved[standing.state] ?? 0) + by
      if (standing.late) moved.late = (moved.late ?? 0) + by
      counters.set(key, moved)
    }
    rows.set(unit, { ...row, asked: { ...row.asked, [key]: { edition, asked } } })
  }
  return { rows: [...rows.values()], counters }
}
