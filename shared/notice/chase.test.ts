import { describe, expect, test } from 'vitest'
import { silentAmong } from './chase.ts'
import type { DeliveryState, NoticeRow } from './notice.ts'

const TODAY = '2021-03-02'
const BEFORE = '2021-02-20T02:00:00.000Z'
/** 23:30 of the day before in Hà Nội. */
const LAST_NIGHT = '2021-03-01T16:30:00.000Z'
const THIS_MORNING = '2021-03-01T17:30:00.000Z'

const mail = (recipient: string, delivery: DeliveryState, queuedAt = BEFORE, noticeId = `${recipient}-${delivery}`): NoticeRow => ({
  noticeId,
  kind: 'plan-issued',
  planId: 'pln_1',
  recipient,
  contact: 1,
  queuedAt,
  delivery,
})

describe('who is silent', () => {
  test.each<[string, readonly NoticeRow[], readonly string[]]>([
    ['who got it and said nothing', [mail('a', 'sent'), mail('b', 'delivered')], ['a-sent', 'b-delivered']],
    ['not who said so, to whichever mail', [mail('a', 'delivered'), mail('a', 'acknowledged', LAST_NIGHT)], []],
    ['not whose mail is under way, came back or was held back', [mail('a', 'queued'), mail('b', 'bounced'), mail('c', 'cancelled')], []],
    ['who got it at the second address, there', [mail('a', 'bounced'), mail('a', 'sent')], ['a-sent']],
    ['not who got it today', [mail('a', 'delivered'), mail('a', 'sent', THIS_MORNING)], []],
    ['not who will get it today', [mail('a', 'delivered'), mail('a', 'queued', THIS_MORNING)], []],
    ['who got it last night: a new day has begun in Hà Nội', [mail('a', 'sent', LAST_NIGHT)], ['a-sent']],
    ['whose mail of today was held back', [mail('a', 'delivered'), mail('a', 'cancelled', THIS_MORNING)], ['a-delivered']],
    ['once, by the newest', [mail('a', 'sent', LAST_NIGHT, 'new'), mail('a', 'sent', BEFORE, 'old')], ['new']],
  ])('%s', (_who, rows, found) => {
    expect(silentAmong(rows, TODAY).map(({ noticeId }) => noticeId)).toEqual(found)
  })
})
