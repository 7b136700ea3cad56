/** What a plan's task means for a unit's work: the terms an assignment is decided on. */
import type { TaskTerms } from '../assignment/assignment.ts'
import { instantOf } from '../time/calendar.ts'
import { windowIn } from './deadline.ts'
import type { PlanState, TaskState } from './plan.ts'

export function termsOf(plan: PlanState, task: TaskState): TaskTerms {
  const window = windowIn(plan, task)
  return {
    form: task.form,
    opensAt: window?.opensOn === undefined ? undefined : instantOf(window.opensOn),
    closesAt: window?.closesAt,
  }
}
