/** What SES says became of a mail, found again by the tag the mail carried. */
import * as z from 'zod/mini'
import { SYSTEM } from '../../events/event.ts'
import { command, commandTogether, type Order, stateOf, streamOf } from '../log/command.ts'
import { type EventStore, Permanent, type World } from '../ports.ts'
import { type NoticeCommand, type NoticeEvent, type NoticeState, noticeAggregate } from './notice.ts'

/** https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html: the parts read here. */
const reportSchema = z.object({
  eventType: z.string(),
  mail: z.object({ messageId: z.string(), timestamp: z.string(), tags: z.optional(z.record(z.string(), z.array(z.string()))) }),
  bounce: z.optional(z.object({ bounceType: z.string() })),
  reject: z.optional(z.object({ reason: z.string() })),
  failure: z.optional(z.object({ errorMessage: z.string() })),
})

type Report = z.infer<typeof reportSchema>

interface Message {
  readonly id: string
  readonly detail: unknown
}

type Reported = Order<NoticeState, NoticeCommand, NoticeEvent>

export async function recordDelivery(message: Message, { store, clock }: Pick<World, 'store' | 'clock'>): Promise<void> {
  for (const { id, order, context } of await meant(reportedOrder(message, clock.now()), store)) {
    await command(store, noticeAggregate, id, order, context)
  }
}

/** Reports of many mails in one transaction; those of one mail count in the order in which SES gave them. */
export async function recordDeliveries(messages: readonly Message[], { store, clock }: Pick<World, 'store' | 'clock'>): Promise<void> {
  const reported = messages.flatMap((message) => reportedOrder(message, clock.now()))
  await commandTogether(store, await meant(reported, store))
}

/** SES reports it once it has given up trying, and also when an automatic answer ("out of office") comes back of a mail that arrived. */
const TRANSIENT = 'Transient'

/**
 * All but automatic answers: what a mail server has taken, or somebody has read, did not stay away for a full mailbox.
 * https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html#bounce-types
 */
async function meant(reported: readonly Reported[], store: EventStore): Promise<readonly Reported[]> {
  const doubtful = reported.filter(({ order }) => order.type === 'record-bounced' && order.reason === TRANSIENT)
  if (doubtful.length === 0) return reported
  const stored = await store.loadMany([...new Set(doubtful.map(({ id }) => id))].map((id) => streamOf('notice', id)))
  const arrived = new Set(reported.flatMap(({ id, order }) => (order.type === 'record-delivered' ? id : [])))
  for (const notice of stored.flatMap((one) => stateOf<NoticeState>(one) ?? [])) {
    if (notice.delivered || notice.acknowledgedAt !== undefined) arrived.add(notice.noticeId)
  }
  return reported.filter((one) => !doubtful.includes(one) || !arrived.has(one.id))
}

/** Nothing for mail that is not a notice of ours, such as a sign-in code, and for reports that change nothing. */
function reportedOrder(message: Message, at: string): readonly Reported[] {
  const parsed = reportSchema.safeParse(message.detail)
  if (!parsed.success) throw new Permanent(`not a report of SES: ${parsed.error.issues[0]?.path.join('.')}`)
  const id = parsed.data.mail.tags?.notice?.[0]
  const order = orderOf(parsed.data)
  if (id === undefined || order === undefined) return []
  const context = { at, actor: SYSTEM, correlationId: `mail#${parsed.data.mail.messageId}`, causationId: message.id }
  return [{ aggregate: noticeAggregate, id, order, context }]
}

function orderOf(report: Report): NoticeCommand | undefined {
  const { messageId, timestamp } = report.mail
  switch (report.eventType) {
    case 'Send':
      return { type: 'record-sent', messageId, sentAt: new Date(timestamp).toISOString() }
    case 'Delivery':
      return { type: 'record-delivered', messageId }
    case 'Bounce':
      return { type: 'record-bounced', reason: report.bounce?.bounceType ?? 'Undetermined' }
    case 'Complaint':
      return { type: 'record-complained' }
    case 'Reject':
      return { type: 'record-bounced', reason: report.reject?.reason ?? 'Rejected' }
    case 'Rendering Failure':
      return { type: 'record-bounced', reason: 'rendering-failure' }
    default:
      return undefined
  }
}
