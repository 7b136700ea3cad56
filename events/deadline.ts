/**
 * Signals of time. EventBridge Scheduler puts them on the bus itself, so no log holds them (`sequence` 0); whoever receives one
 * looks at the clock and the state again before acting.
 */
import * as z from 'zod/mini'
import { defineEvent } from './event.ts'
import { id, instant, taskKey } from './words.ts'

const task = { planId: id('pln'), key: taskKey }

/** Which of the task's deadlines it is about: the amendment that last moved it, none for the one the plan was issued with. */
const revision = z.optional(z.int())

const sampleTask = { planId: 'pln_01JH0000000000000000000000', key: '8' }

export const deadlineOpened = defineEvent({
  name: 'deadline.opened',
  version: 1,
  sentence: "The first day of a task's window began.",
  data: z.object({ ...task, at: instant, revision }),
  sample: { ...sampleTask, key: '24', at: '2021-11-17T17:00:00.000Z' },
})

export const deadlineNear = defineEvent({
  name: 'deadline.near',
  version: 1,
  sentence: 'A step of the reminder ladder is due.',
  data: z.object({ ...task, at: instant, daysLeft: z.int(), revision }),
  sample: { ...sampleTask, at: '2021-03-17T01:00:00.000Z', daysLeft: 7 },
})

export const deadlineReached = defineEvent({
  name: 'deadline.reached',
  version: 1,
  sentence: "A task's cut-off passed.",
  data: z.object({ ...task, at: instant, revision }),
  sample: { ...sampleTask, at: '2021-03-25T17:00:00.000Z' },
})

export const deadlineExtensionNear = defineEvent({
  name: 'deadline.extension-near',
  version: 1,
  sentence: "A step of the reminder ladder before the end of one unit's extension is due.",
  data: z.object({ ...task, unit: id('unt'), until: instant, at: instant, daysLeft: z.int() }),
  sample: { ...sampleTask, unit: 'unt_thpt-mau', until: '2021-04-01T17:00:00.000Z', at: '2021-03-29T01:00:00.000Z', daysLeft: 3 },
})

export const deadlineExtensionReached = defineEvent({
  name: 'deadline.extension-reached',
  version: 1,
  sentence: "One unit's extension ran out.",
  data: z.object({ ...task, unit: id('unt'), at: instant }),
  sample: { ...sampleTask, unit: 'unt_thpt-mau', at: '2021-04-01T17:00:00.000Z' },
})

export const deadlineEvents = [deadlineOpened, deadlineNear, deadlineReached, deadlineExtensionNear, deadlineExtensionReached] as const
