import { planRights } from '../../shared/access/plan-rights.ts'
import { refuse } from '../../shared/log/refusal.ts'
import type { AnyPlan } from '../../shared/plan/plan.ts'
import { planView } from '../../shared/plan/view.ts'
import type { Call } from './api.ts'

/** The plan as a command left it. What is still a file is no plan yet. */
export function planAnswer(
  { actor, directory }: Pick<Call<unknown, unknown, unknown>, 'actor' | 'directory'>,
  plan: AnyPlan,
  version: number,
  status = 200,
) {
  if (plan.status === 'reading') return refuse('not-found')
  const about = { issuer: plan.issuerUnit, issued: plan.status === 'issued' }
  return { status, body: { ...planView(plan, directory), may: planRights(actor, about) }, version }
}
