/** How far each task is, of whom it is asked: the board's rows of these, counted. Of whom, is settled with its last day. */
import { countAsked } from '../../assignment/standing.ts'
import type { Directory } from '../../directory/snapshot.ts'
import { everyItem } from '../../log/pages.ts'
import type { ReadBoard, TaskCount, UnitRow } from '../../ports.ts'
import { executorsOf } from '../duties.ts'
import type { PlanState, TaskState } from '../plan.ts'

/** Every row of a plan's board: one query for each page, whatever the number of tasks. */
export function rowsOf(board: ReadBoard, { planId }: Pick<PlanState, 'planId'>): Promise<readonly UnitRow[]> {
  return everyItem((after) => board.units(planId, { after }))
}

/** Each task in the plan's order, counted from the rows of its board. `date`: the day in Hà Nội. */
export function countsOf(plan: PlanState, directory: Directory, rows: readonly UnitRow[], date: string): readonly Counted[] {
  return plan.tasks.map((task) => ({ task, counts: countAsked(task.key, executorsOf(plan, task, directory, date), rows) }))
}

interface Counted {
  readonly task: TaskState
  readonly counts: TaskCount
}
