/** Routes about plans: draft, review, issue, follow. */
import * as z from 'zod/mini'
import { FILE_NAME_CHARACTERS_MAX } from '../../events/limits.ts'
import { assumedWindowSchema, dueSchema, taskSchema } from '../../events/plan.ts'
import { id, line, sha256Hex, text } from '../../events/words.ts'
import { DOCUMENT_BYTES_MAX } from '../plan/document/limits.ts'
import { defineRoute } from './route.ts'

/** Resolutions in one request: they are one transaction. */
export const FINDINGS_RESOLVED_MAX = 90

const reason = text(1_000)

/** @__NO_SIDE_EFFECTS__ */
function exactTask() {
  const due = z.strictObject({ ...dueSchema.shape, assumedWindow: z.optional(z.strictObject(assumedWindowSchema.shape)) })
  return z.strictObject({ ...taskSchema.shape, due: z.nullable(due) })
}

/** As an event holds it, and nothing else: a reader of events passes over what it does not know, a writer is told of it. */
export const writtenTask = exactTask()

export const listPlans = defineRoute({ method: 'GET', path: '/api/plans', action: 'plans.list', summary: 'Plans I may see' })

/** The file, as its browser knows it; S3 takes exactly this one. */
const documentBody = z.strictObject({
  fileName: line(FILE_NAME_CHARACTERS_MAX),
  bytes: z.int().check(z.minimum(1), z.maximum(DOCUMENT_BYTES_MAX)),
  sha256: sha256Hex,
})

export const draftPlan = defineRoute({
  method: 'POST',
  path: '/api/plans',
  action: 'plan.draft',
  summary:
    'A new plan from a document, or a document that is to change an issued plan: asks to upload it; answers with a presigned POST that lives for minutes',
  body: z.strictObject({
    ...documentBody.shape,
    /** The issued plan that the document is to change; `amendsWhat` then says whether all of it, or only what it names. */
    amends: z.optional(id('pln')),
    amendsWhat: z.optional(z.enum(['whole', 'part'])),
  }),
})

export const replaceDocument = defineRoute({
  method: 'POST',
  path: '/api/plans/{planId}/document',
  action: 'plan.review',
  summary: 'Asks to upload another file for a plan that is not issued',
  body: documentBody,
})

export const downloadDocument = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/document',
  action: 'plan.read',
  summary: 'A short-lived link to the document as it was uploaded',
})

export const readSource = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/source',
  action: 'plan.review',
  summary: 'The text that was read, with the place of every field in it',
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
  body: z.strictObject({ task: writtenTask, reason }),
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

export const remindMissing = defineRoute({
  method: 'POST',
  path: '/api/plans/{planId}/tasks/{key}/reminders',
  action: 'plan.remind',
  summary: 'Remind the units that still owe a task now; nobody who was reminded of it today',
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

export const exportWorkbook = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/progress.xlsx',
  action: 'plan.follow',
  summary: 'Progress of every task and unit as an Excel workbook',
})

export const exportMissing = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/tasks/{key}/missing.xlsx',
  action: 'plan.follow',
  summary: 'Who still owes a task and who has handed in, as an Excel workbook',
})

export const draftRoutes = [draftPlan, replaceDocument, downloadDocument, readSource] as const

export const planRoutes = [listPlans, readPlanRoute, resolveFindings, changeTask, issuePlan] as const

export const followRoutes = [
  previewPlan,
  planProgress,
  planMatrix,
  taskMissing,
  planNotices,
  remindMissing,
  exportProgress,
  exportWorkbook,
  exportMissing,
] as const
