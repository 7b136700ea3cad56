/** Which plans of the system a document cites: by number, date and issuer, however the number is spelt. */
import type { PlanBasis } from '../../../events/plan.ts'
import type { PlanRow } from '../list.ts'
import { fold } from '../reading/fold.ts'

/** What a draft says of itself, as far as its parents follow from it. */
export interface Citing {
  readonly planId: string
  readonly issuerUnit: string
  readonly header: { readonly date: string; readonly year: number; readonly throughYear?: number }
  readonly bases?: readonly PlanBasis[]
}

/** Why the officer has to say whether it is the one. */
export type Doubt = 'date' | 'number' | 'several' | 'cited'

export interface CitedPlan {
  readonly plan: PlanRow
  /** The words of the document; empty for the unit's own plan of several years, which need not be named. */
  readonly basis: string
  readonly doubt?: Doubt
}

/**
 * `above` are the plans that may be parents: those of the issuer itself and of the bodies over it. A number alone proves nothing, as
 * thirty district offices each have a plan 05/KH-PGDĐT, and each of them has one every year.
 */
export function citedPlans(draft: Citing, above: readonly PlanRow[]): readonly CitedPlan[] {
  const possible = above.filter(
    (plan) => plan.status === 'issued' && plan.planId !== draft.planId && plan.date <= draft.header.date && plan.number !== '',
  )
  const found = new Map<string, CitedPlan>()
  for (const basis of draft.bases ?? []) {
    for (const cited of matches(basis, possible)) {
      const known = found.get(cited.plan.planId)
      if (known === undefined || (known.doubt !== undefined && cited.doubt === undefined)) found.set(cited.plan.planId, cited)
    }
  }
  for (const plan of possible) if (isOwnPeriod(plan, draft) && !found.has(plan.planId)) found.set(plan.planId, { plan, basis: '' })
  return [...found.values()]
}

function matches(basis: PlanBasis, possible: readonly PlanRow[]): CitedPlan[] {
  if (basis.number === undefined) return []
  const wanted = numberKey(basis.number)
  const alike = possible.filter((plan) => {
    const { count, symbol } = numberKey(plan.number)
    return count === wanted.count && (symbol === wanted.symbol || plan.date === basis.date)
  })
  const sameDay = alike.filter((plan) => plan.date === basis.date)
  const chosen = sameDay.length > 0 ? sameDay : alike
  return chosen.map((plan) => ({ plan, basis: basis.text, ...doubtOf(plan, basis, chosen.length) }))
}

function doubtOf(plan: PlanRow, basis: PlanBasis, count: number): { readonly doubt?: Doubt } {
  if (count > 1) return { doubt: 'several' }
  if (basis.date !== undefined && basis.date !== plan.date) return { doubt: 'date' }
  if (numberKey(plan.number).symbol !== numberKey(basis.number ?? '').symbol) return { doubt: 'number' }
  return basis.role === 'cited' ? { doubt: 'cited' } : {}
}

/** `4582/KH-SGD&ĐT`, `4582 / KH - SGDĐT` and `4582/KH-SGDDT` are one number; so are 02 and 2. */
export function numberKey(number: string): { readonly count: number; readonly symbol: string } {
  const plain = fold(number).replace(/[^a-z0-9]/g, '')
  const digits = /^\d+/.exec(plain)?.[0] ?? ''
  return { count: digits === '' ? -1 : Number(digits), symbol: plain.slice(digits.length) }
}

/** A yearly plan belongs to its own unit's plan for the years around it. */
function isOwnPeriod({ issuerUnit, throughYear, date }: PlanRow, draft: Citing): boolean {
  if (throughYear === undefined || issuerUnit !== draft.issuerUnit || draft.header.throughYear !== undefined) return false
  return Number(date.slice(0, 4)) <= draft.header.year && draft.header.year <= throughYear
}
