/** A signal of time was put into the future long ago; the plan may have been amended since. */
import type { PlanState } from '../plan.ts'

/** True of a signal for a deadline that was moved, or for a task that was withdrawn: whoever hears it does nothing. */
export function isOverruled(plan: PlanState, signal: { readonly key: string; readonly revision?: number }): boolean {
  const task = plan.tasks.find(({ key }) => key === signal.key)
  if (task === undefined) return plan.withdrawn?.some(({ key }) => key === signal.key) ?? false
  return task.revision !== signal.revision
}
