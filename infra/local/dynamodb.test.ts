import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/temporary-folder.ts'
import { account, allow, openTestCloud, region, type TestCloud, testClock } from './door/test-cloud.ts'
import { type LocalDynamoDb, startDynamoDb } from './dynamodb.ts'
import type { TableModel } from './template/model.ts'

const arn = `arn:aws:dynamodb:${region}:${account}:table/log`
const table: TableModel = {
  stack: 'Data',
  logicalId: 'Log',
  name: 'log',
  arn,
  streamArn: `${arn}/stream/local`,
  streamView: 'NEW_IMAGE',
  attributes: ['pk', 'sk', 'owner'].map((name) => ({ name, type: 'S' })),
  keys: [
    { name: 'pk', kind: 'HASH' },
    { name: 'sk', kind: 'RANGE' },
  ],
  globalIndexes: [
    {
      name: 'by-owner',
      keys: [
        { name: 'owner', kind: 'HASH' },
        { name: 'pk', kind: 'RANGE' },
      ],
      projection: 'ALL',
      nonKeyAttributes: [],
    },
  ],
  ttlAttribute: undefined,
}

/** As somebody may have called it, on a machine that says nothing of its letters (cron, a container). */
const folder = temporaryFolder('Cơ sở dữ liệu (thử)')
process.env.LC_ALL = 'C'
const javasOwn = temporaryFolder('java')
process.env.JAVA_TOOL_OPTIONS = `-Djava.io.tmpdir=${javasOwn}`
const clock = testClock()
let database: LocalDynamoDb
let cloud: TestCloud

async function start(): Promise<void> {
  database = await startDynamoDb({ folder, region, account, tables: [table] })
  cloud = await openTestCloud([database.service], clock)
}

beforeAll(start)
afterAll(async () => {
  await cloud.door.close()
  await database.stop()
  rmSync(folder, { recursive: true, force: true })
})

const client = (...actions: string[]) =>
  new DynamoDBClient(cloud.client(cloud.role(actions.join('+') || 'nobody', allow(actions, [arn, `${arn}/index/*`]))))

