/** What becomes of one mail to one recipient. */
import * as z from 'zod/mini'
import { defineEvent } from './event.ts'
import { id, instant, line, taskKey } from './words.ts'

const noticeId = id('ntc')

/** The mails this system sends. Each has its template in `shared/notice/templates/`. */
export const noticeKindSchema = z.enum([
  'plan-issued',
  'plan-amended',
  'reminder',
  'escalation',
  'task-closed',
  'receipt',
  'returned',
  'accepted',
  'extended',
  'extension-ended',
  'file-refused',
  'reaction-failed',
  'role-transferred',
  'role-transfer-cancelled',
])

export type NoticeKind = z.infer<typeof noticeKindSchema>

export const noticeQueued = defineEvent({
  name: 'notice.queued',
  version: 1,
  sentence: 'A mail to one recipient was decided; the outbox holds it.',
  data: z.object({
    noticeId,
    kind: noticeKindSchema,
    planId: z.optional(id('pln')),
    key: z.optional(taskKey),
    /** Unit or person it is for. */
    recipient: z.string(),
    /** The display name in the To header. */
    name: line(),
    address: z.string().check(z.maxLength(254)),
    /** Rank of the unit's contact, from 1; the second is tried when the first bounces. */
    contact: z.int(),
    /** What the template needs beyond the plan itself: task keys owed, days left, reason, … */
    facts: z.record(z.string(), z.unknown()),
    /** When it was decided; absent in the oldest. */
    queuedAt: z.optional(instant),
  }),
  sample: {
    noticeId: 'ntc_0a1b2c',
    kind: 'plan-issued',
    planId: 'pln_01JH0000000000000000000000',
    recipient: 'unt_thpt-mau',
    name: 'Trường THPT Mẫu',
    address: 'vanthu@thpt-mau.thidua.test',
    contact: 1,
    facts: { owes: ['8', '12'] },
    queuedAt: '2021-01-14T02:00:00.000Z',
  },
})

export const noticeSent = defineEvent({
  name: 'notice.sent',
  version: 1,
  sentence: 'SES accepted the mail.',
  data: z.object({ noticeId, messageId: z.string(), sentAt: instant }),
  sample: { noticeId: 'ntc_0a1b2c', messageId: '0102018f', sentAt: '2021-01-14T02:00:05.000Z' },
})

export const noticeDelivered = defineEvent({
  name: 'notice.delivered',
  version: 1,
  sentence: "The recipient's mail server took the mail.",
  data: z.object({ noticeId, messageId: z.string() }),
  sample: { noticeId: 'ntc_0a1b2c', messageId: '0102018f' },
})

export const noticeBounced = defineEvent({
  name: 'notice.bounced',
  version: 1,
  sentence: 'The mail came back: nobody got it.',
  data: z.object({ noticeId, planId: z.optional(id('pln')), recipient: z.string(), reason: z.string() }),
  sample: { noticeId: 'ntc_0a1b2c', planId: 'pln_01JH0000000000000000000000', recipient: 'unt_thpt-mau', reason: 'Permanent' },
})

export const noticeComplained = defineEvent({
  name: 'notice.complained',
  version: 1,
  sentence: 'The recipient marked the mail as unwanted.',
  data: z.object({ noticeId, planId: z.optional(id('pln')), recipient: z.string() }),
  sample: { noticeId: 'ntc_0a1b2c', recipient: 'unt_thpt-mau' },
})

export const noticeAcknowledged = defineEvent({
  name: 'notice.acknowledged',
  version: 1,
  sentence: 'The recipient pressed the button that says: read.',
  data: z.object({ noticeId, planId: z.optional(id('pln')), acknowledgedAt: instant }),
  sample: { noticeId: 'ntc_0a1b2c', acknowledgedAt: '2021-01-15T01:00:00.000Z' },
})

/** No retry remedies it: sent without effect and now held back, such as a reminder whose task was done in the meantime. */
export const noticeCancelled = defineEvent({
  name: 'notice.cancelled',
  version: 1,
  sentence: 'The mail was held back because its reason was gone when its turn came.',
  data: z.object({ noticeId, reason: z.string() }),
  sample: { noticeId: 'ntc_0a1b2c', reason: 'already-handed-in' },
})

export const noticeEvents = [
  noticeQueued,
  noticeSent,
  noticeDelivered,
  noticeBounced,
  noticeComplained,
  noticeAcknowledged,
  noticeCancelled,
] as const
