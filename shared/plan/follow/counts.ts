/** How far each task is, of whom it is asked: the board's rows of these, counted. Of whom, is settled with its last day. */
import { countRows } from '../../assignment/standing.ts'
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
  // Most tasks of a plan are asked of the same units: thousands of rows are gone through once for all of these.
  const rowsOfAsked = new Map<ReadonlySet<string>, readonly UnitRow[]>()
  return plan.tasks.map((task) => {
    const asked: ReadonlySet<string> = executorsOf(plan, task, directory, date)
    const theirs = rowsOfAsked.get(asked) ?? rows.filter(({ unit }) => asked.has(unit))
    rowsOfAsked.set(asked, theirs)
    return { task, counts: countRows(task.key, asked.size, theirs) }
  })
}

interface Counted {
  readonly task: TaskState
  readonly counts: TaskCount
}
