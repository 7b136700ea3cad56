/** What the routes of the leader answer with. */
import * as z from 'zod/mini'
import { themeSchema } from '../../../events/plan.ts'
import { instant, isoDate, taskKey } from '../../../events/words.ts'
import { unitTypes } from '../../directory/model.ts'
import { windowAnswer } from './plans.ts'

export const cascadeAnswer = z.object({
  planId: z.string(),
  /** Tasks that ask units for plans of their own. */
  duties: z.array(
    z.object({
      key: taskKey,
      content: z.string(),
      window: z.optional(windowAnswer),
      expected: z.int(),
      done: z.int(),
    }),
  ),
  /** What a plan of several years sets for each of them. */
  themes: z.array(themeSchema),
  units: z.array(
    z.object({
      unit: z.string(),
      name: z.string(),
      type: z.optional(z.enum(unitTypes)),
      isAsked: z.boolean(),
      /** It has answered, by issuing or by handing in a file. */
      isDone: z.boolean(),
      plans: z.array(
        z.object({
          planId: z.string(),
          number: z.string(),
          title: z.string(),
          date: isoDate,
          issuedAt: instant,
          year: z.int(),
          /** It cites this plan; otherwise only its year is the same. */
          isLinked: z.boolean(),
        }),
      ),
      below: z.int(),
      belowIssued: z.int(),
    }),
  ),
})
