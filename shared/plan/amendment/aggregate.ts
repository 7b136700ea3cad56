/** The plan, for who confirms an amendment: the issued plan changes, and the draft it was confirmed from ends. */
import type { Aggregate } from '../../log/aggregate.ts'
import { refuse } from '../../log/refusal.ts'
import { evolvePlan } from '../evolve.ts'
import { type AnyPlan, type PlanEvent, planLog } from '../plan.ts'
import { type AmendOrder, amend } from './decide.ts'
import { type EndDraft, endDraft } from './end-draft.ts'

export const amendmentAggregate: Aggregate<AnyPlan, AmendOrder | EndDraft, PlanEvent> = {
  ...planLog,
  evolve: evolvePlan,
  decide(plan, order, context) {
    if (plan === undefined || plan.status === 'reading') return refuse('not-found')
    return order.type === 'amend' ? amend(plan, order, context) : endDraft(plan, order)
  },
}
