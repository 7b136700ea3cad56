/** The list of plans. */
import { everyItem } from '../log/pages.ts'
import type { EventStore } from '../ports.ts'
import type { AnyPlan } from './plan.ts'

export interface PlanRow {
  readonly planId: string
  readonly number: string
  readonly title: string
  readonly date: string
  readonly status: AnyPlan['status']
  readonly issuerUnit: string
  readonly published: boolean
  readonly throughYear?: number
  /** Plans in the system that this one cites. */
  readonly parents?: readonly string[]
  /** The issued plan this draft is to change. */
  readonly amends?: string
  /** How often it was amended. */
  readonly amendments?: number
}

export async function plansOf(store: EventStore): Promise<readonly PlanRow[]> {
  const entries = await everyItem((after) => store.list('plan', { after }))
  // A draft that was confirmed or given up is of interest to its log only.
  return entries.map((entry) => JSON.parse(entry.row) as PlanRow).filter(({ status }) => status !== 'ended')
}
