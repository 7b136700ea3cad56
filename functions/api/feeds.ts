/** The private calendar address of the caller's unit, or the caller's own: whether there is one, making it, taking it back. */
import { openFeed, readFeed, revokeFeed } from '../../shared/api/feeds.ts'
import { type FeedCommand, type FeedState, feedAggregateOf, feedIdOf } from '../../shared/calendar/feed.ts'
import { feedView } from '../../shared/calendar/feed-view.ts'
import { command, stateOf, streamOf } from '../../shared/log/command.ts'
import { isRefusal } from '../../shared/log/refusal.ts'
import type { World } from '../../shared/ports.ts'
import { api, type Call, endpoint, type Found } from '../runtime/api.ts'
import { basics } from '../runtime/environment.ts'

type Effects = Pick<World, 'store' | 'clock'>
type FeedCall = Call<unknown, unknown, Effects>

/** Nobody can name another's: it is the caller's unit or the caller. */
async function theOwner({ params, actor }: FeedCall): Promise<Found<string>> {
  return params.whose === 'unit'
    ? { resource: { unit: actor.unit }, loaded: actor.unit }
    : { resource: { person: actor.person }, loaded: actor.person }
}

async function order(call: FeedCall, owner: string, given: FeedCommand) {
  const done = await command(call.world.store, feedAggregateOf(owner), feedIdOf(owner), given, call.context)
  return isRefusal(done) ? done : { body: feedView(owner, done.state), version: done.version }
}

export const { answer, handler } = api<Effects>(
  [
    endpoint(readFeed, theOwner, async ({ world }, owner) => {
      const stored = await world.store.load(streamOf('feed', feedIdOf(owner)))
      return { body: feedView(owner, stateOf<FeedState>(stored)), version: stored?.version ?? 0 }
    }),
    endpoint(openFeed, theOwner, (call, owner) => order(call, owner, { type: 'open', secretSha256: call.body.secretSha256 })),
    endpoint(revokeFeed, theOwner, (call, owner) => order(call, owner, { type: 'revoke' })),
  ],
  basics,
)
