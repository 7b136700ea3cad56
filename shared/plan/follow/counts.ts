/**
 * How far each task is, of whom it is asked today: the board's rows of these, counted. The board's own counters are of whom the plan asked
 * when it was issued or amended, and of whoever stood in between: equal numbers would not say that they are of the same units.
 */
import { countAsked } from '../../assignment/standing.ts'
import type { Directory } from '../../directory/snapshot.ts'
import { everyItem } from '../../log/pages.ts'
import type { ReadBoard, TaskCount } from '../../ports.ts'
import { executorsOf } from '../duties.ts'
import type { PlanState, TaskState } from '../plan.ts'

/** Each task in the plan's order: one query for each page of the board, whatever the number of tasks. `date`: the day in Hà Nội. */
export async function countsOf(plan: PlanState, directory: Directory, board: ReadBoard, date: string): Promise<readonly Counted[]> {
  const rows = await everyItem((after) => board.units(plan.planId, { after }))
  return plan.tasks.map((task) => ({ task, counts: countAsked(task.key, executorsOf(plan, task, directory, date), rows) }))
}

interface Counted {
  readonly task: TaskState
  readonly counts: TaskCount
}
