import { findPlan } from '../../shared/plan/load.ts'
import type { PlanState } from '../../shared/plan/plan.ts'
import type { World } from '../../shared/ports.ts'
import type { Call, Found } from './api.ts'

export interface LoadedPlan {
  readonly plan: PlanState
  readonly version: number
}

/** The plan a route names, for whatever `may()` asks about it. */
export async function planOfRoute({ params, world }: Call<unknown, unknown, Pick<World, 'store'>>): Promise<Found<LoadedPlan>> {
  const found = await findPlan(world.store, params.planId ?? '')
  if (found === undefined) return undefined
  const { plan } = found
  return { resource: { issuer: plan.issuerUnit, unit: plan.issuerUnit, issued: plan.status === 'issued' }, loaded: found }
}
