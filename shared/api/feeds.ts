/** Routes about private calendar addresses: having one, taking it back, and the calendar itself. */
import * as z from 'zod/mini'
import { sha256Hex } from '../../events/words.ts'
import { defineRoute } from './route.ts'

export const readFeed = defineRoute({
  method: 'GET',
  path: '/api/feeds/{whose}',
  action: 'feed.read',
  summary: 'Whether the unit I act for (`unit`), or I myself (`person`), has a calendar address',
})

export const openFeed = defineRoute({
  method: 'PUT',
  path: '/api/feeds/{whose}',
  action: 'feed.manage',
  summary: 'Make the calendar address, or replace it: the caller makes the secret and tells only its SHA-256',
  body: z.strictObject({ secretSha256: sha256Hex }),
})

export const revokeFeed = defineRoute({
  method: 'DELETE',
  path: '/api/feeds/{whose}',
  action: 'feed.manage',
  summary: 'Take the calendar address back',
})

export const readCalendar = defineRoute({
  method: 'GET',
  path: '/api/calendar/{feedId}/{secret}',
  action: 'work.list',
  open: 'by-secret',
  summary: 'The calendar itself (iCalendar), for calendar programs; whoever knows the address may read it',
})

export const feedRoutes = [readFeed, openFeed, revokeFeed] as const
export const calendarRoutes = [readCalendar] as const
