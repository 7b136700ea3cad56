/**
 * The private calendar address of a unit or a person: one at a time, and dead as soon as it is replaced or revoked. The address holds a
 * secret that its owner's browser made; here only its SHA-256 is kept, so nobody who reads the record can open the calendar.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { type Happened, happen } from '../../events/event.ts'
import { type feedEvents, feedOpened, feedRevoked } from '../../events/feed.ts'
import type { Aggregate, Decision } from '../log/aggregate.ts'
import { refuse } from '../log/refusal.ts'

export type FeedEvent = Happened<(typeof feedEvents)[number]>

export interface FeedState {
  readonly feedId: string
  /** `unt_…` or `per_…`. */
  readonly owner: string
  /** Absent once it is revoked. */
  readonly secretSha256?: string
}

export type FeedCommand = { readonly type: 'open'; readonly secretSha256: string } | { readonly type: 'revoke' }

const ID_CHARACTERS = 26

/** One feed an owner. The id stands in addresses, so it tells nobody whose it is. */
export function feedIdOf(owner: string): string {
  return `fed_${createHash('sha256').update(`feed\n${owner}`).digest('hex').slice(0, ID_CHARACTERS)}`
}

/** Does this secret open the calendar? */
export function opensFeed(feed: FeedState, secret: string): boolean {
  const { secretSha256 } = feed
  return secretSha256 !== undefined && timingSafeEqual(createHash('sha256').update(secret).digest(), Buffer.from(secretSha256, 'hex'))
}

/** The owner is part of who the feed is, not of what is ordered: nobody can order one for another. */
export function feedAggregateOf(owner: string): Aggregate<FeedState, FeedCommand, FeedEvent> {
  const feedId = feedIdOf(owner)
  return { ...feedAggregate, decide: (feed, order) => decide(feed, order, { feedId, owner }) }
}

type Of = Pick<FeedState, 'feedId' | 'owner'>

function decide(feed: FeedState | undefined, order: FeedCommand, of: Of): Decision<FeedEvent> {
  if (order.type === 'open') {
    const { secretSha256 } = order
    return feed?.secretSha256 === secretSha256 ? [] : [happen(feedOpened, { ...of, secretSha256 })]
  }
  if (feed === undefined) return refuse('not-found')
  return feed.secretSha256 === undefined ? [] : [happen(feedRevoked, of)]
}

/** For reading logs of any owner; commands go through `feedAggregateOf`. */
export const feedAggregate: Aggregate<FeedState, FeedCommand, FeedEvent> = {
  kind: 'feed',
  decide: (feed, order) => (feed === undefined ? refuse('not-found') : decide(feed, order, feed)),
  evolve: (_feed, event) => {
    const { feedId, owner } = event.data
    return event.name === 'feed.opened' ? { feedId, owner, secretSha256: event.data.secretSha256 } : { feedId, owner }
  },
  // It stands in no list: whoever may know of it names its owner or its id.
  listing: () => ({ row: '{}' }),
}
