/** The list of plans, and the plans that run. */
import { stateOf, streamOf } from '../log/command.ts'
import type { EventStore } from '../ports.ts'
import type { PlanState } from './plan.ts'

export interface PlanRow {
  readonly planId: string
  readonly number: string
  readonly title: string
  readonly date: string
  readonly status: 'draft' | 'issued'
  readonly issuerUnit: string
  readonly published: boolean
  readonly throughYear?: number
  /** Plans in the system that this one cites. */
  readonly parents?: readonly string[]
}

export async function plansOf(store: EventStore): Promise<readonly PlanRow[]> {
  const page = await store.list('plan')
  return page.items.map((entry) => JSON.parse(entry.row) as PlanRow)
}

/** Every issued plan, whole. */
export async function issuedPlans(store: EventStore): Promise<readonly PlanState[]> {
  const issued = (await plansOf(store)).filter((plan) => plan.status === 'issued')
  const stored = await store.loadMany(issued.map((plan) => streamOf('plan', plan.planId)))
  return stored.flatMap((one) => stateOf<PlanState>(one) ?? [])
}
