/** The plan with all that is done to it outside its amendments and links: for the command line, and for a plan that is played through. */
import type { Aggregate } from '../log/aggregate.ts'
import { refuse } from '../log/refusal.ts'
import { type CourseOrder, takeCourse } from './course/course.ts'
import { type ReviewOrder, review } from './draft/review.ts'
import { evolvePlan } from './evolve.ts'
import type { DocumentCommand } from './intake/incoming.ts'
import { type ReceiveOrder, receive } from './intake/receive.ts'
import { type AnyPlan, type PlanEvent, planLog } from './plan.ts'
import { type FindingOrder, raiseFinding } from './raise-finding.ts'

export type PlanCommand = ReceiveOrder | ReviewOrder | CourseOrder | FindingOrder

export const planAggregate: Aggregate<AnyPlan, PlanCommand, PlanEvent> = {
  ...planLog,
  evolve: evolvePlan,
  decide(plan, order, context) {
    if (order.type === 'draft' || isOfDocument(order)) return receive(plan, order, context.at)
    if (plan === undefined || plan.status === 'reading') return refuse('not-found')
    if (order.type === 'open-task' || order.type === 'close-task') return takeCourse(plan, order, context.at)
    return order.type === 'raise-finding' ? raiseFinding(plan, order) : review(plan, order, context)
  },
}

function isOfDocument(order: PlanCommand): order is DocumentCommand {
  return order.type.endsWith('-document')
}
