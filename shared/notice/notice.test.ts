import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { happen } from '../../events/event.ts'
import {
  noticeAcknowledged,
  noticeBounced,
  noticeCancelled,
  noticeComplained,
  noticeDelivered,
  noticeQueued,
  noticeSent,
} from '../../events/notice.ts'
import { fold } from '../log/aggregate.ts'
import { given as givenOf } from '../log/given.test-support.ts'
import { isRefusal } from '../log/refusal.ts'
import { deliveryOf, isWaiting, type NoticeCommand, type NoticeEvent, type NoticeState, noticeAggregate } from './notice.ts'

const given = (...events: readonly NoticeEvent[]) => givenOf(noticeAggregate, ...events)

const noticeId = 'ntc_1'
const planId = 'pln_1'
const recipient = 'unt_thpt-cay-da'
const messageId = '0102018f'
const at = '2021-03-01T02:00:00.000Z'
const sentAt = '2021-03-01T02:00:05.000Z'

const notice = {
  noticeId,
  kind: 'reminder' as const,
  planId,
  key: '8',
  recipient,
  name: 'Trường THPT Cây Đa',
  address: 'vanthu@thpt-cay-da.thidua.test',
  contact: 1,
  facts: { daysLeft: 7 },
}
const queued = happen(noticeQueued, { ...notice, queuedAt: at })

const orders = {
  sent: { type: 'record-sent', messageId, sentAt },
  delivered: { type: 'record-delivered', messageId },
  bounced: { type: 'record-bounced', reason: 'Permanent' },
  complained: { type: 'record-complained' },
  acknowledged: { type: 'acknowledge' },
  cancelled: { type: 'cancel', reason: 'already-handed-in' },
} satisfies Record<string, NoticeCommand>

const events = {
  sent: happen(noticeSent, { noticeId, messageId, sentAt }),
  delivered: happen(noticeDelivered, { noticeId, messageId }),
  bounced: happen(noticeBounced, { noticeId, planId, recipient, reason: 'Permanent' }),
  complained: happen(noticeComplained, { noticeId, planId, recipient }),
  acknowledged: happen(noticeAcknowledged, { noticeId, planId, acknowledgedAt: at }),
  cancelled: happen(noticeCancelled, { noticeId, reason: 'already-handed-in' }),
}

type Report = keyof typeof orders
const reports = Object.keys(orders) as Report[]

/** The state after these reports came in this order. */
function stateAfter(...came: readonly Report[]): NoticeState {
  const happened: NoticeEvent[] = [queued]
  for (const report of came) {
    const state = fold(noticeAggregate, undefined, happened)
    const decision = noticeAggregate.decide(state, orders[report], { at, person: 'system' })
    if (!isRefusal(decision)) happened.push(...decision)
  }
  return fold(noticeAggregate, undefined, happened) ?? notice
}

describe('a notice', () => {
  it('is queued once', () => {
    given().when({ type: 'queue', notice }).happens(queued)
    given(queued)
      .when({ type: 'queue', notice: { ...notice, address: 'khac@thidua.test' } })
      .changesNothing()
  })

  it.each(reports)('is queued before it can be %s', (report) => given().when(orders[report]).isRefused('not-found'))

  it.each(reports)('can be %s, once', (report) => {
    given(queued).when(orders[report], { at }).happens(events[report])
    given(queued, events[report]).when(orders[report], { at }).changesNothing()
  })

  it.each<[Report, boolean]>([
    ['sent', false],
    ['delivered', false],
    ['bounced', false],
    ['cancelled', false],
    ['acknowledged', true],
    ['complained', true],
  ])('once %s, waits to be sent: %s', (report, expected) => {
    expect(isWaiting(stateAfter())).toBe(true)
    expect(isWaiting(stateAfter(report))).toBe(expected)
  })

  it('is held back only while it waits', () => {
    for (const report of ['sent', 'delivered', 'bounced'] as const) given(queued, events[report]).when(orders.cancelled).changesNothing()
  })
})

describe('the word for where a notice is', () => {
  it.each<[string, readonly Report[]]>([
    ['queued', []],
    ['sent', ['sent']],
    ['delivered', ['sent', 'delivered']],
    ['delivered', ['delivered']],
    ['bounced', ['sent', 'bounced']],
    ['bounced', ['sent', 'delivered', 'bounced']],
    ['acknowledged', ['sent', 'bounced', 'acknowledged']],
    ['acknowledged', ['sent', 'delivered', 'acknowledged', 'complained']],
    ['acknowledged', ['acknowledged']],
    ['cancelled', ['cancelled']],
    ['acknowledged', ['cancelled', 'acknowledged']],
  ])('is %s after %j', (word, came) => expect(deliveryOf(stateAfter(...came))).toBe(word))
})

describe('reports of one notice', () => {
  const came = fc.array(fc.constantFrom<Report>('sent', 'delivered', 'bounced', 'complained', 'acknowledged'), {
    minLength: 1,
    maxLength: 8,
  })

  it('lead to the same state in whatever order and however often they come', () => {
    const orders = came.chain((reports) => fc.tuple(fc.constant(reports), fc.shuffledSubarray(reports, { minLength: reports.length })))
    fc.assert(
      fc.property(orders, ([reports, shuffled]) => {
        expect(stateAfter(...shuffled)).toEqual(stateAfter(...reports))
        expect(stateAfter(...reports, ...shuffled)).toEqual(stateAfter(...reports))
      }),
      { numRuns: 500 },
    )
  })
})

describe('a notice in lists', () => {
  it('stands with its plan by kind and task, and with its recipient', () => {
    expect(noticeAggregate.listing(stateAfter('sent'))).toEqual({
      list: 'notice#pln_1',
      listSort: 'reminder#8#unt_thpt-cay-da#ntc_1',
      shelf: 'unit#unt_thpt-cay-da',
      shelfSort: 'notice#ntc_1',
      row: JSON.stringify({ noticeId, kind: 'reminder', planId, key: '8', recipient, delivery: 'sent', contact: 1, queuedAt: at }),
    })
  })
})
