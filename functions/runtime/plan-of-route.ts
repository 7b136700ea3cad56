import { type FoundPlan, findPlan } from '../../shared/plan/load.ts'
import type { World } from '../../shared/ports.ts'
import type { Call, Found } from './api.ts'

/** The plan a route names, for whatever `may()` asks about it. */
export async function planOfRoute({ params, world }: Call<unknown, unknown, Pick<World, 'store'>>): Promise<Found<FoundPlan>> {
  const found = await findPlan(world.store, params.planId ?? '')
  if (found === undefined) return undefined
  const { plan } = found
  return { resource: { issuer: plan.issuerUnit, unit: plan.issuerUnit, issued: plan.status === 'issued' }, loaded: found }
}
