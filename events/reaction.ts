/** What happens to the machinery itself. */
import * as z from 'zod/mini'
import { defineEvent } from './event.ts'
import { instant } from './words.ts'

export const reactionFailed = defineEvent({
  name: 'reaction.failed',
  version: 1,
  sentence: 'A reaction gave up on an event, which now lies in its dead-letter queue.',
  data: z.object({
    reaction: z.string(),
    eventId: z.string(),
    eventName: z.string(),
    reason: z.string().check(z.maxLength(1_000)),
    /** Who caused the event, so that they can be told. */
    causedBy: z.string(),
    failedAt: instant,
  }),
  sample: {
    reaction: 'plan-issued/tell-recipients',
    eventId: 'plan#pln_01JH0000000000000000000000#4',
    eventName: 'plan.issued',
    reason: 'MalformedEvent',
    causedBy: 'per_officer',
    failedAt: '2021-01-14T02:00:05.000Z',
  },
})

export const reactionEvents = [reactionFailed] as const
