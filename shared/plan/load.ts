import { stateOf, streamOf } from '../log/command.ts'
import { type EventStore, Permanent } from '../ports.ts'
import type { AnyPlan, PlanState } from './plan.ts'
import { planRevision } from './revision.ts'

/** A plan, and the version of its log that it is the state of. */
export interface FoundPlan<Plan extends AnyPlan = PlanState> {
  readonly plan: Plan
  readonly version: number
}

/** A plan from its first file on, whether or not that has been read. */
export async function findAnyPlan(store: EventStore, planId: string): Promise<FoundPlan<AnyPlan> | undefined> {
  const stored = await store.load(streamOfPlan(planId))
  const plan = stateOf<AnyPlan>(stored)
  return plan === undefined || stored === undefined ? undefined : { plan, version: stored.version }
}

/** A plan that has been read: what is still a file is not found. */
export async function findPlan(store: EventStore, planId: string): Promise<FoundPlan | undefined> {
  const found = await findAnyPlan(store, planId)
  const plan = wholePlan(found?.plan)
  return found === undefined || plan === undefined ? undefined : { plan, version: found.version }
}

/** For reactions: an event about a plan that does not exist will not get one by waiting. */
export async function loadPlan(store: EventStore, planId: string): Promise<PlanState> {
  const plan = await currentPlan(store, planId)
  if (plan === undefined) throw new Permanent(`${planId} does not exist`)
  return plan
}

/** The same, with the version of its log: for what is written elsewhere and must not become older. */
export async function loadVersion(store: EventStore, planId: string): Promise<FoundPlan> {
  const found = await findPlan(store, planId)
  if (found === undefined) throw new Permanent(`${planId} does not exist`)
  return found
}

export async function currentPlan(store: EventStore, planId: string): Promise<PlanState | undefined> {
  return (await currentPlans(store, [planId]))[0]
}

/** A plan is some 100 kB in memory: so many are kept by one environment, the last used. */
export const PLANS_KEPT_MAX = 60

const kept = new WeakMap<EventStore, Map<string, { readonly revision: number; readonly plan: PlanState }>>()

/**
 * Plans as they are now, in the order asked for; nothing for one that has not been read. Whoever serves hundreds of hand-ins or mails of a
 * plan asks each time whether it has changed, which is one small read, and reads it whole only when it has. No plan twice.
 */
export async function currentPlans(store: EventStore, planIds: readonly string[]): Promise<readonly (PlanState | undefined)[]> {
  if (planIds.length === 0) return []
  const known = kept.get(store) ?? new Map()
  kept.set(store, known)
  // Asked for first: a plan is at least as new as the revision it is kept under.
  const revisions = await store.revisions(planIds.map(planRevision))
  const changed = planIds.filter((planId, at) => known.get(planId)?.revision !== revisions[at])
  const read = new Map(
    changed.length === 0 ? [] : (await store.loadMany(changed.map(streamOfPlan))).map((stored, at) => [changed[at], stored]),
  )
  return planIds.map((planId, at) => {
    const plan = read.has(planId) ? wholePlan(stateOf<AnyPlan>(read.get(planId))) : known.get(planId)?.plan
    // Taken out and put in again: what was used last stays longest.
    known.delete(planId)
    if (plan !== undefined) known.set(planId, { revision: revisions[at] ?? 0, plan })
    const [oldest] = known.keys()
    if (known.size > PLANS_KEPT_MAX && oldest !== undefined) known.delete(oldest)
    return plan
  })
}

const streamOfPlan = (planId: string) => streamOf('plan', planId)

function wholePlan(plan: AnyPlan | undefined): PlanState | undefined {
  return plan === undefined || plan.status === 'reading' ? undefined : plan
}
