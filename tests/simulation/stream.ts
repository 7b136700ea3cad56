/** The table's stream and the relay that publishes it: in order for each log, in several lanes, again from where it failed. */
import type { DynamoDBRecord } from 'aws-lambda'
import { relay } from '../../functions/log-appended/publish.ts'
import { eventKey } from '../../shared/aws/table.ts'
import type { RecordedEvent } from '../../shared/ports.ts'
import type { Agenda } from './agenda.ts'
import type { Chance } from './chance.ts'
import type { Weather } from './faults.ts'
import type { Template } from './template.ts'

export interface TableStream {
  /** The table tells of a new item. */
  carry(event: RecordedEvent): void
  /** Records not yet published. */
  left(): number
}

export interface StreamOptions {
  readonly template: Template
  readonly agenda: Agenda
  readonly chance: Chance
  readonly weather: Weather
  readonly publish: (name: string, detail: string) => void
  readonly say: (sentence: () => string) => void
}

interface Lane {
  readonly records: DynamoDBRecord[]
  isBusy: boolean
  failures: number
}

/** Batches of one shard are worked on side by side, each log always in the same lane (ParallelizationFactor). */
const LANES = 4

export function tableStream({ template, agenda, chance, weather, publish, say }: StreamOptions): TableStream {
  const lanes: Lane[] = Array.from({ length: LANES }, () => ({ records: [], isBusy: false, failures: 0 }))
  let count = 0

  function wake(lane: Lane, milliseconds: number): void {
    if (lane.isBusy || lane.records.length === 0) return
    lane.isBusy = true
    agenda.work(milliseconds, () => void pump(lane))
  }

  async function pump(lane: Lane): Promise<void> {
    const batch = lane.records.slice(0, chance.whole(1, template.relay.batchSize))
    const published = await deliver(batch, lane.failures)
    lane.records.splice(0, published)
    lane.failures = published === batch.length ? 0 : lane.failures + 1
    lane.isBusy = false
    wake(lane, lane.failures > 0 ? chance.between(50, 5_000) : chance.between(5, 50))
  }

  /** How many records the stream will not bring again. */
  async function deliver(batch: readonly DynamoDBRecord[], failures: number): Promise<number> {
    const trouble = weather.publishedBefore(batch.length, failures)
    if (trouble !== undefined) say(() => `the relay ${trouble.how} after ${trouble.count} of ${batch.length} records`)
    const outcome = relay({ Records: [...batch] }, async (records) => {
      for (const [index, record] of records.entries()) {
        if (index === trouble?.count) {
          if (trouble.how === 'crashed') throw new Error('the relay died')
          return record.sequenceNumber
        }
        publish(record.name, record.detail)
      }
      return undefined
    })
    try {
      const failed = (await outcome).batchItemFailures[0]?.itemIdentifier
      return failed === undefined ? batch.length : batch.findIndex((record) => record.dynamodb?.SequenceNumber === failed)
    } catch {
      return 0
    }
  }

  return {
    left: () => lanes.reduce((sum, lane) => sum + lane.records.length, 0),
    carry(event) {
      count += 1
      const record = recordOf(event, count)
      // The filter of the template looks at keys; the image only makes matching slow.
      if (!template.isRelayed({ eventName: record.eventName, dynamodb: { Keys: record.dynamodb?.Keys } })) return
      const lane = lanes[laneOf(event.stream)]
      if (lane === undefined) throw new Error('no such lane')
      lane.records.push(record)
      wake(lane, chance.between(5, 60))
    },
  }
}

function laneOf(stream: string): number {
  let sum = 0
  for (let index = 0; index < stream.length; index += 1) sum = (sum * 31 + stream.charCodeAt(index)) >>> 0
  return sum % LANES
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html, with the new image. */
function recordOf(event: RecordedEvent, count: number): DynamoDBRecord {
  const keys = eventKey(event.stream, event.sequence) as Record<string, { S: string }>
  const image = { ...keys, name: { S: event.name }, detail: { S: event.detail }, hash: { S: event.hash } }
  return { eventName: 'INSERT', dynamodb: { Keys: keys, NewImage: image, SequenceNumber: String(count).padStart(12, '0') } }
}
