/**
 * A plan was amended: the schedules of every deadline it moved are taken back, and those of the new deadline are set. Done twice, or after
 * a later amendment, it comes to the same: what stands in the future is what the plan says now.
 */
import type { Detail, Happened } from '../../../events/event.ts'
import type { planAmended } from '../../../events/plan.ts'
import type { World } from '../../ports.ts'
import { scheduleName, taskSchedules } from '../course/schedule-deadlines.ts'
import { phasesOf } from '../deadline.ts'
import { loadPlan } from '../load.ts'
import type { PlanState } from '../plan.ts'
import { planAfter } from './as-of.ts'
import { amendmentsOf } from './change.ts'

export async function retimeDeadlines(
  event: Detail<Happened<typeof planAmended>['data']>,
  { store, scheduler }: Pick<World, 'store' | 'scheduler'>,
): Promise<void> {
  const { planId, amendment } = event.data
  const plan = await loadPlan(store, planId)
  const moved =
    amendmentsOf(plan)
      .find((one) => one.amendment === amendment)
      ?.tasks.filter(({ retimed }) => retimed) ?? []
  const keys = new Set(moved.map(({ key }) => key))
  for (const name of namesOf(planAfter(plan, amendment - 1), keys)) await scheduler.remove(name)
  for (const task of plan.tasks) {
    if (!keys.has(task.key)) continue
    for (const schedule of taskSchedules(plan, task, event.metadata.id)) await scheduler.put(schedule)
  }
}

/** Of every schedule these tasks may ever have had under this version of the plan. */
export function namesOf(plan: PlanState, keys: ReadonlySet<string>): readonly string[] {
  return plan.tasks
    .filter(({ key }) => keys.has(key))
    .flatMap((task) => phasesOf(task, plan.policy).map((phase) => scheduleName(plan.planId, task, phase)))
}
