import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BufferedService, StreamedService } from './door/service.ts'
import { account, allow, deny, openTestCloud, region, type TestCloud, testClock } from './door/test-cloud.ts'

const table = `arn:aws:dynamodb:${region}:${account}:table/plans`
const get = new GetItemCommand({ TableName: 'plans', Key: { pk: { S: 'PLAN#1' } } })
const clock = testClock()

let handled = 0
const dynamodb: BufferedService = {
  name: 'dynamodb',
  demands: () => [{ action: 'dynamodb:GetItem', resource: table, context: { 'dynamodb:LeadingKeys': ['PLAN#1'] } }],
  handle: async () => {
    handled += 1
    return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: '{}' }
  },
}
const ses: BufferedService = {
  name: 'ses',
  demands: () => [{ action: 'ses:SendRawEmail', resource: '*' }],
  handle: async () => ({ status: 200, body: '<ok/>' }),
}
const s3: StreamedService = {
  name: 's3',
  streamed: true,
  demands: () => [{ action: 's3:ListBucket', resource: 'arn:aws:s3:::files' }],
  handle: async () => ({ status: 200, body: '<ListBucketResult/>' }),
  handleUnsigned: async () => ({ status: 200 }),
  resourceStatements: () => [],
  commonHeaders: () => ({}),
}

let cloud: TestCloud
beforeEach(async () => {
  handled = 0
  cloud = await openTestCloud([dynamodb, ses, s3], clock)
})
afterEach(() => cloud.door.close())

const reader = () => cloud.role('reader', allow(['dynamodb:GetItem'], [table]))
const dynamo = (principal = reader(), changes = {}) => new DynamoDBClient({ ...cloud.client(principal), ...changes })

describe('the front door', () => {
  it('lets a signed call of an allowed role through and counts it', async () => {
    await dynamo().send(get)
    await dynamo().send(get)
    expect(cloud.door.calls()).toEqual([{ principal: reader().name, service: 'dynamodb', action: 'GetItem', count: 2 }])
    cloud.door.resetCalls()
    expect(cloud.door.calls()).toEqual([])
  })

  it('answers with the date of the machine clock, so that the SDK does not correct its own', async () => {
    const response = await fetch(cloud.door.endpoint)
    expect(response.headers.get('date')).toBe(new Date(clock.now()).toUTCString())
  })

  it('refuses what no statement of the role allows, in the words of each protocol', async () => {
    const nobody = cloud.role('nobody')
    await expect(dynamo(nobody).send(get)).rejects.toMatchObject({ name: 'AccessDeniedException' })
    const mail = new SESClient(cloud.client(nobody)).send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from('x') } }))
    await expect(mail).rejects.toMatchObject({ name: 'AccessDenied' })
    const list = new S3Client({ ...cloud.client(nobody), forcePathStyle: true }).send(new ListObjectsV2Command({ Bucket: 'files' }))
    await expect(list).rejects.toMatchObject({ name: 'AccessDenied' })
    expect(handled).toBe(0)
  })

  it('lets an explicit deny win over an allow', async () => {
    const fenced = cloud.role('fenced', allow(['dynamodb:*'], ['*']), deny(['dynamodb:Get*'], [table]))
    await expect(dynamo(fenced).send(get)).rejects.toThrow(/explicit deny/)
  })

  it('compares leading keys', async () => {
    const keys = (value: string) => ({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [value] } })
    await dynamo(cloud.role('plans', allow(['dynamodb:GetItem'], [table], keys('PLAN#*')))).send(get)
    const other = cloud.role('units', allow(['dynamodb:GetItem'], [table], keys('UNIT#*')))
    await expect(dynamo(other).send(get)).rejects.toMatchObject({ name: 'AccessDeniedException' })
  })

  it.each([
    ['a wrong secret', { secretAccessKey: 'wrong' }, 'InvalidSignatureException'],
    ['an unknown key', { accessKeyId: 'ASIAUNKNOWN' }, 'UnrecognizedClientException'],
    ['a wrong session token', { sessionToken: 'wrong' }, 'UnrecognizedClientException'],
  ])('refuses %s', async (_, change, name) => {
    const { accessKeyId, secretAccessKey, sessionToken } = reader()
    const client = dynamo(reader(), { credentials: { accessKeyId, secretAccessKey, sessionToken, ...change } })
    await expect(client.send(get)).rejects.toMatchObject({ name })
  })

  it('refuses a signature 16 minutes away from the clock', async () => {
    const offset = clock.now() - Date.now() + 16 * 60_000
    await expect(dynamo(reader(), { systemClockOffset: offset }).send(get)).rejects.toMatchObject({ name: 'InvalidSignatureException' })
    const mail = new SESClient({ ...cloud.client(reader()), systemClockOffset: offset })
    const send = mail.send(new SendRawEmailCommand({ RawMessage: { Data: Buffer.from('x') } }))
    await expect(send).rejects.toMatchObject({ name: 'RequestExpired' })
  })

  it('refuses a body that was changed after signing', async () => {
    const client = dynamo()
    client.middlewareStack.add(
      (next) => (args) => {
        const request = Object(args.request)
        request.body = String(request.body).replace('PLAN#1', 'PLAN#2')
        return next(args)
      },
      { step: 'finalizeRequest', name: 'tamper', priority: 'low' },
    )
    await expect(client.send(get)).rejects.toMatchObject({ name: 'InvalidSignatureException' })
  })

  it('refuses a call without a signature, and a service it does not have', async () => {
    const unsigned = await fetch(cloud.door.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
      body: '{}',
    })
    expect(await unsigned.json()).toMatchObject({ __type: expect.stringContaining('MissingAuthenticationToken') })
  })
})

describe('injected faults', () => {
  it('throttle the named calls only', async () => {
    cloud.door.faults.inject({ service: 'dynamodb', action: 'GetItem', nth: 2, kind: 'throttle' })
    await dynamo().send(get)
    await expect(dynamo().send(get)).rejects.toMatchObject({ name: 'ThrottlingException' })
    await dynamo().send(get)
    expect(cloud.door.faults.struck()).toEqual({ throttle: 1 })
  })

  it('act twice on one call, or act and lose the answer', async () => {
    const undo = cloud.door.faults.inject({ service: 'dynamodb', kind: 'duplicate' })
    await dynamo().send(get)
    expect(handled).toBe(2)
    undo()
    cloud.door.faults.inject({ service: 'dynamodb', kind: 'drop-connection', afterEffect: true })
    await expect(dynamo().send(get)).rejects.toThrow()
    expect(handled).toBe(3)
  })

  it('strike the same calls again for the same seed', async () => {
    const run = async () => {
      cloud.door.faults.clear()
      cloud.door.faults.inject({ probability: 0.5, seed: 7, kind: 'error' })
      const outcomes: boolean[] = []
      for (let call = 0; call < 12; call += 1)
        outcomes.push(
          await dynamo()
            .send(get)
            .then(
              () => true,
              () => false,
            ),
        )
      return outcomes
    }
    const first = await run()
    expect(await run()).toEqual(first)
    expect(new Set(first).size).toBe(2)
  })
})
