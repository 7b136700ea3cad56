/** What the routes about one unit's work answer with. */
import * as z from 'zod/mini'
import { fileRuleSchema, receiptLineSchema } from '../../../events/assignment.ts'
import { taskSchema } from '../../../events/plan.ts'
import { draftNomineeSchema, instant, nomineeSchema, uploadSchema } from '../../../events/words.ts'
import { standingState, taskState, windowAnswer } from './plans.ts'

/** A task as a unit sees it. */
const taskLine = {
  planId: z.string(),
  /** Of the plan. */
  number: z.string(),
  title: z.string(),
  key: taskSchema.shape.key,
  reference: taskSchema.shape.reference,
  content: taskSchema.shape.content,
  deadlineText: taskSchema.shape.deadlineText,
  form: taskSchema.shape.form,
  section: taskSchema.shape.section,
  kinds: taskSchema.shape.kinds,
  taskState,
  window: z.optional(windowAnswer),
}

export const workItemAnswer = z.object({
  ...taskLine,
  /** Absent while nothing has happened. */
  state: z.optional(standingState),
  late: z.boolean(),
  files: z.int(),
  extension: z.optional(instant),
  done: z.boolean(),
})

export const workAnswer = z.object({ unit: z.string(), name: z.optional(z.string()), work: z.array(workItemAnswer) })

export const dossierFileAnswer = z.object({
  ...uploadSchema.shape,
  expiresAt: instant,
  state: z.enum(['offered', 'attached', 'refused', 'expired', 'removed']),
  /** How many parts it comes in, where it does: then one can go on with it. */
  parts: z.optional(z.int()),
  rule: z.optional(fileRuleSchema),
  /** Why it was refused and what to do. */
  sentence: z.optional(z.string()),
})

export const submissionAnswer = z.object({
  submission: z.int(),
  submittedAt: instant,
  late: z.boolean(),
  nominees: z.array(nomineeSchema),
  note: z.string(),
  files: z.array(receiptLineSchema),
  /** The plan of its own, where issuing it was the hand-in. */
  ownPlan: z.optional(z.object({ planId: z.string(), number: z.string() })),
})

export const assignmentAnswer = z.object({
  ...taskLine,
  executing: taskSchema.shape.executing,
  coordinating: taskSchema.shape.coordinating,
  unit: z.string(),
  unitName: z.optional(z.string()),
  /** Why the unit could not hand in right now. */
  blocked: z.optional(z.object({ code: z.string(), message: z.string() })),
  state: z.optional(standingState),
  nominees: z.array(draftNomineeSchema),
  note: z.string(),
  files: z.array(dossierFileAnswer),
  submissions: z.array(submissionAnswer),
  extension: z.optional(z.object({ until: instant, reason: z.string(), ended: z.optional(z.boolean()) })),
  returnReason: z.optional(z.string()),
  late: z.boolean(),
  may: z.object({ edit: z.boolean(), judge: z.boolean(), log: z.boolean() }),
})
