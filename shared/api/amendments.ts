/** Routes of the page "Điều chỉnh": an issued plan, the draft that is to change it, their difference, and the act. */
import * as z from 'zod/mini'
import { amendingDocumentSchema, headerSchema, policySchema } from '../../events/plan.ts'
import { id, line, taskKey, text } from '../../events/words.ts'
import { writtenTask } from './plans.ts'
import { defineRoute } from './route.ts'

/** Lines of Nơi nhận; the longest of the sample plans has 16. */
export const RECIPIENTS_MAX = 100

const reason = text(1_000)
const action = 'plan.review'

export const listAmendments = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/amendments',
  action,
  summary: 'What changed an issued plan, and the drafts that are to change it',
})

export const beginAmendment = defineRoute({
  method: 'POST',
  path: '/api/plans/{planId}/amendments',
  action,
  summary: 'Begin a draft of the plan’s own tasks, to change single ones',
})

export const aimDraft = defineRoute({
  method: 'PUT',
  path: '/api/plans/{planId}/aim',
  action,
  summary: 'Say that a draft read from a document is to change an issued plan: all of it, or only what it names',
  body: z.strictObject({ amends: id('pln'), amendsWhat: z.enum(['whole', 'part']) }),
})

export const compareAmendment = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/comparison',
  action,
  summary: 'What this draft would change in its plan, who is touched, what they have done, and who will be told',
})

export const matchTask = defineRoute({
  method: 'PUT',
  path: '/api/plans/{planId}/tasks/{key}/match',
  action,
  summary: 'Say which task of the issued plan a task of the draft is; null for a new one',
  body: z.strictObject({ is: z.nullable(taskKey) }),
})

export const addTask = defineRoute({
  method: 'POST',
  path: '/api/plans/{planId}/tasks',
  action,
  summary: 'Add a task to a draft',
  body: z.strictObject({ task: writtenTask, reason }),
})

export const removeTask = defineRoute({
  method: 'POST',
  path: '/api/plans/{planId}/tasks/{key}/removal',
  action,
  summary: 'Take a task out of a draft',
  body: z.strictObject({ reason }),
})

export const changeHeader = defineRoute({
  method: 'PUT',
  path: '/api/plans/{planId}/header',
  action,
  summary: 'Correct number, date, place, title or year of a draft',
  body: z.strictObject({ header: z.strictObject(headerSchema.shape), reason }),
})

export const changeRecipients = defineRoute({
  method: 'PUT',
  path: '/api/plans/{planId}/recipients',
  action,
  summary: 'Correct Nơi nhận of a draft; the preview says whom each line reaches',
  body: z.strictObject({ recipients: z.array(line(500)).check(z.minLength(1), z.maxLength(RECIPIENTS_MAX)), reason }),
})

export const changePolicy = defineRoute({
  method: 'PUT',
  path: '/api/plans/{planId}/policy',
  action,
  summary: 'Change how a draft closes and reminds',
  body: z.strictObject({ policy: z.strictObject(policySchema.shape), reason }),
})

export const applyFix = defineRoute({
  method: 'POST',
  path: '/api/plans/{planId}/fixes',
  action,
  summary: 'Do what a finding suggests, as it was shown, and resolve it: one act',
  body: z.strictObject({ findingId: z.string() }),
})

export const discardDraft = defineRoute({
  method: 'POST',
  path: '/api/plans/{planId}/discard',
  action,
  summary: 'Give up a draft that was to change a plan',
})

export const amendPlan = defineRoute({
  method: 'POST',
  path: '/api/plans/{planId}/amend',
  action: 'plan.issue',
  summary: 'Confirm the difference that was seen: plan and draft must be the versions it was seen of',
  body: z.strictObject({
    draft: id('pln'),
    draftVersion: z.int(),
    planVersion: z.int(),
    document: z.strictObject(amendingDocumentSchema.shape),
    reason,
  }),
})

export const amendmentRoutes = [listAmendments, beginAmendment, compareAmendment, amendPlan] as const

/** Work on the draft: of one that is to be issued as of one that amends. */
export const editRoutes = [
  aimDraft,
  matchTask,
  addTask,
  removeTask,
  changeHeader,
  changeRecipients,
  changePolicy,
  applyFix,
  discardDraft,
] as const
