/**
 * What other systems may know: the public contract. Each body with a listener keeps a bulletin, one log, in which everything public that
 * happens to its plans is entered once. The entry's data is, byte for byte, what a listener is sent, so its committed schema is the
 * contract of the calls too. It is thin on purpose: which plan, task and unit; never a person, a nominee, a file or anybody's words.
 */
import * as z from 'zod/mini'
import {
  assignmentAccepted,
  assignmentExtended,
  assignmentExtensionEnded,
  assignmentReturned,
  assignmentSubmitted,
  assignmentWithdrawn,
} from './assignment.ts'
import { defineEvent } from './event.ts'
import { planAmended, planIssued, planTaskClosed, planTaskOpened } from './plan.ts'
import { id, taskKey } from './words.ts'

/** Every event that is told outside, and no other. One may be added; none is ever taken away. */
export const publicEvents = [
  planIssued,
  planAmended,
  planTaskOpened,
  planTaskClosed,
  assignmentSubmitted,
  assignmentWithdrawn,
  assignmentReturned,
  assignmentAccepted,
  assignmentExtended,
  assignmentExtensionEnded,
] as const

/** Said apart from the events themselves, which no reader of the bulletin needs; `events/bulletin.test.ts` holds the two together. */
export const publicNames = [
  'plan.issued',
  'plan.amended',
  'plan.task-opened',
  'plan.task-closed',
  'assignment.submitted',
  'assignment.withdrawn',
  'assignment.returned',
  'assignment.accepted',
  'assignment.extended',
  'assignment.extension-ended',
] as const

/** `type`, `timestamp` and `data` as Standard Webhooks advises. https://github.com/standard-webhooks/standard-webhooks */
export const bulletinEntered = defineEvent({
  name: 'bulletin.entered',
  version: 1,
  sentence: 'Something public happened to a plan of this body; the data is what each of its listeners is sent.',
  data: z.object({
    type: z.enum(publicNames),
    /** When it happened: `2021-03-20T09:30:00+07:00`. */
    timestamp: z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+07:00$/)),
    data: z.object({
      /** Of this contract. */
      version: z.literal(1),
      /** The body that issued the plan. */
      body: id('unt'),
      /** Place in the body's bulletin, from 1 without a gap: the cursor. */
      position: z.int().check(z.minimum(1)),
      /** `<log>#<place in it>` of the event that is told of. The same event entered again has the same. */
      event: z.string(),
      planId: id('pln'),
      /** Number of the plan, as its document has it. */
      number: z.string(),
      /** The task. */
      key: z.optional(taskKey),
      /** The unit whose part it is. */
      unit: z.optional(id('unt')),
    }),
  }),
  sample: {
    type: 'assignment.submitted',
    timestamp: '2021-03-20T09:30:00+07:00',
    data: {
      version: 1,
      body: 'unt_so-ha-noi',
      position: 42,
      event: 'assignment#pln_01JH0000000000000000000000.8.unt_thpt-mau#7',
      planId: 'pln_01JH0000000000000000000000',
      number: '12/KH-SGDĐT',
      key: '8',
      unit: 'unt_thpt-mau',
    },
  },
})

export const bulletinEvents = [bulletinEntered] as const
