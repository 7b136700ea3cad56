/**
 * How far each task is, of whom it is asked today. The board's counters are quick, and count whom the plan asked on the day it was issued
 * or last amended; where the directory names others by now, the board's rows of these are counted anew.
 */
import { countAsked } from '../../assignment/standing.ts'
import type { UnitId } from '../../directory/model.ts'
import type { Directory } from '../../directory/snapshot.ts'
import { everyItem } from '../../log/pages.ts'
import type { ReadBoard, TaskCount } from '../../ports.ts'
import { dayOf } from '../../time/calendar.ts'
import { executorsOf } from '../duties.ts'
import type { PlanState, TaskState } from '../plan.ts'

/**
 * Each task in the plan's order. `counters`: those of the board; where the directory changed since, one query more for each page of the
 * board, whatever the number of tasks. `date`: the day in Hà Nội.
 */
export async function countsOf(
  plan: PlanState,
  counters: readonly TaskCount[],
  directory: Directory,
  board: Pick<ReadBoard, 'units'>,
  date: string,
): Promise<readonly Counted[]> {
  const counted = new Map(counters.map((counts) => [counts.key, counts]))
  const at = plan.amendments?.at(-1)?.at ?? plan.issuedAt
  const countedOn = at === undefined ? date : dayOf(at)
  const tasks = plan.tasks.map((task) => ({ task, asked: executorsOf(plan, task, directory, date), counts: counted.get(task.key) }))
  // A unit may have become another kind of unit, which has no days: then at least their number differs.
  const isCurrent = tasks.every(
    ({ task, asked, counts }) => counts?.expected === asked.size && areAmong(asked, executorsOf(plan, task, directory, countedOn)),
  )
  const rows = isCurrent ? [] : await everyItem((after) => board.units(plan.planId, { after }))
  return tasks.map(({ task, asked, counts }) => ({ task, counts: isCurrent && counts ? counts : countAsked(task.key, asked, rows) }))
}

interface Counted {
  readonly task: TaskState
  readonly counts: TaskCount
}

function areAmong(ones: ReadonlySet<UnitId>, others: ReadonlySet<UnitId>): boolean {
  return [...ones].every((unit) => others.has(unit))
}
