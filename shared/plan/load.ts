import { stateOf, streamOf } from '../log/command.ts'
import { type EventStore, Permanent, type World } from '../ports.ts'
import { addSeconds } from '../time/calendar.ts'
import type { AnyPlan, PlanState } from './plan.ts'

interface Found<Plan> {
  readonly plan: Plan
  readonly version: number
}

/** A plan from its first file on, whether or not that has been read. */
export async function findAnyPlan(store: EventStore, planId: string): Promise<Found<AnyPlan> | undefined> {
  const stored = await store.load(streamOf('plan', planId))
  const plan = stateOf<AnyPlan>(stored)
  return plan === undefined || stored === undefined ? undefined : { plan, version: stored.version }
}

/** A plan that has been read: what is still a file is not found. */
export async function findPlan(store: EventStore, planId: string): Promise<Found<PlanState> | undefined> {
  const found = await findAnyPlan(store, planId)
  return found === undefined || found.plan.status === 'reading' ? undefined : { plan: found.plan, version: found.version }
}

/** For reactions: an event about a plan that does not exist will not get one by waiting. */
export async function loadPlan(store: EventStore, planId: string): Promise<PlanState> {
  const found = await findPlan(store, planId)
  if (found === undefined) throw new Permanent(`${planId} does not exist`)
  return found.plan
}

/** The same, with the version of its log: for what is written elsewhere and must not become older. */
export async function loadVersion(store: EventStore, planId: string): Promise<Found<PlanState>> {
  const found = await findPlan(store, planId)
  if (found === undefined) throw new Permanent(`${planId} does not exist`)
  return found
}

/** How old a kept plan may be: for so long a mail may still say what an amendment has just changed. */
export const PLAN_FRESH_SECONDS = 5

const kept = new WeakMap<EventStore, Map<string, { readonly until: string; readonly plan: Promise<PlanState | undefined> }>>()

/** For whoever writes many mails about one plan: read once, not once a mail. A plan with fewer `amendments` is read anew. */
export async function keptPlan(world: Pick<World, 'store' | 'clock'>, planId: string, amendments = 0): Promise<PlanState | undefined> {
  const plan = await keptOrRead(world, planId)
  if (plan === undefined || (plan.amendments?.length ?? 0) >= amendments) return plan
  kept.get(world.store)?.delete(planId)
  return keptOrRead(world, planId)
}

function keptOrRead({ store, clock }: Pick<World, 'store' | 'clock'>, planId: string): Promise<PlanState | undefined> {
  const plans = kept.get(store) ?? new Map()
  kept.set(store, plans)
  const now = clock.now()
  const known = plans.get(planId)
  if (known !== undefined && now < known.until) return known.plan
  const plan = findPlan(store, planId).then((found) => found?.plan)
  plans.set(planId, { until: addSeconds(now, PLAN_FRESH_SECONDS), plan })
  // A read that failed, or found nothing yet, must not be kept.
  plan.then(
    (found) => found ?? plans.delete(planId),
    () => plans.delete(planId),
  )
  return plan
}
