import { may } from '../../shared/access/may.ts'
import { type Refusal, refuse } from '../../shared/log/refusal.ts'
import { findPlan } from '../../shared/plan/load.ts'
import type { PlanState } from '../../shared/plan/plan.ts'
import type { World } from '../../shared/ports.ts'
import type { Call } from './api.ts'

/** The issued plan that a draft of this unit is to change. One that may not be changed is not told from one that is not there. */
export async function amendedPlan(
  { actor, world }: Call<unknown, unknown, Pick<World, 'store'>>,
  amends: string,
  unit: string,
): Promise<PlanState | Refusal> {
  const plan = (await findPlan(world.store, amends))?.plan
  const isTheirs = plan?.status === 'issued' && plan.issuerUnit === unit
  return isTheirs && may(actor, 'plan.review', { issuer: plan.issuerUnit, issued: true }) ? plan : refuse('not-an-amendment')
}
