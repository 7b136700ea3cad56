import { beforeEach, describe, expect, test } from 'vitest'
import { createActivity } from './activity.ts'
import { createBus, type EventBus } from './bus.ts'
import { createClock } from './clock.ts'
import type { CloudRequest } from './contract.ts'
import { type LocalQueues, openQueues } from './queues.ts'
import type { PolicyStatement, QueueModel, RuleModel } from './template/model.ts'

const clock = createClock({ kind: 'held', at: Date.parse('2026-09-01T00:00:00.999Z') })
const queueArn = (name: string) => `arn:aws:sqs:r:1:${name}`
const ruleArn = (name: string) => `arn:aws:events:r:1:rule/own/${name}`

/** A queue that lets the rules named here send. */
function queue(name: string, ...rules: readonly string[]): QueueModel {
  const allow: PolicyStatement = {
    effect: 'Allow',
    principal: { Service: ['events.amazonaws.com'] },
    actions: ['sqs:SendMessage'],
    notActions: [],
    resources: [queueArn(name)],
    notResources: [],
    conditions: { ArnEquals: { 'aws:SourceArn': rules.map(ruleArn) } },
  }
  return {
    stack: 's',
    logicalId: name,
    name,
    arn: queueArn(name),
    url: '',
    fifo: false,
    visibilitySeconds: 30,
    retentionSeconds: 1000,
    delaySeconds: 0,
    receiveWaitSeconds: 0,
    redrive: undefined,
    policy: [allow],
  }
}

function rule(
  name: string,
  pattern: Record<string, unknown>,
  target: string,
  more: Partial<RuleModel> & { deadLetter?: string } = {},
): RuleModel {
  const deadLetterArn = more.deadLetter && queueArn(more.deadLetter)
  const targets = [{ id: 't', queueArn: queueArn(target), input: undefined, deadLetterArn }]
  return {
    stack: 's',
    logicalId: name,
    name,
    arn: ruleArn(name),
    enabled: true,
    busName: 'own',
    pattern,
    scheduleExpression: undefined,
    targets,
    ...more,
  }
}

let queues: LocalQueues
let bus: EventBus
let warnings: string[]

beforeEach(() => {
  queues = openQueues({ queues: [queue('a', 'x', 'off'), queue('b', 'y'), queue('closed'), queue('dead', 'z')], clock })
  warnings = []
  bus = createBus({
    account: '1',
    region: 'r',
    buses: ['default', 'own'].map((name) => ({ stack: 's', logicalId: name, name, arn: `arn:aws:events:r:1:event-bus/${name}` })),
    rules: [
      rule('x', { source: ['s'] }, 'a'),
      rule('y', { detail: { kind: ['k'] } }, 'b'),
      rule('off', { source: ['s'] }, 'a', { enabled: false }),
      rule('z', { source: ['closed'] }, 'closed', { deadLetter: 'dead' }),
    ],
    queues,
    clock,
    activity: createActivity(),
    warn: (sentence) => warnings.push(sentence),
  })
})

function request(Entries: readonly object[]): CloudRequest {
  const headers = { 'x-amz-target': 'AWSEvents.PutEvents' }
  return { method: 'POST', path: '/', query: new URLSearchParams(), headers, body: Buffer.from(JSON.stringify({ Entries })) }
}

const entry = (more: object = {}) => ({ EventBusName: 'own', Source: 's', DetailType: 't', Detail: '{"kind":"k"}', ...more })

async function put(...entries: readonly object[]) {
  const { body } = await bus.handle(request(entries))
  return JSON.parse(String(body))
}

const bodies = async (name: string) => (await queues.receive(queueArn(name), 10, 0)).map(({ body }) => JSON.parse(body))

describe('a bus', () => {
  test('brings an event to the queue of every enabled rule it matches, in the envelope of EventBridge', async () => {
    const answer = await put(entry(), entry({ Detail: '{"kind":"other"}' }))
    expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }, { EventId: expect.any(String) }] })
    const [first, second, ...more] = await bodies('a')
    expect(more).toEqual([])
    expect(second.detail).toEqual({ kind: 'other' })
    expect(first).toEqual({
      version: '0',
      id: answer.Entries[0].EventId,
      'detail-type': 't',
      source: 's',
      account: '1',
      time: '2026-09-01T00:00:00Z',
      region: 'r',
      resources: [],
      detail: { kind: 'k' },
    })
    expect(await bodies('b')).toEqual([first])
  })

  test('lets a bad entry fail alone, in an answer that is a success', async () => {
    const answer = await put(entry({ Detail: 'no json' }), entry({ Source: undefined }), entry({ Source: 'aws.s3' }), entry())
    expect(answer.FailedEntryCount).toBe(3)
    expect(answer.Entries.map(({ ErrorCode }: { ErrorCode?: string }) => ErrorCode)).toEqual([
      'MalformedDetail',
      'InvalidArgument',
      'NotAuthorizedForSourceException',
      undefined,
    ])
    expect(await bodies('a')).toHaveLength(1)
  })

  test('accepts an event to a bus that does not exist and brings it nowhere', async () => {
    expect(await put(entry({ EventBusName: 'none' }))).toMatchObject({ FailedEntryCount: 0 })
    expect(await bodies('a')).toEqual([])
    expect(warnings.join()).toMatch(/does not exist/)
  })

  test.each([
    ['no entry', []],
    ['eleven entries', Array.from({ length: 11 }, () => entry())],
    ['entries of more than 256 KB together', [entry({ Detail: JSON.stringify({ x: 'x'.repeat(256 * 1024) }) })]],
  ])('refuses %s whole', async (_, entries) => {
    await expect(put(...entries)).rejects.toMatchObject({ status: 400, code: 'ValidationException' })
  })

  test('sends what a queue does not let in to the dead letters of the target', async () => {
    await put(entry({ Source: 'closed', Detail: '{}' }))
    expect([await bodies('closed'), (await bodies('dead')).length]).toEqual([[], 1])
    expect(warnings.join()).toMatch(/may not send/)
  })

  test('loses what no queue takes: characters that XML does not know', async () => {
    await put(entry({ Source: 'closed', Detail: '{"text":"\uFFFF"}' }), entry({ Detail: '{"text":"\\u0001\uFFFD"}' }))
    expect([await bodies('dead'), (await bodies('a')).length]).toEqual([[], 1])
    expect(warnings.join()).toMatch(/lost an event/)
  })

  test('asks for a right on every bus of the call', () => {
    expect(bus.demands(request([entry(), entry(), entry({ EventBusName: undefined })]))).toEqual([
      { action: 'events:PutEvents', resource: 'arn:aws:events:r:1:event-bus/own' },
      { action: 'events:PutEvents', resource: 'arn:aws:events:r:1:event-bus/default' },
    ])
  })
})
