/** What the routes about listening systems answer with. */
import * as z from 'zod/mini'

export const subscriptionAnswer = z.object({
  subscriptionId: z.string(),
  url: z.string(),
  openedAt: z.string(),
  status: z.enum(['open', 'suspended', 'closed']),
  /** It has answered everything in the bulletin up to here. */
  after: z.int(),
  answeredAt: z.optional(z.string()),
  /** What went wrong last; absent once a later call was answered. */
  failed: z.optional(z.object({ at: z.string(), reason: z.string() })),
  /** The last test call: without `at` it is under way, without `reason` it was answered. */
  test: z.optional(z.object({ at: z.optional(z.string()), reason: z.optional(z.string()) })),
})

export const openedAnswer = z.extend(subscriptionAnswer, {
  /** Only here, and only once: a request sent again under the same key is answered without it. */
  secret: z.optional(z.string()),
})

export const subscriptionsAnswer = z.object({
  /** Of the newest entry in the bulletin; 0 while there is none. */
  position: z.int(),
  subscriptions: z.array(subscriptionAnswer),
})
