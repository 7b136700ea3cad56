/** Plans: which there are, one of them, and its review until it is issued. */

import { may } from '../../shared/access/may.ts'
import { planRights } from '../../shared/access/plan-rights.ts'
import { changeTask, issuePlan, listPlans, readPlanRoute, resolveFindings } from '../../shared/api/plans.ts'
import { command } from '../../shared/log/command.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/log/refusal.ts'
import { amendmentSentences } from '../../shared/plan/amendment/refusals.vi.ts'
import { type ReviewOrder, reviewAggregate } from '../../shared/plan/draft/review.ts'
import { type PlanRow, plansOf } from '../../shared/plan/list.ts'
import { findAnyPlan } from '../../shared/plan/load.ts'
import type { AnyPlan } from '../../shared/plan/plan.ts'
import { planSentences } from '../../shared/plan/refusals.vi.ts'
import { anyPlanView, asIssued } from '../../shared/plan/view.ts'
import type { World } from '../../shared/ports.ts'
import { api, type Call, type Endpoint, endpoint, type Found } from '../runtime/api.ts'
import { basics } from '../runtime/environment.ts'
import { planAnswer } from '../runtime/plan-answer.ts'
import { planOfRoute } from '../runtime/plan-of-route.ts'

type Effects = Pick<World, 'store' | 'clock'>
type PlanCall = Call<unknown, unknown, Effects>

const thePlan = (call: PlanCall) => planOfRoute(call)

/** Also one that is still being read: its officer watches it at the address it will have. */
async function theAnyPlan({ params, world }: PlanCall): Promise<Found<{ readonly plan: AnyPlan; readonly version: number }>> {
  const found = await findAnyPlan(world.store, params.planId ?? '')
  if (found === undefined) return undefined
  const { issuerUnit, status } = found.plan
  return { resource: { issuer: issuerUnit, unit: issuerUnit, issued: status === 'issued' }, loaded: found }
}

/** What no plan is named for: the caller's own unit is what is asked about. */
const ownUnit = async ({ actor }: PlanCall): Promise<Found<null>> => ({ resource: { unit: actor.unit }, loaded: null })

async function order(call: PlanCall, planId: string, given: ReviewOrder) {
  const done = await command(call.world.store, reviewAggregate, planId, given, call.context)
  // What is still a file takes none of these orders.
  return isRefusal(done) ? done : planAnswer(call, done.state, done.version)
}

const endpoints: readonly Endpoint<Effects>[] = [
  endpoint(listPlans, ownUnit, async ({ world, actor }) => {
    const plans = await plansOf(world.store)
    const about = (plan: PlanRow) => ({ issuer: plan.issuerUnit, issued: plan.status === 'issued' })
    const readable = plans.filter((plan) => may(actor, 'plan.read', about(plan)))
    return { body: { plans: readable.map((plan) => ({ ...plan, may: planRights(actor, about(plan)) })) } }
  }),
  endpoint(readPlanRoute, theAnyPlan, async ({ actor, directory }, { plan, version }) => {
    const about = { issuer: plan.issuerUnit, issued: plan.status === 'issued' }
    const follows = may(actor, 'plan.follow', about)
    const body = { ...anyPlanView(follows || plan.status === 'reading' ? plan : asIssued(plan), directory), may: planRights(actor, about) }
    // The version counts what only those who follow the plan may know of.
    return { body, version: follows ? version : undefined }
  }),
  endpoint(resolveFindings, thePlan, (call, { plan }) =>
    order(call, plan.planId, { type: 'resolve-findings', resolutions: call.body.resolutions }),
  ),
  endpoint(changeTask, thePlan, async (call, { plan }): Promise<Refusal | Awaited<ReturnType<typeof order>>> => {
    if (call.params.key !== call.body.task.key) return refuse('invalid', 'task.key')
    return order(call, plan.planId, { type: 'change-task', task: call.body.task, reason: call.body.reason })
  }),
  endpoint(issuePlan, thePlan, (call, { plan }) => order(call, plan.planId, { type: 'issue' })),
]

export const { answer, handler } = api<Effects>(endpoints, basics, { ...planSentences, ...amendmentSentences })
