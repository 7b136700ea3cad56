/** Correcting a row of a draft. */
import { happen } from '../../../events/event.ts'
import { type PlanTask, planTaskChanged } from '../../../events/plan.ts'
import type { Decision } from '../../log/aggregate.ts'
import { refuse } from '../../log/refusal.ts'
import { asWritten } from '../amendment/change.ts'
import { type PlanEvent, type PlanState, taskOf } from '../plan.ts'

/** Corrects one task of a draft; nothing happens where it reads so already. */
export function changeTask(plan: PlanState, after: PlanTask, reason: string): Decision<PlanEvent> {
  if (plan.status !== 'draft') return refuse(plan.status === 'ended' ? 'draft-ended' : 'plan-issued')
  const current = taskOf(plan, after.key)
  if (current === undefined) return refuse('not-found', 'key')
  if (reason.trim() === '') return refuse('reason-missing', 'reason')
  const before = asWritten(current)
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [happen(planTaskChanged, { planId: plan.planId, before, after, reason })]
}
