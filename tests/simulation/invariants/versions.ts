/** Every version a plan ever had, with the true instant from which it stood: whoever acts may have read it a moment before. */
import type { PlanState } from '../../../shared/plan/plan.ts'
import type { Ledger, Logged } from './ledger.ts'

export interface Versions {
  /** Told after the ledger has folded it, with `now` the true time in milliseconds. */
  add(event: Logged, now: number): void
  /** The versions that stood at any time from then on until now. */
  since(planId: string, from: number): readonly PlanState[]
  /** The version that stood then. */
  at(planId: string, instant: number): PlanState | undefined
  /** Each amendment, with the plan as it was and as it then became. */
  amendments(): readonly Amendment[]
}

export interface Amendment {
  readonly amendment: number
  readonly at: string
  readonly was: PlanState
  readonly is: PlanState
}

interface Version {
  readonly from: number
  readonly plan: PlanState
}

export function versionsOf(ledger: Ledger): Versions {
  const versions = new Map<string, Version[]>()
  const amended: Amendment[] = []
  return {
    amendments: () => amended,
    since: (planId, from) =>
      (versions.get(planId) ?? []).filter((_, index, all) => (all[index + 1]?.from ?? Infinity) >= from).map(({ plan }) => plan),
    at: (planId, instant) => versions.get(planId)?.findLast(({ from }) => from <= instant)?.plan,
    add(event, now) {
      if (event.name !== 'plan.issued' && event.name !== 'plan.amended') return
      const { planId } = event.data
      const plan = ledger.plan(planId)
      if (plan === undefined) throw new Error(`${planId} has no state`)
      const known = versions.get(planId) ?? []
      versions.set(planId, known)
      const was = known.at(-1)?.plan
      if (event.name === 'plan.amended' && was !== undefined)
        amended.push({ amendment: event.data.amendment, at: event.data.amendedAt, was, is: plan })
      known.push({ from: now, plan })
    },
  }
}
