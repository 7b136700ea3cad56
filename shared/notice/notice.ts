/** One mail to one recipient, and what became of it. */
import { type Happened, happen } from '../../events/event.ts'
import {
  noticeAcknowledged,
  noticeBounced,
  noticeCancelled,
  noticeComplained,
  noticeDelivered,
  type noticeEvents,
  noticeQueued,
  noticeSent,
} from '../../events/notice.ts'
import type { Aggregate, Decision } from '../log/aggregate.ts'
import { refuse } from '../log/refusal.ts'
import type { Listing } from '../ports.ts'

export type NoticeEvent = Happened<(typeof noticeEvents)[number]>
export type QueuedNotice = Happened<typeof noticeQueued>['data']

export interface NoticeState extends QueuedNotice {
  readonly sentAt?: string
  readonly messageId?: string
  readonly delivered?: true
  readonly bounced?: string
  readonly complained?: true
  readonly acknowledgedAt?: string
  readonly cancelled?: string
}

export type NoticeCommand =
  | { readonly type: 'queue'; readonly notice: QueuedNotice }
  | { readonly type: 'record-sent'; readonly messageId: string; readonly sentAt: string }
  | { readonly type: 'record-delivered'; readonly messageId: string }
  | { readonly type: 'record-bounced'; readonly reason: string }
  | { readonly type: 'record-complained' }
  | { readonly type: 'acknowledge' }
  | { readonly type: 'cancel'; readonly reason: string }

export type DeliveryState = 'queued' | 'sent' | 'delivered' | 'bounced' | 'acknowledged' | 'cancelled'

/** The one word for where a mail is. An acknowledgement outranks whatever the mail servers said. */
export function deliveryOf(notice: NoticeState): DeliveryState {
  if (notice.acknowledgedAt !== undefined) return 'acknowledged'
  if (notice.bounced !== undefined) return 'bounced'
  if (notice.cancelled !== undefined) return 'cancelled'
  if (notice.delivered) return 'delivered'
  return notice.messageId === undefined ? 'queued' : 'sent'
}

/** Still to be handed to SES. */
export function isWaiting(notice: NoticeState): boolean {
  return notice.messageId === undefined && notice.cancelled === undefined && notice.bounced === undefined
}

/** A mail's line in the lists it stands in. */
export type NoticeRow = Pick<NoticeState, 'noticeId' | 'kind' | 'planId' | 'key' | 'recipient' | 'contact' | 'queuedAt'> & {
  readonly delivery: DeliveryState
}

/** A mail is queued once, however often it is decided. */
export function queue(
  notice: NoticeState | undefined,
  order: Extract<NoticeCommand, { type: 'queue' }>,
  context: { at: string },
): Decision<Happened<typeof noticeQueued>> {
  return notice === undefined ? [happen(noticeQueued, { ...order.notice, queuedAt: context.at })] : []
}

function decide(notice: NoticeState | undefined, order: NoticeCommand, context: { at: string }): Decision<NoticeEvent> {
  if (order.type === 'queue') return queue(notice, order, context)
  if (notice === undefined) return refuse('not-found')
  const { noticeId, recipient } = notice
  const { planId } = notice
  switch (order.type) {
    case 'record-sent':
      // SES may have reported the delivery before whoever sent the mail got to say so.
      return notice.sentAt === undefined ? [happen(noticeSent, { noticeId, messageId: order.messageId, sentAt: order.sentAt })] : []
    case 'record-delivered':
      return notice.delivered ? [] : [happen(noticeDelivered, { noticeId, messageId: order.messageId })]
    case 'record-bounced':
      return notice.bounced === undefined ? [happen(noticeBounced, { noticeId, planId, recipient, reason: order.reason })] : []
    case 'record-complained':
      return notice.complained ? [] : [happen(noticeComplained, { noticeId, planId, recipient })]
    case 'acknowledge':
      return notice.acknowledgedAt === undefined ? [happen(noticeAcknowledged, { noticeId, planId, acknowledgedAt: context.at })] : []
    case 'cancel':
      return isWaiting(notice) ? [happen(noticeCancelled, { noticeId, reason: order.reason })] : []
  }
}

function evolve(notice: NoticeState | undefined, event: NoticeEvent): NoticeState {
  if (event.name === 'notice.queued') return event.data
  if (notice === undefined) throw new Error(`${event.name} before notice.queued`)
  switch (event.name) {
    case 'notice.sent':
      return { ...notice, sentAt: event.data.sentAt, messageId: event.data.messageId }
    case 'notice.delivered':
      return { ...notice, delivered: true, messageId: event.data.messageId }
    case 'notice.bounced':
      return { ...notice, bounced: event.data.reason }
    case 'notice.complained':
      return { ...notice, complained: true }
    case 'notice.acknowledged':
      return { ...notice, acknowledgedAt: event.data.acknowledgedAt }
    case 'notice.cancelled':
      return { ...notice, cancelled: event.data.reason }
  }
}

/** The lists a mail stands in: those of its plan, and those of its recipient. */
export function noticeListing(notice: NoticeState): Listing {
  return {
    list: `notice#${notice.planId ?? 'none'}`,
    listSort: `${notice.kind}#${notice.key ?? ''}#${notice.recipient}#${notice.noticeId}`,
    shelf: `unit#${notice.recipient}`,
    shelfSort: `notice#${notice.noticeId}`,
    row: JSON.stringify({
      noticeId: notice.noticeId,
      kind: notice.kind,
      planId: notice.planId,
      key: notice.key,
      recipient: notice.recipient,
      delivery: deliveryOf(notice),
      contact: notice.contact,
      queuedAt: notice.queuedAt,
    } satisfies NoticeRow),
  }
}

export const noticeAggregate: Aggregate<NoticeState, NoticeCommand, NoticeEvent> = {
  kind: 'notice',
  decide,
  evolve,
  listing: noticeListing,
}
