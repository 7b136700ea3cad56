/** What the routes without sign-in answer with. */
import * as z from 'zod/mini'
import { taskSchema, themeSchema } from '../../../events/plan.ts'
import { isoDate } from '../../../events/words.ts'
import { windowAnswer } from './plans.ts'

const publicRow = {
  planId: z.string(),
  number: z.string(),
  title: z.string(),
  date: isoDate,
  issuer: z.string(),
  year: z.int(),
  throughYear: z.optional(z.int()),
}

export const publicPlansAnswer = z.object({ plans: z.array(z.object(publicRow)) })

const { key, reference, section, content, executing, coordinating, deadlineText } = taskSchema.shape

export const publicPlanAnswer = z.object({
  ...publicRow,
  place: z.string(),
  themes: z.array(themeSchema),
  tasks: z.array(z.object({ key, reference, section, content, executing, coordinating, deadlineText, window: z.optional(windowAnswer) })),
})
