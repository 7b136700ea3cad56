import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/temporary-folder.ts'
import { account, allow, type MovableClock, openTestCloud, region, testClock } from './door/test-cloud.ts'
import { sqsService } from './queues/service.ts'
import { type LocalQueues, openQueues } from './queues.ts'
import type { QueueModel } from './template/model.ts'

const arnOf = (name: string) => `arn:aws:sqs:${region}:${account}:${name}`
const work = arnOf('work')
const dead = arnOf('dead')

function queue(name: string, changes: Partial<QueueModel> = {}): QueueModel {
  return {
    stack: 'S',
    logicalId: name,
    name,
    arn: arnOf(name),
    url: `http://localhost/${account}/${name}`,
    fifo: false,
    visibilitySeconds: 30,
    retentionSeconds: 4 * 86_400,
    delaySeconds: 0,
    receiveWaitSeconds: 0,
    redrive: undefined,
    policy: [],
    ...changes,
  }
}

const rule = 'arn:aws:events:ap-southeast-1:000000000000:rule/r'
const models = [
  queue('work', {
    redrive: { deadLetterArn: dead, maxReceiveCount: 2 },
    policy: [
      {
        ...allow(['sqs:SendMessage'], [work], { ArnEquals: { 'aws:SourceArn': [rule] } }),
        principal: { Service: ['events.amazonaws.com'] },
      },
    ],
  }),
  queue('dead', { retentionSeconds: 14 * 86_400 }),
  queue('late', { delaySeconds: 60 }),
]

let clock: MovableClock
let folder: string
let queues: LocalQueues
const open = () => openQueues({ queues: models, clock, file: join(folder, 'queues.db') })

function pass(seconds: number): void {
  clock.set(clock.now() + seconds * 1000)
  queues.clockMoved()
}

beforeEach(() => {
  clock = testClock()
  folder = temporaryFolder('queues')
  queues = open()
})
afterEach(() => {
  queues.close()
  rmSync(folder, { recursive: true, force: true })
})

const receiveOne = async (arn = work) => {
  const [message] = await queues.receive(arn, 1, 0)
  if (message === undefined) throw new Error('Nothing to receive')
  return message
}

describe('a queue', () => {
  it('hands a message out once, and again when its visibility has passed', async () => {
    await queues.send(work, 'a')
    const first = await receiveOne()
    expect(await queues.receive(work, 10, 0)).toEqual([])
    expect(queues.stats(work)).toEqual({ ready: 0, inFlight: 1, delayed: 0, nextVisibleAt: clock.now() + 30_000 })
    pass(30)
    const second = await receiveOne()
    expect(second).toMatchObject({ messageId: first.messageId, body: 'a', attributes: { ApproximateReceiveCount: '2' } })
    await queues.delete(work, [first.receiptHandle])
    expect(queues.stats(work).inFlight).toBe(1)
    await queues.delete(work, [second.receiptHandle])
    expect(queues.stats(work)).toEqual({ ready: 0, inFlight: 0, delayed: 0, nextVisibleAt: undefined })
  })

  it('moves a message received too often to the dead-letter queue, and back on demand', async () => {
    await queues.send(work, 'poison')
    for (let turn = 0; turn < 2; turn += 1) {
      await receiveOne()
      pass(31)
    }
    expect(await queues.receive(work, 10, 0)).toEqual([])
    expect(queues.stats(dead).ready).toBe(1)
    expect(queues.redrive(dead)).toBe(1)
    expect(await receiveOne()).toMatchObject({ body: 'poison', attributes: { ApproximateReceiveCount: '1' } })
  })

  it('counts nothing that a full disk has taken back', async () => {
    const disk = new DatabaseSync(join(folder, 'queues.db'))
    const full = (what: string) => disk.exec(`CREATE TRIGGER full BEFORE ${what} BEGIN SELECT RAISE(ROLLBACK, 'disk is full'); END`)
    const before = queues.stats(work)
    full("INSERT ON messages WHEN new.body = 'b'")
    await expect(queues.sendAll(work, ['a', 'b'])).rejects.toThrow('disk is full')
    expect(queues.stats(work)).toEqual(before)
    disk.exec('DROP TRIGGER full')
    await queues.sendAll(work, ['a', 'b'])
    full("UPDATE ON messages WHEN new.body = 'b'")
    await expect(queues.receive(work, 10, 0)).rejects.toThrow('disk is full')
    expect(queues.stats(work)).toEqual({ ...before, ready: 2 })
    disk.exec('DROP TRIGGER full')
    disk.close()
    expect(await queues.receive(work, 10, 0)).toHaveLength(2)
  })

  it('holds delayed messages back until their time', async () => {
    await queues.send(arnOf('late'), 'x')
    expect(queues.stats(arnOf('late'))).toMatchObject({ ready: 0, delayed: 1, nextVisibleAt: clock.now() + 60_000 })
    pass(60)
    expect((await receiveOne(arnOf('late'))).body).toBe('x')
  })

  it('wakes a waiting receive when a message is sent, when one becomes visible, and when told to stop', async () => {
    const sent = queues.receive(work, 1, 20_000)
    await queues.send(work, 'a')
    expect(await sent).toHaveLength(1)
    const visible = queues.receive(work, 1, 20_000)
    pass(30)
    expect(await visible).toHaveLength(1)
    const stop = new AbortController()
    const stopped = queues.receive(work, 1, 20_000, stop.signal)
    stop.abort()
    expect(await stopped).toEqual([])
  })

  it('forgets messages older than its retention', async () => {
    await queues.send(work, 'old')
    pass(4 * 86_400 + 61)
    expect(queues.stats(work).ready).toBe(0)
  })

  it('has every answered message, its receive count and its invisibility after a restart', async () => {
    await queues.sendAll(work, ['a', 'b', 'c'])
    await receiveOne()
    // Opened a second time while the first still is: nothing may depend on an orderly close.
    const again = open()
    expect(again.stats(work)).toMatchObject({ ready: 2, inFlight: 1 })
    clock.set(clock.now() + 31_000)
    const bodies = (await again.receive(work, 10, 0)).map(({ body, attributes }) => `${body}${attributes.ApproximateReceiveCount}`)
    expect(bodies.sort()).toEqual(['a2', 'b1', 'c1'])
    again.close()
  })

  it('gives back what nobody holds any more when the whole machine was killed, and buries what was tried too often all the same', async () => {
    await queues.sendAll(work, ['poison', 'new'])
    await queues.post(arnOf('late'), 'delayed')
    await receiveOne()
    const restart = () => openQueues({ queues: models, clock, file: join(folder, 'queues.db'), resurfaceAfterMs: 5_000 })
    const once = restart()
    clock.set(clock.now() + 4_000)
    expect(once.stats(work)).toMatchObject({ ready: 1, inFlight: 1 })
    clock.set(clock.now() + 1_000)
    const bodies = (await once.receive(work, 10, 0)).map(({ body, attributes }) => `${body}${attributes.ApproximateReceiveCount}`)
    expect(bodies.sort()).toEqual(['new1', 'poison2'])
    // What was sent with a delay was in nobody's hands.
    expect(once.stats(arnOf('late'))).toMatchObject({ ready: 0, delayed: 1 })
    once.close()
    const twice = restart()
    clock.set(clock.now() + 5_000)
    expect((await twice.receive(work, 10, 0)).map(({ body }) => body)).toEqual(['new'])
    expect((await twice.receive(dead, 10, 0)).map(({ body }) => body)).toEqual(['poison'])
    twice.close()
  })

  it('lets in only the services its policy names', () => {
    expect(queues.allows(work, 'events.amazonaws.com', rule)).toBe(true)
    expect(queues.allows(work, 'events.amazonaws.com', `${rule}2`)).toBe(false)
    expect(queues.allows(work, 'scheduler.amazonaws.com', rule)).toBe(false)
    expect(queues.allows(dead, 'events.amazonaws.com', rule)).toBe(false)
  })

  it('refuses an empty and an oversized message, and one for a queue that does not exist', async () => {
    await expect(queues.send(work, '')).rejects.toMatchObject({ code: 'MissingParameter' })
    for (const character of ['\u0000', '\u000b', '\ufffe', '\uffff', '\ud800'])
      await expect(queues.send(work, `a${character}`)).rejects.toMatchObject({ code: 'InvalidMessageContents' })
    await queues.send(arnOf('dead'), 'đ🏅\t\r\n')
    await expect(queues.send(work, 'x'.repeat(1024 * 1024 + 1))).rejects.toMatchObject({ code: 'InvalidParameterValue' })
    await expect(queues.send(arnOf('none'), 'x')).rejects.toMatchObject({ code: 'QueueDoesNotExist' })
    expect(() => openQueues({ queues: [queue('q.fifo', { fifo: true })], clock })).toThrow(/FIFO/)
  })
})

