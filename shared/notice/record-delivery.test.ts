/** Bounces that SES calls transient. What becomes of all other reports is the simulation's and the local cloud's. */
import { beforeEach, describe, expect, it } from 'vitest'
import { SYSTEM } from '../../events/event.ts'
import { command, stateOf, streamOf } from '../log/command.ts'
import { movedClock } from '../memory/clock.ts'
import { type MemoryEventStore, memoryEventStore } from '../memory/event-store.ts'
import { deliveryOf, type NoticeCommand, type NoticeState, noticeAggregate } from './notice.ts'
import { queueNotices } from './queue.ts'
import { recordDeliveries, recordDelivery } from './record-delivery.ts'

const NOW = '2021-03-01T02:00:00.000Z'
const context = { at: NOW, actor: SYSTEM, correlationId: 'c', causationId: 'c' }
const noticeId = 'ntc_full'

let world: { readonly store: MemoryEventStore; readonly clock: ReturnType<typeof movedClock> }

beforeEach(async () => {
  world = { store: memoryEventStore(), clock: movedClock(NOW) }
  const to = { recipient: 'unt_truong', name: 'Trường Mẫu', address: 'truong@thidua.test', contact: 1 }
  await queueNotices(world.store, [{ noticeId, kind: 'reminder', planId: 'pln_1', key: '8', ...to, facts: {}, queuedAt: NOW }], context)
  await order({ type: 'record-sent', messageId: 'm', sentAt: NOW })
})

const order = (given: NoticeCommand) => command(world.store, noticeAggregate, noticeId, given, context)

const report = (eventType: string, more = {}) => ({
  id: `e-${eventType}`,
  detail: { eventType, mail: { messageId: 'm', timestamp: NOW, tags: { notice: [noticeId] } }, ...more },
})
const delivery = report('Delivery')
const transient = report('Bounce', { bounce: { bounceType: 'Transient' } })

async function became(): Promise<string> {
  const notice = stateOf<NoticeState>(await world.store.load(streamOf('notice', noticeId)))
  return notice === undefined ? 'nothing' : `${deliveryOf(notice)} ${notice.bounced ?? ''}`.trim()
}

// https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_EventDestination.html: SES tells of it when it has given up.
describe('a transient bounce', () => {
  it('of a mail that nobody has taken is one that came back: the mailbox is full, and SES tries no more', async () => {
    await recordDelivery(transient, world)
    expect(await became()).toBe('bounced Transient')
  })

  it('of a mail that arrived is an automatic answer, also when both are told at once', async () => {
    await recordDeliveries([delivery, transient], world)
    expect(await became()).toBe('delivered')
    await recordDelivery(transient, world)
    expect(await became()).toBe('delivered')
  })

  it('of a mail that somebody has read is one too', async () => {
    await order({ type: 'acknowledge' })
    await recordDeliveries([transient, report('Send')], world)
    expect(stateOf<NoticeState>(await world.store.load(streamOf('notice', noticeId)))?.bounced).toBeUndefined()
  })
})
