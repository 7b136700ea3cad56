/** Routes about other systems that listen to what happens to the plans of the body I act for. */
import * as z from 'zod/mini'
import { ADDRESS_CHARACTERS_MAX } from '../../events/limits.ts'
import { line } from '../../events/words.ts'
import { defineRoute } from './route.ts'

export const listSubscriptions = defineRoute({
  method: 'GET',
  path: '/api/subscriptions',
  action: 'listener.manage',
  summary: 'The systems that listen to my body’s bulletin: how far each has answered, and what failed last',
})

export const openSubscription = defineRoute({
  method: 'POST',
  path: '/api/subscriptions',
  action: 'listener.manage',
  summary: 'Let a system listen, from the next event on. The answer holds the secret its calls are signed with; no other answer ever does',
  body: z.strictObject({ url: line(ADDRESS_CHARACTERS_MAX) }),
})

export const replaySubscription = defineRoute({
  method: 'POST',
  path: '/api/subscriptions/{id}/replays',
  action: 'listener.manage',
  summary: 'Call it once more with everything after a position of the bulletin, or go on where it was suspended',
  body: z.strictObject({ after: z.optional(z.int().check(z.minimum(0))) }),
})

export const testSubscription = defineRoute({
  method: 'POST',
  path: '/api/subscriptions/{id}/tests',
  action: 'listener.manage',
  summary: 'Make a signed call of the type `test`; the list says what became of it',
})

export const closeSubscription = defineRoute({
  method: 'DELETE',
  path: '/api/subscriptions/{id}',
  action: 'listener.manage',
  summary: 'Never call it again, and forget its secret. To change a secret, open another subscription and close this one',
})

export const subscriptionRoutes = [listSubscriptions, openSubscription, replaySubscription, testSubscription, closeSubscription] as const
