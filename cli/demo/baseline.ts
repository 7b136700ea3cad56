/**
 * The least that telling everybody could take: the same transactions and the same mails, sent straight to DynamoDB Local and to the SES
 * server, with nothing between. Same table layout, the texts of a real notice, same run.
 */
import { DynamoDBClient, PutItemCommand, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { createTables } from '../../infra/local/dynamodb/tables.ts'
import { eventKey, type Item, number, stateKey, text } from '../../shared/aws/table.ts'
import { streamOf } from '../../shared/log/command.ts'
import type { PlanState } from '../../shared/plan/plan.ts'
import { APPEND_STREAMS_MAX, type StreamName } from '../../shared/ports.ts'
import type { ProductMachine } from '../machine.ts'
import { inParallel } from './client.ts'
import type { FanOut } from './issue.ts'
import type { Told } from './play.ts'

/** Calls in flight: more make DynamoDB Local no faster on two cores. */
const IN_FLIGHT = 16
const SCRATCH_TABLE = 'thidua-baseline'

interface Sample {
  readonly detail: string
  readonly state: string
  readonly row: string
  readonly raw: Buffer
}

export async function compareWithBaseline(machine: ProductMachine, plan: PlanState, told: FanOut, tell: Told) {
  const sample = await sampleOf(machine, plan.planId)
  const baselineSeconds = await straight(machine, sample, told.notices)
  const ratio = Math.round((told.seconds / baselineSeconds) * 100) / 100
  tell(`            straight to the servers the same takes ${baselineSeconds} s: ratio ${ratio}`)
  return { baselineSeconds, ratio }
}

/** What one notice really writes and sends. */
async function sampleOf({ cloud, world }: ProductMachine, planId: string): Promise<Sample> {
  const page = await world.store.list(`notice#${planId}`, { prefix: 'plan-issued#', entriesMax: 1 })
  const [entry] = page.items
  const stored = entry === undefined ? undefined : await world.store.load(entry.stream)
  const [event] = entry === undefined ? [] : await world.store.events(entry.stream)
  const mail = cloud.mail.accepted()[Symbol.iterator]().next().value
  if (entry === undefined || stored === undefined || event === undefined || mail === undefined) throw new Error('nobody was told')
  return { detail: event.detail, state: stored.state, row: entry.row, raw: mail.raw }
}

async function straight({ cloud }: ProductMachine, sample: Sample, notices: number): Promise<number> {
  const [table] = cloud.model.tables
  if (table === undefined) throw new Error('the template has no table')
  await createTables(cloud.dynamodb.client, [{ ...table, name: SCRATCH_TABLE }])
  const settings = { region: cloud.model.region, credentials: { accessKeyId: 'baseline', secretAccessKey: 'baseline' } }
  const dynamodb = new DynamoDBClient({ ...settings, endpoint: cloud.dynamodb.endpoint })
  const ses = new SESClient({ ...settings, endpoint: cloud.mail.inboxUrl })
  const write = (items: readonly TransactWriteItem[]) => dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [...items] }))
  const streams = Array.from({ length: notices }, (_, index) => streamOf('notice', `baseline${index}`))
  const batches = Array.from({ length: Math.ceil(notices / APPEND_STREAMS_MAX) }, (_, index) =>
    streams.slice(index * APPEND_STREAMS_MAX, (index + 1) * APPEND_STREAMS_MAX),
  )
  const begun = performance.now()
  for (const batch of batches) await write(batch.flatMap((stream) => eventAndState(stream, 1, sample)))
  await inParallel(streams, IN_FLIGHT, async (stream) => {
    await dynamodb.send(
      new PutItemCommand({
        TableName: SCRATCH_TABLE,
        Item: { pk: text(`claim#${stream}`), sk: text('claim') },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    )
    await ses.send(
      new SendRawEmailCommand({
        RawMessage: { Data: sample.raw },
        Source: 'thi-dua@thidua.example',
        Destinations: ['baseline@thidua.test'],
      }),
    )
    await write(eventAndState(stream, 2, sample))
    await write(eventAndState(stream, 3, sample))
  })
  return Math.round((performance.now() - begun) / 10) / 100
}

function eventAndState(stream: StreamName, version: number, sample: Sample): TransactWriteItem[] {
  const listing = {
    list: text('notice#baseline'),
    listSort: text(stream),
    shelf: text('unit#baseline'),
    shelfSort: text(stream),
    row: text(sample.row),
  }
  const state: Item = { ...stateKey(stream), version: number(version), state: text(sample.state), ...listing }
  const event: Item = { ...eventKey(stream, version), name: text('notice'), detail: text(sample.detail) }
  const guard =
    version === 1
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': number(version - 1) } }
  return [
    { Put: { TableName: SCRATCH_TABLE, Item: state, ...guard } },
    { Put: { TableName: SCRATCH_TABLE, Item: event, ConditionExpression: 'attribute_not_exists(pk)' } },
  ]
}
