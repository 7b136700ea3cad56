import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { happen } from '../../events/event.ts'
import { feedOpened, feedRevoked } from '../../events/feed.ts'
import { given } from '../log/given.test-support.ts'
import { feedAggregate, feedAggregateOf, feedIdOf, opensFeed } from './feed.ts'

const owner = 'unt_thpt-mau'
const feedId = feedIdOf(owner)
const aggregate = feedAggregateOf(owner)
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')
const opened = (secret: string) => happen(feedOpened, { feedId, owner, secretSha256: hashOf(secret) })
const revoked = happen(feedRevoked, { feedId, owner })

describe('a private calendar address', () => {
  it('opens with its secret, and its record holds only the hash of that', () => {
    const outcome = given(aggregate).when({ type: 'open', secretSha256: hashOf('mot') })
    outcome.happens(opened('mot'))
    expect(opensFeed(outcome.state(), 'mot')).toBe(true)
    expect(opensFeed(outcome.state(), 'hai')).toBe(false)
    expect(JSON.stringify(outcome.state())).not.toContain('mot"')
  })

  it('dies when it is replaced', () => {
    const state = given(aggregate, opened('mot'))
      .when({ type: 'open', secretSha256: hashOf('hai') })
      .state()
    expect([opensFeed(state, 'mot'), opensFeed(state, 'hai')]).toEqual([false, true])
  })

  it('dies when it is taken back, and can be made anew', () => {
    const state = given(aggregate, opened('mot')).when({ type: 'revoke' }).state()
    expect(opensFeed(state, 'mot')).toBe(false)
    given(aggregate, opened('mot'), revoked)
      .when({ type: 'open', secretSha256: hashOf('hai') })
      .happens(opened('hai'))
  })

  it('is taken back once, and only where there is one', () => {
    given(aggregate, opened('mot'), revoked).when({ type: 'revoke' }).changesNothing()
    given(aggregate).when({ type: 'revoke' }).isRefused('not-found')
  })

  it('made again with the same secret is the same address', () => {
    given(aggregate, opened('mot'))
      .when({ type: 'open', secretSha256: hashOf('mot') })
      .changesNothing()
  })

  it('has an id that does not tell whose it is', () => {
    expect(feedId).toMatch(/^fed_[0-9a-f]{26}$/)
    expect(feedIdOf('per_a')).not.toBe(feedIdOf('per_b'))
  })

  it('stands in no list', () => {
    expect(feedAggregate.listing({ feedId, owner })).toEqual({ row: '{}' })
  })
})