describe('the SQS service', () => {
  it('serves SDK users under their rights', async () => {
    const cloud = await openTestCloud([sqsService(queues)], clock)
    const QueueUrl = `${cloud.door.endpoint}/${account}/work`
    const worker = cloud.role('worker', allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'], [work]))
    const sqs = (principal = cloud.administrator) => new SQSClient(cloud.client(principal))
    const Entries = [
      { Id: '1', MessageBody: 'xin chào', MessageAttributes: { a: { DataType: 'String', StringValue: 'b' } } },
      { Id: '2', MessageBody: 'hai', DelaySeconds: 901 },
    ]
    const sent = await sqs().send(new SendMessageBatchCommand({ QueueUrl, Entries }))
    expect(sent).toMatchObject({ Successful: [{ Id: '1' }], Failed: [{ Id: '2', Code: 'InvalidParameterValue' }] })

    const received = await sqs(worker).send(new ReceiveMessageCommand({ QueueUrl }))
    expect(received.Messages).toMatchObject([{ Body: 'xin chào', MessageAttributes: { a: { StringValue: 'b' } } }])
    const ReceiptHandle = received.Messages?.[0]?.ReceiptHandle
    await sqs(worker).send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 60 }))
    await sqs(worker).send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
    const denied = sqs(worker).send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }))
    await expect(denied).rejects.toMatchObject({ name: 'AccessDeniedException' })
    const nowhere = sqs().send(new SendMessageCommand({ QueueUrl: `${QueueUrl}x`, MessageBody: 'x' }))
    await expect(nowhere).rejects.toMatchObject({ name: 'QueueDoesNotExist' })
    await cloud.door.close()
  })

  it('re-drives a dead-letter queue as the command line does', async () => {
    const cloud = await openTestCloud([sqsService(queues)], clock)
    const sqs = new SQSClient(cloud.client(cloud.administrator))
    await queues.send(work, 'poison')
    for (let turn = 0; turn < 3; turn += 1) {
      await queues.receive(work, 1, 0)
      pass(31)
    }
    const attributes = async (name: string) =>
      (await sqs.send(new GetQueueAttributesCommand({ QueueUrl: `/${name}`, AttributeNames: ['All'] }))).Attributes
    expect(await attributes('dead')).toMatchObject({ ApproximateNumberOfMessages: '1' })
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: dead }))
    expect(await attributes('dead')).toMatchObject({ ApproximateNumberOfMessages: '0' })
    expect(await attributes('work')).toMatchObject({ ApproximateNumberOfMessages: '1' })
    await cloud.door.close()
  })
})
