/** What happens to the subscription of another system, which listens to the bulletin of a body. Its secret is in none of this. */
import * as z from 'zod/mini'
import { defineEvent } from './event.ts'
import { ADDRESS_CHARACTERS_MAX } from './limits.ts'
import { id, instant, line } from './words.ts'

const subscriptionId = id('sub')
/** Place in the bulletin up to which the listener has answered. */
const after = z.int().check(z.minimum(0))
/** What was the matter, in a word and without anything the listener said: `500`, `timeout`, `redirect`, … */
const reason = line(100)

const sample = { subscriptionId: 'sub_0a1b2c3d4e5f60718293a4b5c6' }

export const subscriptionOpened = defineEvent({
  name: 'subscription.opened',
  version: 1,
  sentence: 'An officer let another system listen to what happens to the plans of their body.',
  data: z.object({
    subscriptionId,
    unit: id('unt'),
    url: line(ADDRESS_CHARACTERS_MAX),
    by: id('per'),
    openedAt: instant,
    after,
    /** Under which name the secret is kept. The secret itself is known to the listener and to whoever signs the calls. */
    secretId: id('sec'),
  }),
  sample: {
    ...sample,
    unit: 'unt_so-ha-noi',
    url: 'https://hoso.example.vn/thi-dua',
    by: 'per_officer',
    openedAt: '2021-01-14T02:00:00.000Z',
    after: 0,
    secretId: 'sec_0123456789abcdef0123456789abcdef',
  },
})

export const subscriptionQueued = defineEvent({
  name: 'subscription.queued',
  version: 1,
  sentence: 'A round of calls is due: everything in the bulletin after this place. A later round ends an earlier one.',
  data: z.object({ subscriptionId, after, round: z.int().check(z.minimum(1)) }),
  sample: { ...sample, after: 41, round: 7 },
})

export const subscriptionAnswered = defineEvent({
  name: 'subscription.answered',
  version: 1,
  sentence: 'The listener has answered everything up to this place with 2xx; its round is over.',
  data: z.object({ subscriptionId, through: after, at: instant }),
  sample: { ...sample, through: 42, at: '2021-03-20T02:30:02.000Z' },
})

export const subscriptionUnanswered = defineEvent({
  name: 'subscription.unanswered',
  version: 1,
  sentence: 'The listener did not answer the call after this place with 2xx; it is tried again.',
  data: z.object({ subscriptionId, after, reason, at: instant }),
  sample: { ...sample, after: 42, reason: '503', at: '2021-03-20T02:30:02.000Z' },
})

export const subscriptionSuspended = defineEvent({
  name: 'subscription.suspended',
  version: 1,
  sentence: 'The listener did not answer the last try either; it is not called until an officer has it called again from here.',
  data: z.object({ subscriptionId, after, reason, at: instant }),
  sample: { ...sample, after: 42, reason: '503', at: '2021-03-20T02:48:02.000Z' },
})

export const subscriptionTestQueued = defineEvent({
  name: 'subscription.test-queued',
  version: 1,
  sentence: 'An officer asked for a test call.',
  data: z.object({ subscriptionId, at: instant }),
  sample: { ...sample, at: '2021-01-14T02:01:00.000Z' },
})

export const subscriptionTested = defineEvent({
  name: 'subscription.tested',
  version: 1,
  sentence: 'A test call was made; the reason is absent when the listener answered it with 2xx.',
  data: z.object({ subscriptionId, at: instant, reason: z.optional(reason) }),
  sample: { ...sample, at: '2021-01-14T02:01:02.000Z', reason: 'timeout' },
})

export const subscriptionClosed = defineEvent({
  name: 'subscription.closed',
  version: 1,
  sentence: 'An officer ended the subscription: the listener is never called again, and its secret is gone.',
  data: z.object({ subscriptionId }),
  sample,
})

export const subscriptionEvents = [
  subscriptionOpened,
  subscriptionQueued,
  subscriptionAnswered,
  subscriptionUnanswered,
  subscriptionSuspended,
  subscriptionTestQueued,
  subscriptionTested,
  subscriptionClosed,
] as const