const append = (pk: string, check = false) => {
  const put = (sk: string): TransactWriteItem => ({
    Put: {
      TableName: 'log',
      Item: { pk: { S: pk }, sk: { S: sk }, owner: { S: 'so' } },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  })
  const guard: TransactWriteItem = {
    ConditionCheck: { TableName: 'log', Key: { pk: { S: 'GUARD' }, sk: { S: 'x' } }, ConditionExpression: 'attribute_not_exists(pk)' },
  }
  return new TransactWriteItemsCommand({ TransactItems: [put('EVENT#1'), put('STATE'), ...(check ? [guard] : [])] })
}

describe('DynamoDB behind the front door', () => {
  it('asks a transaction for the action of each item', async () => {
    await client('dynamodb:PutItem').send(append('A#1'))
    await expect(client('dynamodb:PutItem').send(append('A#2', true))).rejects.toThrow(/dynamodb:ConditionCheckItem/)
    await client('dynamodb:PutItem', 'dynamodb:ConditionCheckItem').send(append('A#3', true))
    await expect(client('dynamodb:GetItem').send(append('A#4'))).rejects.toMatchObject({ name: 'AccessDeniedException' })
  })

  it('hands on the reasons of a cancelled transaction', async () => {
    const writer = client('dynamodb:PutItem')
    await writer.send(append('B#1'))
    await expect(writer.send(append('B#1'))).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'ConditionalCheckFailed' }, { Code: 'ConditionalCheckFailed' }],
    })
  })

  it('refuses who writes an item that a transaction is just writing', async () => {
    const writer = client('dynamodb:PutItem')
    const put = new PutItemCommand({ TableName: 'log', Item: { pk: { S: 'T#1' }, sk: { S: 'STATE' } } })
    const [transaction, rival, single] = await Promise.allSettled([
      writer.send(append('T#1')),
      writer.send(append('T#1')),
      writer.send(put),
    ])
    expect(transaction.status).toBe('fulfilled')
    expect(rival).toMatchObject({
      reason: {
        name: 'TransactionCanceledException',
        CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'TransactionConflict' }],
      },
    })
    expect(single).toMatchObject({ reason: { name: 'TransactionConflictException' } })
    await writer.send(put)
  })

  it('reads a batch in part where it asks for more than a megabyte', async () => {
    const put = (pk: string) =>
      new PutItemCommand({ TableName: 'log', Item: { pk: { S: pk }, sk: { S: 'STATE' }, text: { S: 'x'.repeat(390_000) } } })
    const keys = ['L#1', 'L#2', 'L#3'].map((pk) => ({ pk: { S: pk }, sk: { S: 'STATE' } }))
    for (const { pk } of keys) await client('dynamodb:PutItem').send(put(pk.S))
    const read = (Keys: typeof keys) =>
      client('dynamodb:BatchGetItem').send(new BatchGetItemCommand({ RequestItems: { log: { Keys, ConsistentRead: true } } }))
    const first = await read(keys)
    const { Keys: left = [], ...asked } = first.UnprocessedKeys?.log ?? {}
    expect([first.Responses?.log?.length, left.length, asked]).toEqual([2, 1, { ConsistentRead: true }])
    const rest = await read(left as typeof keys)
    const found = [...(first.Responses?.log ?? []), ...(rest.Responses?.log ?? [])].map(({ pk }) => pk?.S)
    expect([found.toSorted(), rest.UnprocessedKeys]).toEqual([['L#1', 'L#2', 'L#3'], {}])
  })

  it('leaves nothing in the temporary folder, where a copy of its SQLite would stay for each start', () => {
    expect(readdirSync(javasOwn)).toEqual([])
  })

  it('takes an index for a resource of its own', async () => {
    const query = new QueryCommand({
      TableName: 'log',
      IndexName: 'by-owner',
      KeyConditionExpression: '#o = :o',
      ExpressionAttributeNames: { '#o': 'owner' },
      ExpressionAttributeValues: { ':o': { S: 'so' } },
    })
    expect((await client('dynamodb:Query').send(query)).Count).toBeGreaterThan(0)
    const tableOnly = new DynamoDBClient(cloud.client(cloud.role('table-only', allow(['dynamodb:Query'], [arn]))))
    await expect(tableOnly.send(query)).rejects.toThrow(/index\/by-owner/)
  })

  it('holds queries and gets to the leading keys of the policy', async () => {
    const condition = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['UNIT#7*'] } }
    const unit = new DynamoDBClient(cloud.client(cloud.role('unit', allow(['dynamodb:GetItem', 'dynamodb:Query'], [arn], condition))))
    const get = (pk: string) => unit.send(new GetItemCommand({ TableName: 'log', Key: { pk: { S: pk }, sk: { S: 'STATE' } } }))
    const query = (pk: string) =>
      unit.send(new QueryCommand({ TableName: 'log', KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: { ':p': { S: pk } } }))
    await get('UNIT#7')
    await query('UNIT#7')
    await expect(get('UNIT#8')).rejects.toMatchObject({ name: 'AccessDeniedException' })
    await expect(query('UNIT#8')).rejects.toMatchObject({ name: 'AccessDeniedException' })
  })

  it('holds each action of a transaction to the keys of all of it', async () => {
    const may = (action: string, ...keys: string[]) =>
      allow([`dynamodb:${action}`], [arn], { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } })
    const writer = (name: string, ...statements: ReturnType<typeof allow>[]) =>
      new DynamoDBClient(cloud.client(cloud.role(name, ...statements)))
    const whole = writer('whole', may('PutItem', 'W#*', 'GUARD'), may('ConditionCheckItem', 'W#*', 'GUARD'))
    await whole.send(append('W#1', true))
    const apart = writer('apart', may('PutItem', 'W#*'), may('ConditionCheckItem', 'GUARD'))
    await expect(apart.send(append('W#2', true))).rejects.toMatchObject({ name: 'AccessDeniedException' })
  })

  it('asks a batch for the action of the batch', async () => {
    const batch = new BatchWriteItemCommand({
      RequestItems: { log: [{ PutRequest: { Item: { pk: { S: 'C#1' }, sk: { S: 'x' } } } }] },
    })
    await expect(client('dynamodb:PutItem').send(batch)).rejects.toThrow(/dynamodb:BatchWriteItem/)
    await client('dynamodb:BatchWriteItem').send(batch)
  })

  it('keeps every answered transaction and its stream records when Java is killed in the middle', async () => {
    const writer = client('dynamodb:PutItem')
    const answered: string[] = []
    const stream = await database.streamArnOf('log')
    const writing = Array.from({ length: 8 }, async (_, lane) => {
      for (let turn = 0; ; turn += 1) {
        const pk = `K#${lane}#${turn}`
        await writer.send(append(pk))
        if (answered.push(pk) === 100) process.kill(database.javaPid, 'SIGKILL')
      }
    })
    await Promise.allSettled(writing)
    await database.ended
    await cloud.door.close()
    await database.stop()
    await start()

    const { client: direct } = database
    for (const pk of answered) {
      const { Items } = Object(
        await direct.call('DynamoDB_20120810.Query', {
          TableName: 'log',
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :p',
          ExpressionAttributeValues: { ':p': { S: pk } },
        }),
      )
      expect(Items).toHaveLength(2)
    }
    expect(await database.streamArnOf('log')).toBe(stream)
    const streamed = await readStream(stream)
    for (const pk of answered) expect(streamed.filter((key) => key === pk)).toHaveLength(2)
  }, 60_000)
})

it('names the folder whose database is damaged, with what to do about it', async () => {
  const damaged = temporaryFolder('dynamodb')
  writeFileSync(join(damaged, 'shared-local-instance.db'), 'x'.repeat(5_000))
  const started = startDynamoDb({ folder: damaged, region, account, tables: [table] })
  await expect(started).rejects.toThrow(`${damaged} cannot be used; put an intact copy in its place`)
})

/** Partition keys of all records of a stream, in order. */
async function readStream(stream: string): Promise<string[]> {
  const call = async (operation: string, input: unknown) =>
    Object(await database.client.call(`DynamoDBStreams_20120810.${operation}`, input))
  const { StreamDescription } = await call('DescribeStream', { StreamArn: stream })
  const keys: string[] = []
  for (const { ShardId } of StreamDescription.Shards) {
    let { ShardIterator } = await call('GetShardIterator', { StreamArn: stream, ShardId, ShardIteratorType: 'TRIM_HORIZON' })
    for (let empty = 0; ShardIterator && empty < 2; ) {
      const page = await call('GetRecords', { ShardIterator })
      keys.push(...page.Records.map((record: { dynamodb: { Keys: { pk: { S: string } } } }) => record.dynamodb.Keys.pk.S))
      empty = page.Records.length === 0 ? empty + 1 : 0
      ShardIterator = page.NextShardIterator
    }
  }
  return keys
}
