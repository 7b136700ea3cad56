import { describe, expect, it } from 'vitest'
import { happen } from '../../events/event.ts'
import {
  subscriptionAnswered,
  subscriptionClosed,
  subscriptionOpened,
  subscriptionQueued,
  subscriptionSuspended,
  subscriptionTested,
  subscriptionTestQueued,
  subscriptionUnanswered,
} from '../../events/subscription.ts'
import { given } from '../log/given.test-support.ts'
import { type SubscriptionEvent, subscriptionAggregate, TRIES_MAX } from './subscription.ts'

const subscriptionId = 'sub_0a1b2c3d4e5f60718293a4b5c6'
const at = '2021-03-01T02:00:00.000Z'
const opening = { subscriptionId, unit: 'unt_so', url: 'https://nhan.example.vn/', secretId: 'sec_1', after: 5 }
const opened = happen(subscriptionOpened, { ...opening, by: 'per_tran-thi-sen', openedAt: at })
const queued = (after: number, round: number) => happen(subscriptionQueued, { subscriptionId, after, round })
const answered = (through: number) => happen(subscriptionAnswered, { subscriptionId, through, at })
const unanswered = (after: number) => happen(subscriptionUnanswered, { subscriptionId, after, reason: '500', at })
const suspended = (after: number) => happen(subscriptionSuspended, { subscriptionId, after, reason: '500', at })
const closed = happen(subscriptionClosed, { subscriptionId })
const testQueued = happen(subscriptionTestQueued, { subscriptionId, at })
const given_ = (...events: readonly SubscriptionEvent[]) => given(subscriptionAggregate, ...events)

describe('a subscription', () => {
  it('is opened once, by whoever opens it, and listens from there on', () => {
    given_()
      .when({ type: 'open', ...opening })
      .happens(opened)
    given_(opened)
      .when({ type: 'open', ...opening, secretId: 'sec_2' })
      .changesNothing()
  })

  it('is in the list of its body until it is closed', () => {
    const open = given_()
      .when({ type: 'open', ...opening })
      .state()
    expect(subscriptionAggregate.listing(open)).toMatchObject({ list: 'subscription', listSort: `unt_so#${subscriptionId}` })
    const over = given_(opened).when({ type: 'close' }).state()
    expect(subscriptionAggregate.listing(over).list).toBeUndefined()
  })

  it('once closed exists for nobody', () => {
    for (const type of ['wake', 'test', 'close'] as const) given_(opened, closed).when({ type }).isRefused('not-found')
    given_().when({ type: 'wake' }).isRefused('not-found')
  })
})

describe('a round', () => {
  it('begins where the listener is, and one at a time', () => {
    given_(opened).when({ type: 'wake' }).happens(queued(5, 1))
    given_(opened, queued(5, 1)).when({ type: 'wake' }).changesNothing()
    given_(opened, queued(5, 1), answered(7)).when({ type: 'wake' }).happens(queued(7, 2))
  })

  it('is over when everything was answered, and forgets what went wrong before', () => {
    given_(opened, queued(5, 1)).when({ type: 'record', round: 1, through: 7 }).happens(answered(7))
    const after = given_(opened, queued(5, 1), unanswered(5)).when({ type: 'record', round: 1, through: 7 }).state()
    expect(after).toMatchObject({ after: 7, isCalling: false, tries: 0 })
    expect(after.failed).toBeUndefined()
  })

  it('keeps what was answered, and gives what was not all its tries', () => {
    given_(opened, queued(5, 1), unanswered(5))
      .when({ type: 'record', round: 1, through: 6, reason: '500' })
      .happens(answered(6), queued(6, 2))
  })

  it(`is tried ${TRIES_MAX} times and then suspends`, () => {
    const tries = Array.from({ length: TRIES_MAX - 1 }, () => unanswered(5))
    const failing = { type: 'record', round: 1, through: 5, reason: '500' } as const
    given_(opened, queued(5, 1), ...tries.slice(1))
      .when(failing)
      .happens(unanswered(5))
    given_(opened, queued(5, 1), ...tries)
      .when(failing)
      .happens(suspended(5))
  })

  it('of which a later one was begun changes nothing any more', () => {
    given_(opened, queued(5, 1), queued(0, 2)).when({ type: 'record', round: 1, through: 9 }).changesNothing()
    given_(opened, queued(5, 1), answered(7)).when({ type: 'record', round: 1, through: 7 }).changesNothing()
  })
})

describe('a suspended subscription', () => {
  const dead = [opened, queued(5, 1), suspended(5)] as const

  it('is not woken', () =>
    given_(...dead)
      .when({ type: 'wake' })
      .changesNothing())

  it('goes on where it stopped, or from where it is told', () => {
    given_(...dead)
      .when({ type: 'replay', position: 9 })
      .happens(queued(5, 2))
    given_(...dead)
      .when({ type: 'replay', after: 0, position: 9 })
      .happens(queued(0, 2))
    expect(
      given_(...dead)
        .when({ type: 'replay', position: 9 })
        .state(),
    ).toMatchObject({ status: 'open', isCalling: true })
  })

  it('cannot go on from beyond the bulletin', () =>
    given_(...dead)
      .when({ type: 'replay', after: 10, position: 9 })
      .isRefused('no-such-position', { field: 'after', facts: { max: 9 } }))
})

describe('a test call', () => {
  it('is asked for once until it was made', () => {
    given_(opened).when({ type: 'test' }).happens(testQueued)
    given_(opened, testQueued).when({ type: 'test' }).changesNothing()
    const tested = happen(subscriptionTested, { subscriptionId, at, reason: 'timeout' })
    given_(opened, testQueued).when({ type: 'record-test', reason: 'timeout' }).happens(tested)
    given_(opened, testQueued, tested).when({ type: 'record-test' }).changesNothing()
    given_(opened, testQueued, tested).when({ type: 'test' }).happens(testQueued)
  })
})
