/**
 * The plan, for whoever reads its documents: the same log and the same state, and a reading may meet a draft that is there already. Apart,
 * so that whoever only closes a task does not carry the comparison along.
 */
import type { Aggregate } from '../../log/aggregate.ts'
import { isAwaited } from '../intake/incoming.ts'
import { documentAggregate, type ReceiveOrder } from '../intake/receive.ts'
import type { AnyPlan, PlanEvent } from '../plan.ts'
import { reread } from './reread.ts'

export const readingAggregate: Aggregate<AnyPlan, ReceiveOrder, PlanEvent> = {
  ...documentAggregate,
  decide(plan, order, context) {
    if (order.type !== 'draft' || plan?.status !== 'draft') return documentAggregate.decide(plan, order, context)
    return isAwaited(plan.incoming, order.plan.document?.uploadId) ? reread(plan, order.plan) : []
  },
}
