/** What comes of the documents of a plan: one is offered, and read into a draft or refused. */
import { type Happened, happen } from '../../../events/event.ts'
import { planDrafted } from '../../../events/plan.ts'
import type { Aggregate, Decision } from '../../log/aggregate.ts'
import { refuse } from '../../log/refusal.ts'
import { evolvePlan } from '../evolve.ts'
import { type AnyPlan, type PlanEvent, planLog } from '../plan.ts'
import { type DocumentCommand, findDocument, isAwaited, offerDocument, refuseDocument } from './incoming.ts'

type Drafted = Happened<typeof planDrafted>['data']

export type ReceiveOrder = DocumentCommand | { readonly type: 'draft'; readonly plan: Drafted }

export function receive(plan: AnyPlan | undefined, order: ReceiveOrder, at: string): Decision<PlanEvent> {
  if (order.type === 'offer-document') return offerDocument(plan, order.offer, at)
  if (order.type === 'draft') return draft(plan, order.plan)
  if (plan === undefined) return refuse('not-found')
  return order.type === 'find-document' ? findDocument(plan, order.uploadId, at) : refuseDocument(plan, order.refusal)
}

/**
 * What was read of the newest file; a file that was replaced meanwhile, or is known already, changes nothing. The copy of an issued plan
 * that is to be changed has no file.
 */
function draft(plan: AnyPlan | undefined, drafted: Drafted): Decision<PlanEvent> {
  if (drafted.copiedAfter !== undefined) return plan === undefined ? [happen(planDrafted, drafted)] : refuse('already-exists')
  if (plan === undefined) return refuse('not-found')
  return plan.status === 'reading' && isAwaited(plan.incoming, drafted.document?.uploadId) ? [happen(planDrafted, drafted)] : []
}

/** The plan, for who receives its documents. */
export const documentAggregate: Aggregate<AnyPlan, ReceiveOrder, PlanEvent> = {
  ...planLog,
  decide: (plan, order, context) => receive(plan, order, context.at),
  evolve: evolvePlan,
}
