/** Routes about plans: draft, review, issue, follow. */
import * as z from 'zod/mini'
import { taskSchema } from '../../events/plan.ts'
import { line, text } from '../../events/words.ts'
import { defineRoute } from './route.ts'

/** Longest plan text accepted, in characters; the longest seed has 26,000. */
export const PLAN_TEXT_CHARACTERS_MAX = 400_000

/** Resolutions in one request: they are one transaction. */
export const FINDINGS_RESOLVED_MAX = 90

const reason = text(1_000)

export const listPlans = defineRoute({ method: 'GET', path: '/api/plans', action: 'plans.list', summary: 'Plans I may see' })

export const draftPlan = defineRoute({
  method: 'POST',
  path: '/api/plans',
  action: 'plan.draft',
  summary: 'Read a plan document into a draft',
  bodyBytesMax: 4 * PLAN_TEXT_CHARACTERS_MAX,
  body: z.strictObject({ fileName: line(200), text: z.string().check(z.minLength(1), z.maxLength(PLAN_TEXT_CHARACTERS_MAX)) }),
})

export const readPlanRoute = defineRoute({ method: 'GET', path: '/api/plans/{planId}', action: 'plan.read', summary: 'One plan' })

export const previewPlan = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/preview',
  action: 'plan.review',
  summary: 'Who would be told and what each unit would owe: the very list that issuing sends to',
})

export const resolveFindings = defineRoute({
  method: 'POST',
  path: '/api/plans/{planId}/findings',
  action: 'plan.review',
  summary: 'Accept or dismiss findings, each with a reason',
  body: z.strictObject({
    resolutions: z
      .array(z.strictObject({ findingId: z.string(), decision: z.enum(['accepted', 'dismissed']), reason }))
      .check(z.minLength(1), z.maxLength(FINDINGS_RESOLVED_MAX)),
  }),
})

export const changeTask = defineRoute({
  method: 'PUT',
  path: '/api/plans/{planId}/tasks/{key}',
  action: 'plan.review',
  summary: 'Correct a task of a draft',
  body: z.strictObject({ task: taskSchema, reason }),
})

export const issuePlan = defineRoute({ method: 'POST', path: '/api/plans/{planId}/issue', action: 'plan.issue', summary: 'Issue the plan' })

export const planProgress = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/progress',
  action: 'plan.follow',
  summary: 'How far each task is, in one query',
})

export const planMatrix = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/matrix',
  action: 'plan.follow',
  summary: 'Every unit × every task, a page of up to 4,000 units',
  query: z.object({ after: z.optional(z.string()) }),
})

export const taskMissing = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/tasks/{key}/missing',
  action: 'plan.follow',
  summary: 'Units that still owe a task',
})

export const planNotices = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/notices',
  action: 'plan.follow',
  summary: 'Every mail of the plan and what became of it',
  query: z.object({ kind: z.optional(z.string()), after: z.optional(z.string()) }),
})

export const exportProgress = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/progress.csv',
  action: 'plan.follow',
  summary: 'Progress of every unit as CSV for Excel',
})

export const draftRoutes = [draftPlan] as const

export const planRoutes = [
  listPlans,
  readPlanRoute,
  previewPlan,
  resolveFindings,
  changeTask,
  issuePlan,
  planProgress,
  planMatrix,
  taskMissing,
  planNotices,
  exportProgress,
] as const
