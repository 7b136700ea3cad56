/** Who still owes a task: the directory's answer minus the log's. */
import type { UnitId } from '../directory/model.ts'
import type { Directory } from '../directory/snapshot.ts'
import { everyItem } from '../log/pages.ts'
import { executorsOf } from '../plan/duties.ts'
import type { PlanState, TaskState } from '../plan/plan.ts'
import type { EventStore, StandingState } from '../ports.ts'
import { isHandedIn } from './part.ts'

export interface Owing {
  readonly expected: readonly UnitId[]
  readonly owing: readonly UnitId[]
  /** Of the units to which something has happened. */
  readonly rows: ReadonlyMap<string, AssignmentRow>
}

/** What the list of a task's assignments shows of each. */
export interface AssignmentRow {
  readonly planId: string
  readonly key: string
  readonly unit: string
  /** Nothing where the unit has not begun and was only given more time. */
  readonly state?: StandingState
  readonly late: boolean
  readonly files: number
  readonly extension?: string
}

export async function owingUnits(store: EventStore, directory: Directory, plan: PlanState, task: TaskState, date: string): Promise<Owing> {
  const expected = [...executorsOf(plan, task, directory, date)]
  const rows = new Map((await assignmentRows(store, plan.planId, task.key)).map((row) => [row.unit, row]))
  return { expected, rows, owing: expected.filter((unit) => !isHandedIn(rows.get(unit)?.state)) }
}

/** Every part of a unit to which something has happened, by `planId#key`: one query a page of 4,000. */
export async function rowsOfUnit(store: EventStore, unit: string): Promise<ReadonlyMap<string, AssignmentRow>> {
  const entries = await everyItem((after) => store.shelf(`unit#${unit}`, { prefix: 'assignment#', after }))
  const rows = entries.map((entry) => JSON.parse(entry.row) as AssignmentRow)
  return new Map(rows.map((row) => [`${row.planId}#${row.key}`, row]))
}

/** Every assignment of a task to which something has happened: one query a page of 4,000. */
export async function assignmentRows(store: EventStore, planId: string, key: string): Promise<readonly AssignmentRow[]> {
  const entries = await everyItem((after) => store.list(`assignment#${planId}#${key}`, { after }))
  return entries.map((entry) => JSON.parse(entry.row) as AssignmentRow)
}
