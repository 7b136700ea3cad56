/** How a unit's standing in a task changes the board: pure, so that both boards count alike. */
import type { Asked, Standing, StandingState, TaskCount, UnitRow } from '../ports.ts'

/** Before the day, in the counter of what was handed in on it. */
const ON_DAY = 'on#'
type Counter = StandingState | 'late' | `${typeof ON_DAY}${string}`
type Counts = Record<string, number>
type Stand = UnitRow['tasks'][string]

/** The unit's row with this standing in it, or nothing when the row already knows this version or a newer one. */
export function rowAfter(row: UnitRow | undefined, change: Standing): UnitRow | undefined {
  const known = row?.tasks[change.key]
  if (known !== undefined && known.version >= change.version) return undefined
  // Only what belongs to the row: whoever tells may know more, such as the plan.
  const { key, unit, version, state, late, day } = change
  return { ...row, unit, tasks: { ...row?.tasks, [key]: { version, state, late, ...(day === undefined ? {} : { day }) } } }
}

/**
 * By how much each counter of the task moves; none when the standing is the same. Its version is kept nevertheless: a message about what
 * lay between may still come, and must be known to be older.
 */
export function countsAfter(row: UnitRow | undefined, change: Standing): Counts {
  if (isReleased(row, change.key)) return {}
  const moved: Counts = {}
  addTo(moved, row?.tasks[change.key], -1)
  addTo(moved, change, 1)
  return Object.fromEntries(Object.entries(moved).filter(([, by]) => by !== 0))
}

/** What a standing counts for: its state, its lateness, and the day it came on. */
function addTo(counts: Counts, stand: Omit<Stand, 'version'> | undefined, by: 1 | -1): void {
  if (stand === undefined) return
  const counters: Counter[] = [stand.state]
  if (stand.late) counters.push('late')
  if (stand.day !== undefined) counters.push(`${ON_DAY}${stand.day}`)
  for (const counter of counters) counts[counter] = (counts[counter] ?? 0) + by
}

/** A task's counters, in words; what has not been counted is none. */
export function taskCount(key: string, expected: number, counters: Readonly<Record<string, number>>): TaskCount {
  const { draft = 0, submitted = 0, returned = 0, accepted = 0, withdrawn = 0, late = 0 } = counters
  return { key, expected, draft, submitted, returned, accepted, withdrawn, late, ...daysIn(counters) }
}

/** The same, counted anew from the rows of these units alone. */
export function countAsked(key: string, asked: ReadonlySet<string>, rows: readonly UnitRow[]): TaskCount {
  const counts: Counts = {}
  for (const { unit, tasks } of rows) if (asked.has(unit)) addTo(counts, tasks[key], 1)
  return taskCount(key, asked.size, counts)
}

/** The days among a task's counters; nothing where there are none. */
function daysIn(counters: Readonly<Record<string, number>>): Pick<TaskCount, 'days'> {
  const days = Object.entries(counters).filter(([name, count]) => name.startsWith(ON_DAY) && count > 0)
  return days.length === 0 ? {} : { days: Object.fromEntries(days.map(([name, count]) => [name.slice(ON_DAY.length), count])) }
}

/** By an amendment; until another asks it of the unit again. */
export function isReleased(row: UnitRow | undefined, key: string): boolean {
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
  readonly counters: ReadonlyMap<string, Readonly<Record<string, number>>>
}

/** Many standings at once: what the rows become and how the counters move. */
export function recorded(before: ReadonlyMap<string, UnitRow | undefined>, changes: readonly Standing[]): Recorded {
  const rows = new Map<string, UnitRow>()
  const counters = new Map<string, Counts>()
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
  const counters = new Map<string, Counts>()
  for (const { key, unit, asked } of changes) {
    const row = rows.get(unit) ?? before.get(unit) ?? { unit, tasks: {} }
    if ((row.asked?.[key]?.edition ?? 0) >= edition) continue
    const standing = row.tasks[key]
    if (standing !== undefined && isReleased(row, key) === asked) {
      const moved = counters.get(key) ?? {}
      addTo(moved, standing, asked ? 1 : -1)
      counters.set(key, moved)
    }
    rows.set(unit, { ...row, asked: { ...row.asked, [key]: { edition, asked } } })
  }
  return { rows: [...rows.values()], counters }
}
