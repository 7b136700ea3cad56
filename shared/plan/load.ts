import { stateOf, streamOf } from '../log/command.ts'
import { type EventStore, Permanent } from '../ports.ts'
import type { PlanState } from './plan.ts'

export async function findPlan(
  store: EventStore,
  planId: string,
): Promise<{ readonly plan: PlanState; readonly version: number } | undefined> {
  const stored = await store.load(streamOf('plan', planId))
  const plan = stateOf<PlanState>(stored)
  return plan === undefined || stored === undefined ? undefined : { plan, version: stored.version }
}

/** For reactions: an event about a plan that does not exist will not get one by waiting. */
export async function loadPlan(store: EventStore, planId: string): Promise<PlanState> {
  const found = await findPlan(store, planId)
  if (found === undefined) throw new Permanent(`${planId} does not exist`)
  return found.plan
}
