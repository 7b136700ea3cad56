/** PutEvents, checked: it answers 200 even when it took only part of what it was given. */
import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { EVENT_SOURCE } from '../../events/event.ts'

/** PutEvents' own limit. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const PUT_EVENTS_ENTRIES_MAX = 10

export interface Publishable {
  readonly sequenceNumber: string
  readonly name: string
  readonly detail: string
}

/** Publishes in order. Answers the sequence number of the first record that was not taken, or nothing when all were. */
export type Publish = (records: readonly Publishable[]) => Promise<string | undefined>

export function publishTo(client: EventBridgeClient, busName: string): Publish {
  return async (records) => {
    for (let start = 0; start < records.length; start += PUT_EVENTS_ENTRIES_MAX) {
      const batch = records.slice(start, start + PUT_EVENTS_ENTRIES_MAX)
      const Entries = batch.map((record) => ({
        EventBusName: busName,
        Source: EVENT_SOURCE,
        DetailType: record.name,
        Detail: record.detail,
      }))
      const answer = await client.send(new PutEventsCommand({ Entries }))
      const refused = answer.Entries?.findIndex((entry) => entry.ErrorCode !== undefined) ?? 0
      if (refused >= 0) return batch[refused]?.sequenceNumber
    }
    return undefined
  }
}
