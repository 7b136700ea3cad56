/** PutEvents, checked: it answers 200 even when it took only part of what it was given. */
import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { EVENT_SOURCE } from '../../events/event.ts'

/** PutEvents' own limits. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const PUT_EVENTS_ENTRIES_MAX = 10
/** Of all entries of a call, which must be less. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html */
const PUT_EVENTS_BYTES_MAX = 256_000

export interface Publishable {
  readonly sequenceNumber: string
  readonly name: string
  readonly detail: string
}

/** Publishes in order. Answers the sequence number of the first record that was not taken, or nothing when all were. */
export type Publish = (records: readonly Publishable[]) => Promise<string | undefined>

export function publishTo(client: EventBridgeClient, busName: string): Publish {
  return async (records) => {
    for (const batch of batchesOf(records)) {
      const Entries = batch.map((record) => ({
        EventBusName: busName,
        Source: EVENT_SOURCE,
        DetailType: record.name,
        Detail: deliverable(record.detail),
      }))
      const answer = await client.send(new PutEventsCommand({ Entries }))
      const refused = answer.Entries?.findIndex((entry) => entry.ErrorCode !== undefined) ?? 0
      if (refused >= 0) return batch[refused]?.sequenceNumber
    }
    return undefined
  }
}

/** As many together as one call takes: it is refused whole when it is too large. */
function batchesOf(records: readonly Publishable[]): readonly (readonly Publishable[])[] {
  const batches: Publishable[][] = []
  let bytes = 0
  for (const record of records) {
    const own = bytesOf(record)
    const batch = batches.at(-1)
    if (batch !== undefined && batch.length < PUT_EVENTS_ENTRIES_MAX && bytes + own < PUT_EVENTS_BYTES_MAX) {
      batch.push(record)
      bytes += own
    } else {
      batches.push([record])
      bytes = own
    }
  }
  return batches
}

/** What JSON writes of half a character that has lost its other half; an escaped backslash before it is none of it. */
const HALF_CHARACTERS = /(?<!\\)((?:\\\\)*)\\u[dD][89a-fA-F][0-9a-fA-F]{2}/g
const NO_CHARACTERS = /[\uFFFE\uFFFF]/g

/**
 * The bus takes every text and the queues behind it do not: a message with a character that XML does not know is delivered nowhere, not even
 * to the dead letters. In the log the text stays as it was written.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 */
function deliverable(detail: string): string {
  return detail.replace(NO_CHARACTERS, '\uFFFD').replace(HALF_CHARACTERS, '$1\uFFFD')
}

function bytesOf({ name, detail }: Publishable): number {
  return Buffer.byteLength(EVENT_SOURCE) + Buffer.byteLength(name) + Buffer.byteLength(detail)
}
