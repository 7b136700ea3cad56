/** A draft that was to amend a plan is over: confirmed, or given up. */
import { happen } from '../../../events/event.ts'
import { planDraftEnded } from '../../../events/plan.ts'
import type { Decision } from '../../log/aggregate.ts'
import { refuse } from '../../log/refusal.ts'
import type { PlanEvent, PlanState } from '../plan.ts'

export interface EndDraft {
  readonly type: 'end-draft'
  readonly outcome: 'confirmed' | 'discarded'
}

export function endDraft(plan: PlanState, { outcome }: EndDraft): Decision<PlanEvent> {
  const { planId, amends, status } = plan
  if (status === 'ended') return []
  if (status !== 'draft') return refuse('plan-issued')
  return amends === undefined ? refuse('not-an-amendment') : [happen(planDraftEnded, { planId, amends, outcome })]
}
