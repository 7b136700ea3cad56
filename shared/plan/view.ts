/** A plan as a page shows it: with the windows that follow from its dates. */
import { windowOf } from './deadline.ts'
import { openFindings, type PlanState } from './plan.ts'

export function planView(plan: PlanState) {
  return {
    ...plan,
    tasks: plan.tasks.map((task) => ({ ...task, window: windowOf(task.due, plan.policy.closes) })),
    findingsOpen: openFindings(plan).length,
  }
}
