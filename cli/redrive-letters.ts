/** What dead letters say that have no queue to go back to: those of the relay, which name a moment, and those of schedules, which are signals. */
import * as z from 'zod'
import { deadlineExtensionNear, deadlineExtensionReached, deadlineNear, deadlineOpened, deadlineReached } from '../events/deadline.ts'
import { type EventDefinition, parseDetail } from '../events/event.ts'
import type { Publishable } from '../shared/aws/publish.ts'

/** Instants, both included. */
export interface Window {
  readonly from: string
  readonly to: string
}

/**
 * An event says when it was decided, its letter when the stream had it: in between lies the work of the function that stored it, which
 * may last five minutes, and lost races.
 */
const BEFORE_MILLISECONDS = 15 * 60_000
/** For clocks that differ, and for times cut to their second. */
const AFTER_MILLISECONDS = 60_000

/** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html: where in the stream it was, not what. */
const relayLetterSchema = z.object({
  DDBStreamBatchInfo: z.object({
    approximateArrivalOfFirstRecord: z.iso.datetime(),
    approximateArrivalOfLastRecord: z.iso.datetime(),
  }),
})

/** When what the relay gave up was decided. Undefined for what is no letter of a relay. */
export function windowOfLetter(body: string): Window | undefined {
  const letter = relayLetterSchema.safeParse(parsed(body))
  if (!letter.success) return undefined
  const { approximateArrivalOfFirstRecord: first, approximateArrivalOfLastRecord: last } = letter.data.DDBStreamBatchInfo
  const at = (instant: string, by: number) => new Date(Date.parse(instant) + by).toISOString()
  return { from: at(first, -BEFORE_MILLISECONDS), to: at(last, AFTER_MILLISECONDS) }
}

/** The last part of a schedule's name (`shared/plan/course/schedule-deadlines.ts`, `shared/assignment/extension.ts`) tells what it was to say. */
const signals: readonly (readonly [RegExp, EventDefinition])[] = [
  [/\.open$/, deadlineOpened],
  [/\.near-\d+$/, deadlineNear],
  [/\.close$/, deadlineReached],
  [/\.reminder-[0-9a-f]+$/, deadlineExtensionNear],
  [/\.extension-[0-9a-f]+$/, deadlineExtensionReached],
]

/** The signal that never reached the bus, as it goes there. Undefined for what is none, or breaks its contract. */
export function signalOfLetter(body: string): Publishable | undefined {
  const detail = parsed(body)
  const stream = z.object({ metadata: z.object({ stream: z.string() }) }).safeParse(detail)
  if (!stream.success) return undefined
  const definition = signals.find(([name]) => name.test(stream.data.metadata.stream))?.[1]
  if (definition === undefined) return undefined
  try {
    parseDetail(definition, detail)
  } catch {
    return undefined
  }
  return { sequenceNumber: stream.data.metadata.stream, name: definition.name, detail: body }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
