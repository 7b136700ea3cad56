/** What the routes about mails answer with. */
import * as z from 'zod/mini'
import { noticeKindSchema } from '../../../events/notice.ts'
import { instant, taskKey } from '../../../events/words.ts'
import { delivery } from './plans.ts'

export const noticesAnswer = z.object({
  notices: z.array(
    z.object({
      noticeId: z.string(),
      kind: noticeKindSchema,
      planId: z.optional(z.string()),
      queuedAt: z.optional(instant),
      key: z.optional(taskKey),
      reference: z.optional(taskKey),
      recipient: z.string(),
      /** Rank of the unit's contact, from 1. */
      contact: z.int(),
      delivery,
      name: z.optional(z.string()),
    }),
  ),
  next: z.optional(z.string()),
})

/** What was sent to a unit, and to the caller in person. */
export const unitNoticesAnswer = z.object({
  notices: z.array(
    z.object({
      noticeId: z.string(),
      kind: noticeKindSchema,
      planId: z.optional(z.string()),
      /** Number of its plan, as printed. */
      planNumber: z.optional(z.string()),
      key: z.optional(taskKey),
      reference: z.optional(taskKey),
      /** Whether it was sent to the caller and not to the unit. */
      isPersonal: z.boolean(),
      contact: z.int(),
      delivery,
      /** Absent in the oldest. */
      queuedAt: z.optional(instant),
    }),
  ),
  may: z.object({ acknowledge: z.boolean() }),
})

export const noticeAnswer = z.object({
  noticeId: z.string(),
  kind: noticeKindSchema,
  recipient: z.string(),
  name: z.string(),
  planId: z.optional(z.string()),
  key: z.optional(taskKey),
  /** The unit that a mail to a person tells of. */
  about: z.optional(z.string()),
  /** Of a reaction that gave up: the codes that its mail leaves out, and whoever drives it again needs. */
  failure: z.optional(z.object({ reaction: z.string(), eventId: z.string() })),
  sentAt: z.optional(instant),
  acknowledgedAt: z.optional(instant),
  delivery,
  subject: z.string(),
  html: z.string(),
  text: z.string(),
})
