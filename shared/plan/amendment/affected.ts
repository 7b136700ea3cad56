/** Whom an amendment touches, and how: a unit hears of what is different for itself, and nobody else hears anything. */
import type { PlanTask } from '../../../events/plan.ts'
import type { UnitId } from '../../directory/model.ts'
import type { Directory } from '../../directory/snapshot.ts'
import { dayOf } from '../../time/calendar.ts'
import { windowIn } from '../deadline.ts'
import { executorsOf } from '../duties.ts'
import type { PlanState, TaskState } from '../plan.ts'
import { type Field, fieldsChanged } from './fields.ts'

/** What a task's change means for one unit. `asked`: the task is the unit's from now on; `released`: it is so no more. */
export type UnitChange = 'changed' | 'asked' | 'released' | 'withdrawn'

export interface AffectedTask {
  readonly key: string
  readonly change: UnitChange
}

/** Fields whose change a unit has to know of. A row's number, its section and the kind of work are the officer's business. */
const told: ReadonlySet<Field> = new Set(['content', 'coordinating', 'deadlineText', 'due', 'form'])

/** For every unit the tasks that are different for it, in the order of the plan. `at`: when the amendment is confirmed. */
export function affectedUnits(
  was: PlanState,
  is: PlanState,
  directory: Directory,
  at: string,
): ReadonlyMap<UnitId, readonly AffectedTask[]> {
  const affected = new Map<UnitId, AffectedTask[]>()
  const view = directory.asOf(dayOf(at))
  const note = (unit: UnitId, key: string, change: UnitChange): void => {
    // The issuer does not write to itself; and of who owed a task that was over, some may be gone.
    if (unit !== is.issuerUnit && view.unit(unit)?.id === unit) affected.set(unit, [...(affected.get(unit) ?? []), { key, change }])
  }
  for (const key of new Set([...was.tasks, ...is.tasks].map((task) => task.key))) {
    const [before, after] = [find(was, key), find(is, key)]
    const [had, has] = [unitsOf(was, before, directory, at), unitsOf(is, after, directory, at)]
    const isTold = before !== undefined && after !== undefined && isToldOf(before, was, after, is, at)
    for (const unit of had) {
      if (!has.has(unit)) note(unit, key, after === undefined ? 'withdrawn' : 'released')
      else if (isTold) note(unit, key, 'changed')
    }
    for (const unit of has) if (!had.has(unit)) note(unit, key, 'asked')
  }
  return affected
}

const find = (plan: PlanState, key: string): TaskState | undefined => plan.tasks.find((task) => task.key === key)

export function unitsOf(plan: PlanState, task: TaskState | undefined, directory: Directory, at: string): ReadonlySet<UnitId> {
  return task === undefined ? new Set() : executorsOf(plan, task, directory, dayOf(at))
}

/** What was over and stays over concerns nobody any more. */
function isToldOf(before: PlanTask, was: PlanState, after: PlanTask, is: PlanState, at: string): boolean {
  const [old, now] = [windowIn(was, before), windowIn(is, after)]
  if (old !== undefined && now !== undefined && old.closesAt <= at && now.closesAt <= at) return false
  return JSON.stringify(old) !== JSON.stringify(now) || fieldsChanged(before, after).some((field) => told.has(field))
}
