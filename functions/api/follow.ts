/** Following a plan: who is asked for what, before it is issued; then how far they are, who still owes, reminding them, and all of it as files. */

import { may } from '../../shared/access/may.ts'
import {
  exportMissing,
  exportProgress,
  exportWorkbook,
  planMatrix,
  planNotices,
  planProgress,
  previewPlan,
  remindMissing,
  taskMissing,
} from '../../shared/api/plans.ts'
import { owingUnits } from '../../shared/assignment/owing.ts'
import { readBoard } from '../../shared/aws/board-read.ts'
import { isRefusal, refuse } from '../../shared/log/refusal.ts'
import { remindable, remindNow } from '../../shared/notice/remind-now.ts'
import { matrixOf, missingOf, noticesOf, previewOf, progressOf } from '../../shared/plan/follow/follow.ts'
import { missingWorkbook, progressSheet, progressWorkbook } from '../../shared/plan/follow/follow-sheets.ts'
import { taskOf } from '../../shared/plan/plan.ts'
import { planSentences } from '../../shared/plan/refusals.vi.ts'
import { numberOf } from '../../shared/plan/sentences.vi.ts'
import type { ReadBoard, World } from '../../shared/ports.ts'
import { XLSX_TYPE } from '../../shared/sheets/workbook.ts'
import { dayOf } from '../../shared/time/calendar.ts'
import { api, type Call, endpoint } from '../runtime/api.ts'
import { basics } from '../runtime/environment.ts'
import { planOfRoute } from '../runtime/plan-of-route.ts'

type Effects = Pick<World, 'store' | 'clock'> & { readonly board: ReadBoard }

const thePlan = (call: Call<unknown, unknown, Effects>) => planOfRoute(call)

export const { answer, handler } = api<Effects>(
  [
    endpoint(previewPlan, thePlan, async ({ directory, context }, { plan }) => ({ body: previewOf(plan, directory, context.at) })),
    endpoint(planProgress, thePlan, async ({ world, directory, context }, { plan, version }) => ({
      body: await progressOf(plan, directory, world.board, context.at),
      version,
    })),
    endpoint(planMatrix, thePlan, async ({ world, query, directory, context }, { plan }) => ({
      body: await matrixOf(plan, directory, world.board, query.after, context.at),
    })),
    endpoint(taskMissing, thePlan, async ({ world, params, directory, context, actor }, { plan }) => {
      const task = taskOf(plan, params.key ?? '')
      if (task === undefined) return refuse('not-found')
      const { store } = world
      const owed = await owingUnits(store, directory, plan, task, dayOf(context.at))
      const missing = missingOf(plan, task, owed, directory, context.at)
      const { notices, toldToday, unreachable } = await remindable(plan, task, owed, { directory, store, at: context.at })
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
      file: { type: XLSX_TYPE, name: 'tien-do.xlsx', bytes: await progressWorkbook(plan, directory, world.board, context.at) },
    })),
    endpoint(exportMissing, thePlan, async ({ world, params, directory, context }, { plan }) => {
      const task = taskOf(plan, params.key ?? '')
      if (task === undefined) return refuse('not-found')
      const bytes = await missingWorkbook(plan, task, directory, world.store, context.at)
      return { file: { type: XLSX_TYPE, name: `chua-nop-${numberOf(task)}.xlsx`, bytes } }
    }),
  ],
  () => {
    const base = basics()
    return { ...base, board: readBoard(base.table) }
  },
  planSentences,
)
