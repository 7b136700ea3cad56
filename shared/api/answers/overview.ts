/** What the routes of the leader answer with. */
import * as z from 'zod/mini'
import { themeSchema } from '../../../events/plan.ts'
import { instant, isoDate, taskKey } from '../../../events/words.ts'
import { unitTypes } from '../../directory/model.ts'
import { taskState, windowAnswer } from './plans.ts'

export const cascadeAnswer = z.object({
  planId: z.string(),
  /** Tasks that ask units for plans of their own. */
  duties: z.array(
    z.object({
      key: taskKey,
      reference: z.optional(taskKey),
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

const place = { unit: z.string(), name: z.string() }

export const overviewAnswer = z.object({
  ...place,
  /** The units over it, nearest first. */
  above: z.array(z.object(place)),
  today: isoDate,
  plans: z.array(
    z.object({
      planId: z.string(),
      number: z.string(),
      title: z.string(),
      date: isoDate,
      year: z.int(),
      throughYear: z.optional(z.int()),
      tasks: z.array(
        z.object({
          key: taskKey,
          reference: z.optional(taskKey),
          content: z.string(),
          state: taskState,
          window: z.optional(windowAnswer),
          expected: z.int(),
          done: z.int(),
          /** For a task that runs, has a day and is owed by somebody. */
          forecast: z.optional(
            z.object({
              verdict: z.enum(['complete', 'early', 'steady', 'watch', 'risk']),
              daysLeft: z.int(),
              /** How many past tasks it stands on. */
              past: z.optional(z.int()),
              missing: z.optional(z.object({ middle: z.int(), best: z.int(), worst: z.int() })),
            }),
          ),
          /** The share handed in, day by day; for tasks that may slip. */
          pace: z.optional(z.array(z.object({ daysLeft: z.int(), share: z.number() }))),
        }),
      ),
    }),
  ),
  /** How past tasks came in: shares of their units with so many days left. */
  pace: z.object({
    tasks: z.int(),
    typical: z.array(z.object({ daysLeft: z.int(), middle: z.number(), best: z.number(), worst: z.number() })),
  }),
  units: z.array(
    z.object({
      ...place,
      type: z.enum(unitTypes),
      plans: z.array(z.object({ planId: z.string(), number: z.string(), date: isoDate })),
      below: z.int(),
      belowIssued: z.int(),
    }),
  ),
})
