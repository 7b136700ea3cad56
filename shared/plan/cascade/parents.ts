/**
 * Linking an issued plan by hand to a plan above it that entered the system later: which may be chosen, and the one command. What follows
 * (the tree, the registers, the duty that is fulfilled) follows from `plan.linked` as it does when a plan is linked at its issue.
 */
import { happen } from '../../../events/event.ts'
import { planLinked } from '../../../events/plan.ts'
import { isUnitId } from '../../directory/model.ts'
import type { Directory } from '../../directory/snapshot.ts'
import type { Aggregate } from '../../log/aggregate.ts'
import { stateOf, streamOf } from '../../log/command.ts'
import { refuse } from '../../log/refusal.ts'
import type { EventStore } from '../../ports.ts'
import { dayOf } from '../../time/calendar.ts'
import { plansAbove } from '../concerning.ts'
import { evolvePlan } from '../evolve.ts'
import type { PlanRow } from '../list.ts'
import { type AnyPlan, type PlanEvent, type PlanState, planLog } from '../plan.ts'
import { citedPlans } from './cited.ts'
import { isAnsweredBy, ownPlanTasks } from './own-plan.ts'

/** Most plans offered, the newest; those that the document cites come first and are always among them. */
export const PARENTS_OFFERED_MAX = 100

export interface PossibleParent {
  readonly planId: string
  readonly number: string
  readonly title: string
  /** The day on the document. */
  readonly date: string
  readonly issuerName: string
  /** The words of the child's document that name it. */
  readonly basis?: string
}

export interface LinkOrder {
  readonly type: 'link'
  readonly parentPlanId: string
  readonly parentIssuer: string
  /** Words of the document, or the officer's own. */
  readonly basis: string
  /** Tasks of the parent that asked for this plan. */
  readonly fulfils: readonly string[]
}

export const linkAggregate: Aggregate<AnyPlan, LinkOrder, PlanEvent> = {
  ...planLog,
  evolve: evolvePlan,
  decide(plan, { parentPlanId, parentIssuer, basis, fulfils }) {
    if (plan === undefined || plan.status === 'reading') return refuse('not-found')
    if (plan.status !== 'issued') return refuse('plan-not-issued')
    if (plan.parents?.some(({ planId }) => planId === parentPlanId)) return []
    if (basis.trim() === '') return refuse('reason-missing', 'basis')
    const { planId, issuerUnit, header } = plan
    const asked = fulfils.length === 0 ? {} : { fulfils: [...fulfils] }
    return [happen(planLinked, { planId, issuerUnit, number: header.number, parentPlanId, parentIssuer, basis, ...asked })]
  },
}

interface Asking {
  readonly store: EventStore
  readonly directory: Directory
  /** ISO 8601, UTC. */
  readonly at: string
}

/** What the plan is linked to, and what it may be linked to. */
export async function parentsOf(plan: PlanState, { store, directory, at }: Asking) {
  const above = await plansAbove(plan.issuerUnit, store, directory, dayOf(at))
  const linked = new Set(plan.parents?.map(({ planId }) => planId))
  const cited = new Map(citedPlans(plan, above).map(({ plan: { planId }, basis }) => [planId, basis]))
  const shown = ({ planId, number, title, date, issuerUnit }: PlanRow): PossibleParent => {
    const issuerName = (isUnitId(issuerUnit) ? directory.unit(issuerUnit)?.name : undefined) ?? ''
    return { ...{ planId, number, title, date, issuerName }, basis: cited.get(planId) || undefined }
  }
  const rank = ({ planId, date }: PlanRow) => `${cited.has(planId) ? 1 : 0}${date}`
  const possible = above
    .filter((row) => mayBeParent(row, plan) && !linked.has(row.planId))
    .toSorted((left, right) => rank(right).localeCompare(rank(left)))
  return {
    linked: above.filter(({ planId }) => linked.has(planId)).map(shown),
    possible: possible.slice(0, PARENTS_OFFERED_MAX).map(shown),
  }
}

/** The order that links them, or nothing where the other plan is none that this one may stand under. */
export async function linkTo(
  plan: PlanState,
  { parent: parentPlanId, basis }: { readonly parent: string; readonly basis: string },
  { store, directory, at }: Asking,
): Promise<LinkOrder | undefined> {
  const above = await plansAbove(plan.issuerUnit, store, directory, dayOf(at))
  const row = above.find(({ planId }) => planId === parentPlanId)
  const parent = stateOf<PlanState>(await store.load(streamOf('plan', parentPlanId)))
  if (row === undefined || parent === undefined || !mayBeParent(row, plan)) return undefined
  const asked = ownPlanTasks(parent, plan.issuerUnit, directory, dayOf(at)).filter((task) => isAnsweredBy(task, plan))
  return { type: 'link', parentPlanId, parentIssuer: row.issuerUnit, basis, fulfils: asked.map(({ key }) => key) }
}

/** Issued, another plan than this one, and not one that stands under it. */
function mayBeParent({ planId, status, parents = [] }: PlanRow, plan: PlanState): boolean {
  return status === 'issued' && planId !== plan.planId && !parents.includes(plan.planId)
}
