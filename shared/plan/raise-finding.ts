/** A reaction finds what the officer should look at: the plan gets a finding, once. */
import { type Happened, happen } from '../../events/event.ts'
import { type PlanFinding, planFindingRaised } from '../../events/plan.ts'
import type { Aggregate, Decision } from '../log/aggregate.ts'
import { refuse } from '../log/refusal.ts'
import { readBefore, withFinding } from './evolve.ts'
import { type AnyPlan, type PlanState, planLog } from './plan.ts'

export type FindingOrder = { readonly type: 'raise-finding'; readonly finding: PlanFinding }
type Raised = Happened<typeof planFindingRaised>

export function raiseFinding(plan: PlanState, { finding }: FindingOrder): Decision<Raised> {
  return plan.findings.some(({ findingId }) => findingId === finding.findingId)
    ? []
    : [happen(planFindingRaised, { planId: plan.planId, finding })]
}

/** The plan, for who only raises findings. */
export const findingAggregate: Aggregate<AnyPlan, FindingOrder, Raised> = {
  ...planLog,
  decide: (plan, order) => (plan === undefined || plan.status === 'reading' ? refuse('not-found') : raiseFinding(plan, order)),
  evolve: (plan, event) => withFinding(readBefore(plan, event), event),
}
