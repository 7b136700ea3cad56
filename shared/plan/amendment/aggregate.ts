/**
 * The plan, for those who amend: the same log and the same state, with the commands that only the page of amendments gives. Apart, so that
 * whoever only closes a task or raises a finding does not carry them along.
 */
import type { Aggregate } from '../../log/aggregate.ts'
import { refuse } from '../../log/refusal.ts'
import { type DraftEdit, editDraft } from '../draft-edits.ts'
import { evolvePlan } from '../evolve.ts'
import { type AnyPlan, type PlanEvent, planLog } from '../plan.ts'
import { type AmendOrder, amend } from './decide.ts'

export const amendmentAggregate: Aggregate<AnyPlan, AmendOrder | DraftEdit, PlanEvent> = {
  ...planLog,
  evolve: evolvePlan,
  decide(plan, order, context) {
    if (plan === undefined || plan.status === 'reading') return refuse('not-found')
    return order.type === 'amend' ? amend(plan, order, context) : editDraft(plan, order)
  },
}
