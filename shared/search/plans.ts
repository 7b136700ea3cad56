/** The plans a search looks into: those nearest to whoever asks, each read again only after it has changed. */
import type { ActingAs } from '../access/may.ts'
import { isUnitId } from '../directory/model.ts'
import type { DirectoryView } from '../directory/snapshot.ts'
import { stateOf, streamOf } from '../log/command.ts'
import type { PlanAtVersion } from '../plan/list.ts'
import type { PlanState } from '../plan/plan.ts'
import type { EventStore } from '../ports.ts'

/** Most plans whose tasks and hand-ins one search looks into: less than one BatchGetItem. */
export const PLANS_LOOKED_INTO_MAX = 60

/** Those of the units over us, of our own and of those below us come first, and in each the newest. */
export function nearestPlans(issued: readonly PlanAtVersion[], actor: ActingAs, view: DirectoryView): readonly PlanAtVersion[] {
  const above = isUnitId(actor.unit) ? view.ancestorsOf(actor.unit).map(({ id }) => id) : []
  const near = new Set<string>([...actor.tree, ...above])
  const distance = ({ issuerUnit }: PlanAtVersion) => (near.has(issuerUnit) ? 0 : 1)
  return issued.toSorted((one, other) => distance(one) - distance(other)).slice(0, PLANS_LOOKED_INTO_MAX)
}

interface Kept {
  readonly version: number
  readonly plan: PlanState
}

const kept = new WeakMap<EventStore, Map<string, Kept>>()

/** At most one BatchGetItem, for those that are new or have changed since this environment read them. In the order asked for. */
export async function wholePlans(store: EventStore, wanted: readonly PlanAtVersion[]): Promise<readonly PlanState[]> {
  const known = kept.get(store) ?? new Map<string, Kept>()
  const isKnown = ({ planId, version }: PlanAtVersion) => (known.get(planId)?.version ?? -1) >= version
  const unread = wanted.filter((row) => !isKnown(row))
  const stored = unread.length === 0 ? [] : await store.loadMany(unread.map(({ planId }) => streamOf('plan', planId)))
  for (const one of stored) {
    const plan = stateOf<PlanState>(one)
    if (one !== undefined && plan !== undefined) known.set(plan.planId, { version: one.version, plan })
  }
  const plans = wanted.flatMap(({ planId }) => known.get(planId) ?? [])
  // Nobody needs what nobody looks into: what is kept stays as small as one search.
  kept.set(store, new Map(plans.map((one) => [one.plan.planId, one])))
  return plans.map(({ plan }) => plan)
}
