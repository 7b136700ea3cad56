/** A calendar feed, for calendar programs that cannot sign in: the address holds the secret. A wrong or dead one does not exist. */
import { readCalendar } from '../../shared/api/feeds.ts'
import { dynamoRegisters } from '../../shared/aws/registers.ts'
import { required } from '../../shared/aws/table.ts'
import { type FeedState, opensFeed } from '../../shared/calendar/feed.ts'
import { feedCalendar } from '../../shared/calendar/feed-calendar.ts'
import { loadDirectory } from '../../shared/directory/load.ts'
import { stateOf, streamOf } from '../../shared/log/command.ts'
import { refuse } from '../../shared/log/refusal.ts'
import type { World } from '../../shared/ports.ts'
import { basics } from '../runtime/environment.ts'
import { openApi } from '../runtime/open-api.ts'

type Effects = Pick<World, 'store' | 'clock' | 'registers'> & { readonly portalUrl: string }

export const { answer, handler } = openApi<Effects>(
  readCalendar,
  async ({ params, world }) => {
    const { feedId = '', secret = '' } = params
    const feed = stateOf<FeedState>(await world.store.load(streamOf('feed', feedId)))
    if (feed === undefined || !opensFeed(feed, secret.replace(/\.ics$/, ''))) return refuse('not-found')
    const directory = await loadDirectory(world)
    const text = await feedCalendar(feed.owner, { ...world, directory, at: world.clock.now() })
    return { file: { type: 'text/calendar; charset=utf-8', name: 'lich-thi-dua.ics', text } }
  },
  () => {
    const base = basics()
    return { ...base, registers: dynamoRegisters(base.table), portalUrl: required('PORTAL_URL') }
  },
)
