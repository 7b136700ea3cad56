/** Plans: draft, review, issue, follow. */

import { may } from '../../shared/access/may.ts'
import { planRights } from '../../shared/access/plan-rights.ts'
import {
  changeTask,
  exportMissing,
  exportProgress,
  exportWorkbook,
  issuePlan,
  listPlans,
  planMatrix,
  planNotices,
  planProgress,
  previewPlan,
  readPlanRoute,
  remindMissing,
  resolveFindings,
  taskMissing,
} from '../../shared/api/plans.ts'
import { owingUnits } from '../../shared/assignment/owing.ts'
import { readBoard } from '../../shared/aws/board-read.ts'
import { command } from '../../shared/log/command.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/log/refusal.ts'
import { remindable, remindNow } from '../../shared/notice/remind-now.ts'
import { amendmentSentences } from '../../shared/plan/amendment/refusals.vi.ts'
import { matrixOf, missingOf, noticesOf, previewOf, progressOf } from '../../shared/plan/follow.ts'
import { missingWorkbook, progressSheet, progressWorkbook } from '../../shared/plan/follow-sheets.ts'
import { type PlanRow, plansOf } from '../../shared/plan/list.ts'
import { findAnyPlan } from '../../shared/plan/load.ts'
import { type AnyPlan, taskOf } from '../../shared/plan/plan.ts'
import { planSentences } from '../../shared/plan/refusals.vi.ts'
import { type ReviewOrder, reviewAggregate } from '../../shared/plan/review.ts'
import { numberOf } from '../../shared/plan/sentences.vi.ts'
import { anyPlanView, asIssued, planView } from '../../shared/plan/view.ts'
import type { ReadBoard, World } from '../../shared/ports.ts'
import { dayOf } from '../../shared/time/calendar.ts'
import { api, type Call, type Endpoint, endpoint, type Found } from '../runtime/api.ts'
import { basics } from '../runtime/environment.ts'
import { planOfRoute } from '../runtime/plan-of-route.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Effects = Pick<World, 'store' | 'clock'> & { readonly board: ReadBoard }
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

async function order({ world, context, actor, directory }: PlanCall, planId: string, given: ReviewOrder) {
  const done = await command(world.store, reviewAggregate, planId, given, context)
  if (isRefusal(done)) return done
  // What is still a file takes none of these orders.
  if (done.state.status === 'reading') return refuse('not-found')
  const { issuerUnit: issuer, status } = done.state
  return {
    body: { ...planView(done.state, directory), may: planRights(actor, { issuer, issued: status === 'issued' }) },
    version: done.version,
  }
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
  endpoint(previewPlan, thePlan, async ({ directory, context }, { plan }) => ({ body: previewOf(plan, directory, context.at) })),
  endpoint(resolveFindings, thePlan, (call, { plan }) =>
    order(call, plan.planId, { type: 'resolve-findings', resolutions: call.body.resolutions }),
  ),
  endpoint(changeTask, thePlan, async (call, { plan }): Promise<Refusal | Awaited<ReturnType<typeof order>>> => {
    if (call.params.key !== call.body.task.key) return refuse('invalid', 'task.key')
    return order(call, plan.planId, { type: 'change-task', task: call.body.task, reason: call.body.reason })
  }),
  endpoint(issuePlan, thePlan, (call, { plan }) => order(call, plan.planId, { type: 'issue' })),
  endpoint(planProgress, thePlan, async ({ world }, { plan, version }) => ({ body: await progressOf(plan, world.board), version })),
  endpoint(planMatrix, thePlan, async ({ world, query, directory, context }, { plan }) => ({
    body: await matrixOf(plan, directory, world.board, query.after, context.at),
  })),
  endpoint(taskMissing, thePlan, async ({ world, params, directory, context, actor }, { plan }) => {
    const task = taskOf(plan, params.key ?? '')
    if (task === undefined) return refuse('not-found')
    const { store } = world
    const owed = await owingUnits(store, directory, plan, task, dayOf(context.at))
    const missing = missingOf(owed, directory)
    const { notices, toldToday, unreachable } = await remindable(plan, task, owed.owing, { directory, store, at: context.at })
    const mayRemind = may(actor, 'plan.remind', { issuer: plan.issuerUnit })
    return {
      body: { ...missing, remindable: { units: notices.length, toldToday, unreachable: unreachable.length }, may: { remind: mayRemind } },
    }
  }),
  endpoint(remindMissing, thePlan, async ({ world, params, directory, context }, { plan }) => {
    const task = taskOf(plan, params.key ?? '')
    if (task === undefined) return refuse('not-found')
    const reminded = await remindNow(plan, task, { directory, store: world.store, at: context.at }, context)
    return isRefusal(reminded) ? reminded : { body: { reminded } }
  }),
  endpoint(planNotices, thePlan, async ({ world, query, directory }, { plan }) => ({
    body: await noticesOf(plan, directory, world.store, query),
  })),
  endpoint(exportProgress, thePlan, async ({ world, directory, context }, { plan }) => ({
    file: { type: 'text/csv; charset=utf-8', name: 'tien-do.csv', text: await progressSheet(plan, directory, world.board, context.at) },
  })),
  endpoint(exportWorkbook, thePlan, async ({ world, directory, context }, { plan }) => ({
    file: { type: XLSX, name: 'tien-do.xlsx', bytes: await progressWorkbook(plan, directory, world.board, context.at) },
  })),
  endpoint(exportMissing, thePlan, async ({ world, params, directory, context }, { plan }) => {
    const task = taskOf(plan, params.key ?? '')
    if (task === undefined) return refuse('not-found')
    const bytes = await missingWorkbook(plan, task, directory, world.store, context.at)
    return { file: { type: XLSX, name: `chua-nop-${numberOf(task)}.xlsx`, bytes } }
  }),
]

export const { answer, handler } = api<Effects>(
  endpoints,
  () => {
    const base = basics()
    return { ...base, board: readBoard(base.table) }
  },
  { ...planSentences, ...amendmentSentences },
)
