/** What the routes of amendments answer with. */
import * as z from 'zod/mini'
import { policySchema, recipientSchema } from '../../../events/plan.ts'
import { instant, isoDate, taskKey } from '../../../events/words.ts'
import { amendmentAnswer, standingState, taskState, windowAnswer } from './plans.ts'

const draftLine = z.object({ planId: z.string(), number: z.string(), title: z.string(), date: isoDate })

export const amendmentsAnswer = z.object({
  planId: z.string(),
  number: z.string(),
  title: z.string(),
  issued: z.boolean(),
  /** Drafts that are to change this plan. */
  drafts: z.array(draftLine),
  /** Drafts of the same issuer that could. */
  others: z.array(draftLine),
  amendments: z.array(z.object({ ...amendmentAnswer.shape, tasks: z.int() })),
})

/** A task's row, as its document has it. */
const row = z.object({
  key: taskKey,
  reference: z.optional(taskKey),
  section: z.optional(z.string()),
  content: z.string(),
  executing: z.array(z.string()),
  coordinating: z.array(z.string()),
  deadlineText: z.string(),
  form: z.enum(['registration', 'dossier', 'report']),
})

export const fieldName = z.enum([
  'content',
  'executing',
  'coordinating',
  'deadlineText',
  'due',
  'form',
  'kinds',
  'section',
  'parent',
  'reference',
])

export const comparisonAnswer = z.object({
  plan: z.object({
    planId: z.string(),
    number: z.string(),
    title: z.string(),
    version: z.int(),
    closes: z.enum(['strict', 'lenient']),
  }),
  draft: z.object({
    planId: z.string(),
    number: z.string(),
    date: isoDate,
    version: z.int(),
    /** Made of the plan's own tasks. */
    isCopy: z.boolean(),
    amendsWhat: z.optional(z.enum(['whole', 'part'])),
    tasks: z.array(z.object({ key: taskKey, content: z.string(), section: z.optional(z.string()), is: z.optional(taskKey) })),
  }),
  /** The plan was amended after this copy of it was made. */
  isOutdated: z.boolean(),
  findingsOpen: z.int(),
  /** Rows the officer has to match. */
  doubts: z.array(
    z.object({
      key: taskKey,
      task: z.optional(row),
      candidates: z.array(z.object({ key: taskKey, likeness: z.number(), task: z.optional(row) })),
    }),
  ),
  changes: z.array(
    z.object({
      kind: z.enum(['changed', 'withdrawn', 'added']),
      key: taskKey,
      before: z.optional(row),
      after: z.optional(row),
      fields: z.array(fieldName),
      windowBefore: z.optional(windowAnswer),
      windowAfter: z.optional(windowAnswer),
      stateBefore: z.optional(taskState),
      stateAfter: z.optional(taskState),
      remindersSent: z.int(),
      remindersBefore: z.array(isoDate),
      remindersAfter: z.array(isoDate),
      units: z.object({ before: z.int(), after: z.int(), joined: z.int(), left: z.int(), handedIn: z.int() }),
    }),
  ),
  unchanged: z.int(),
  policy: z.optional(z.object({ before: policySchema, after: policySchema })),
  recipients: z.optional(z.object({ before: z.array(recipientSchema), after: z.array(recipientSchema) })),
  /** One mail each; without an address none. */
  told: z.array(
    z.object({
      unit: z.string(),
      name: z.string(),
      address: z.optional(z.string()),
      tasks: z.array(
        z.object({
          key: taskKey,
          change: z.enum(['changed', 'asked', 'released', 'withdrawn']),
          state: z.optional(standingState),
          late: z.optional(z.boolean()),
          files: z.optional(z.int()),
          extension: z.optional(instant),
        }),
      ),
    }),
  ),
})
