/**
 * The least that telling everybody could take: the same transactions and the same mails, sent straight to DynamoDB Local and to the SES
 * server, with nothing between. Same table, the texts of a real notice, same run. It has a DynamoDB Local of its own: in the machine's, a
 * second table's every write would search the first one's whole stream (`SELECT MIN(SequenceNumber) FROM us WHERE StreamID=?`).
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DynamoDBClient, PutItemCommand, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import type { Cloud } from '../../infra/local/cloud.ts'
import { startDynamoDb } from '../../infra/local/dynamodb.ts'
import { quiet } from '../../shared/aws/quiet.ts'
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

interface Sample {
  readonly detail: string
  readonly state: string
  readonly row: string
  readonly raw: Buffer
}

/** `folder` is where its own database is kept meanwhile. */
export async function compareWithBaseline(machine: ProductMachine, plan: PlanState, told: FanOut, folder: string, tell: Told) {
  const sample = await sampleOf(machine, plan.planId)
  const baselineSeconds = await straight(machine, sample, told.notices, mkdtempSync(join(folder, 'baseline-')))
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

async function straight({ cloud }: ProductMachine, sample: Sample, notices: number, folder: string): Promise<number> {
  const { account, region, tables } = cloud.model
  const database = await startDynamoDb({ region, account, tables, folder, longRun: true })
  try {
    return await sendStraight(database.endpoint, cloud, sample, notices)
  } finally {
    await database.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function sendStraight(endpoint: string, { model, mail }: Cloud, sample: Sample, notices: number): Promise<number> {
  const table = model.tables[0]?.name
  if (table === undefined) throw new Error('the template has no table')
  const settings = { region: model.region, credentials: { accessKeyId: 'baseline', secretAccessKey: 'baseline' } }
  const dynamodb = quiet(new DynamoDBClient({ ...settings, endpoint }))
  const ses = quiet(new SESClient({ ...settings, endpoint: mail.inboxUrl }))
  const write = (items: readonly TransactWriteItem[]) => dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [...items] }))
  const streams = Array.from({ length: notices }, (_, index) => streamOf('notice', `baseline${index}`))
  const batches = Array.from({ length: Math.ceil(notices / APPEND_STREAMS_MAX) }, (_, index) =>
    streams.slice(index * APPEND_STREAMS_MAX, (index + 1) * APPEND_STREAMS_MAX),
  )
  const begun = performance.now()
  for (const batch of batches) await write(batch.flatMap((stream) => eventAndState(table, stream, 1, sample)))
  await inParallel(streams, IN_FLIGHT, async (stream) => {
    await dynamodb.send(
      new PutItemCommand({
        TableName: table,
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
    await write(eventAndState(table, stream, 2, sample))
    await write(eventAndState(table, stream, 3, sample))
  })
  return Math.round((performance.now() - begun) / 10) / 100
}

function eventAndState(table: string, stream: StreamName, version: number, sample: Sample): TransactWriteItem[] {
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
    { Put: { TableName: table, Item: state, ...guard } },
    { Put: { TableName: table, Item: event, ConditionExpression: 'attribute_not_exists(pk)' } },
  ]
}
