/** What SES says became of a mail, found again by the tag the mail carried. */
import * as z from 'zod/mini'
import { SYSTEM } from '../../events/event.ts'
import { command, commandTogether, type Order } from '../log/command.ts'
import { Permanent, type World } from '../ports.ts'
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

export async function recordDelivery(message: Message, { store, clock }: Pick<World, 'store' | 'clock'>): Promise<void> {
  const reported = reportedOrder(message, clock.now())
  if (reported !== undefined) await command(store, noticeAggregate, reported.id, reported.order, reported.context)
}

/** Reports of many mails in one transaction; those of one mail count in the order in which SES gave them. */
export async function recordDeliveries(messages: readonly Message[], { store, clock }: Pick<World, 'store' | 'clock'>): Promise<void> {
  await commandTogether(
    store,
    messages.flatMap((message) => reportedOrder(message, clock.now()) ?? []),
  )
}

/** Nothing for mail that is not a notice of ours, such as a sign-in code, and for reports that change nothing. */
function reportedOrder(message: Message, at: string): Order<NoticeState, NoticeCommand, NoticeEvent> | undefined {
  const parsed = reportSchema.safeParse(message.detail)
  if (!parsed.success) throw new Permanent(`not a report of SES: ${parsed.error.issues[0]?.path.join('.')}`)
  const id = parsed.data.mail.tags?.notice?.[0]
  const order = orderOf(parsed.data)
  if (id === undefined || order === undefined) return undefined
  const context = { at, actor: SYSTEM, correlationId: `mail#${parsed.data.mail.messageId}`, causationId: message.id }
  return { aggregate: noticeAggregate, id, order, context }
}

function orderOf(report: Report): NoticeCommand | undefined {
  const { messageId, timestamp } = report.mail
  switch (report.eventType) {
    case 'Send':
      return { type: 'record-sent', messageId, sentAt: new Date(timestamp).toISOString() }
    case 'Delivery':
      return { type: 'record-delivered', messageId }
    case 'Bounce':
      // A transient bounce (mailbox full) is retried by SES itself and may still arrive.
      return report.bounce?.bounceType === 'Transient'
        ? undefined
        : { type: 'record-bounced', reason: report.bounce?.bounceType ?? 'Undetermined' }
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
