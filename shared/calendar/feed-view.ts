/** What the page of calendars knows of a feed. */
import { type FeedState, feedIdOf } from './feed.ts'

export function feedView(owner: string, feed: FeedState | undefined) {
  return { feedId: feedIdOf(owner), isOpen: feed?.secretSha256 !== undefined }
}
