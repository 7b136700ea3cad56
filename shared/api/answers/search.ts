/** What a search answers with: of each kind how many there are, and the first of them. */
import * as z from 'zod/mini'
import { isoDate, taskKey } from '../../../events/words.ts'
import { roleNames, unitTypes } from '../../directory/model.ts'
import { standingState } from './plans.ts'

const hitsOf = <Hit extends z.ZodMiniType>(hit: Hit) => z.object({ found: z.int(), hits: z.array(hit) })

const taskLine = {
  planId: z.string(),
  /** Of the plan. */
  number: z.string(),
  key: taskKey,
  reference: z.optional(taskKey),
  content: z.string(),
}

export const searchAnswer = z.object({
  plans: hitsOf(
    z.object({
      planId: z.string(),
      number: z.string(),
      title: z.string(),
      date: isoDate,
      status: z.enum(['reading', 'draft', 'issued', 'ended']),
      /** The caller follows it. */
      follows: z.boolean(),
    }),
  ),
  tasks: hitsOf(
    z.object({
      ...taskLine,
      /** The caller's unit, where it owes the task. */
      unit: z.optional(z.string()),
      follows: z.boolean(),
    }),
  ),
  handIns: hitsOf(
    z.object({
      ...taskLine,
      unit: z.string(),
      unitName: z.optional(z.string()),
      state: standingState,
      late: z.boolean(),
      files: z.int(),
    }),
  ),
  units: hitsOf(z.object({ unit: z.string(), name: z.string(), type: z.enum(unitTypes), mayRead: z.boolean() })),
  people: hitsOf(
    z.object({
      person: z.string(),
      name: z.string(),
      roles: z.array(z.object({ role: z.enum(roleNames), unit: z.string(), unitName: z.string() })),
    }),
  ),
})
