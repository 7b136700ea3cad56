import { beforeEach, describe, expect, test } from 'vitest'
import { createActivity } from './activity.ts'
import type { EventBus } from './bus.ts'
import { createClock, type LocalClock } from './clock.ts'
import type { BusEvent } from './contract.ts'
import { openQueues } from './queues.ts'
import { createScheduler, type Scheduler } from './scheduler.ts'
import { type LocalState, openState } from './state.ts'
import type { CloudModel, PolicyStatement } from './template/model.ts'

const START = Date.parse('2026-09-01T00:00:00Z')
const HOUR_MS = 3_600_000
const busArn = 'arn:aws:events:r:1:event-bus/own'
const roleArn = 'arn:aws:iam::1:role/fire'

const nothing = { principal: undefined, actions: [], notActions: [], resources: [], notResources: [], conditions: {} }
const trust: PolicyStatement = {
  ...nothing,
  effect: 'Allow',
  principal: { Service: ['scheduler.amazonaws.com'] },
  actions: ['sts:AssumeRole'],
}
const mayPut: PolicyStatement = { ...nothing, effect: 'Allow', actions: ['events:PutEvents'], resources: [busArn] }

function modelOf(more: { trust?: readonly PolicyStatement[]; statements?: readonly PolicyStatement[] } = {}): CloudModel {
  const role = {
    stack: 's',
    logicalId: 'r',
    name: 'fire',
    arn: roleArn,
    trust: [trust],
    statements: [mayPut],
    awsManagedPolicies: [],
    ...more,
  }
  return {
    account: '1',
    region: 'r',
    tables: [],
    queues: [],
    buses: [],
    rules: [],
    functions: [],
    roles: [role],
    queueSources: [],
    streamSources: [],
    scheduleGroups: ['default', 'later'],
    schedules: [],
    httpApis: [],
    buckets: [],
    configurationSets: [],
    mailIdentities: [],
    alarms: [],
    responseHeaders: {},
    outputs: [],
    ignored: [],
  }
}

let clock: LocalClock
let state: LocalState
let fired: BusEvent[]
let warnings: string[]
let scheduler: Scheduler

function start(model: CloudModel = modelOf()): Scheduler {
  const put = async (_: string, events: readonly BusEvent[]) => void fired.push(...events)
  const refuse = () => {
    throw new Error('not in this test')
  }
  const bus: EventBus = { name: 'events', put, fire: refuse, demands: refuse, handle: refuse }
  const queues = openQueues({ queues: [], clock })
  scheduler = createScheduler({ model, bus, queues, clock, activity: createActivity(), state, warn: (sentence) => warnings.push(sentence) })
  return scheduler
}

beforeEach(() => {
  clock = createClock({ kind: 'held', at: START })
  state = openState(':memory:')
  fired = []
  warnings = []
  start()
})

const requestOf = (method: string, path: string, body?: object, query = '') => ({
  method,
  path,
  query: new URLSearchParams(query),
  headers: {},
  body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
})

async function call(method: string, path: string, body?: object, query = '') {
  const answer = await scheduler.handle(requestOf(method, path, body, query))
  return JSON.parse(String(answer.body))
}

const schedule = (more: object = {}) => ({
  GroupName: 'later',
  ScheduleExpression: 'at(2026-09-01T08:00:00)',
  ScheduleExpressionTimezone: 'Asia/Ho_Chi_Minh',
  FlexibleTimeWindow: { Mode: 'OFF' },
  ActionAfterCompletion: 'DELETE',
  Target: { Arn: busArn, RoleArn: roleArn, Input: '{"task":1}', EventBridgeParameters: { DetailType: 'due', Source: 'test' } },
  ...more,
})

async function moveTo(instant: number): Promise<void> {
  clock.moveTo(instant)
  await scheduler.fireDue()
}

describe('a schedule', () => {
  test('puts its event on the bus at its time, once, and is gone', async () => {
    await call('POST', '/schedules/one', schedule())
    expect(scheduler.nextDueAt()).toBe(START + HOUR_MS)
    await moveTo(START + HOUR_MS - 1)
    expect(fired).toEqual([])
    await moveTo(START + HOUR_MS)
    await moveTo(START + 2 * HOUR_MS)
    expect(fired).toMatchObject([
      {
        source: 'test',
        'detail-type': 'due',
        detail: { task: 1 },
        time: '2026-09-01T01:00:00Z',
        resources: ['arn:aws:scheduler:r:1:schedule/later/one'],
      },
    ])
    expect(scheduler.size).toBe(0)
  })

  test('is still there after a restart, and one whose time came meanwhile fires late rather than never', async () => {
    await call('POST', '/schedules/one', schedule())
    clock = createClock({ kind: 'held', at: START + 48 * HOUR_MS })
    start()
    await scheduler.fireDue()
    expect(fired).toHaveLength(1)
  })

  test('with the same name is a conflict, unless it is the same call again', async () => {
    await call('POST', '/schedules/one', schedule({ ClientToken: 'a' }))
    await expect(call('POST', '/schedules/one', schedule({ ClientToken: 'b' }))).rejects.toMatchObject({
      status: 409,
      code: 'ConflictException',
    })
    expect(await call('POST', '/schedules/one', schedule({ ClientToken: 'a' }))).toEqual({
      ScheduleArn: 'arn:aws:scheduler:r:1:schedule/later/one',
    })
  })

  test('is read, changed, listed and deleted', async () => {
    await call('POST', '/schedules/one', schedule())
    await call('POST', '/schedules/two', schedule())
    await call('PUT', '/schedules/one', schedule({ ScheduleExpression: 'at(2026-09-01T09:00:00)' }))
    expect(await call('GET', '/schedules/one', undefined, 'groupName=later')).toMatchObject({
      Name: 'one',
      ScheduleExpression: 'at(2026-09-01T09:00:00)',
    })
    const page = await call('GET', '/schedules', undefined, 'ScheduleGroup=later&MaxResults=1')
    const rest = await call('GET', '/schedules', undefined, `ScheduleGroup=later&NextToken=${encodeURIComponent(page.NextToken)}`)
    expect([...page.Schedules, ...rest.Schedules].map(({ Name }) => Name)).toEqual(['one', 'two'])
    await call('DELETE', '/schedules/two', undefined, 'groupName=later')
    await moveTo(START + 2 * HOUR_MS)
    expect(fired).toHaveLength(1)
  })

  test.each([
    ['in a group that does not exist', { GroupName: 'none' }, 'ResourceNotFoundException'],
    ['of a time that has passed', { ScheduleExpression: 'at(2026-09-01T06:59:59)' }, 'ValidationException'],
    ['of an unknown zone', { ScheduleExpressionTimezone: 'Asia/Nowhere' }, 'ValidationException'],
    ['whose input is no JSON', { Target: { ...schedule().Target, Input: 'x' } }, 'ValidationException'],
    ['with another target than a bus', { Target: { ...schedule().Target, Arn: 'arn:aws:sqs:r:1:q' } }, 'ValidationException'],
    ['with a role that does not exist', { Target: { ...schedule().Target, RoleArn: 'arn:aws:iam::1:role/none' } }, 'ValidationException'],
    ['with a field nobody knows', { Colour: 'red' }, 'ValidationException'],
  ])('%s is refused', async (_, more, code) => {
    await expect(call('POST', '/schedules/one', schedule(more))).rejects.toMatchObject({ code })
  })

  test('that does not exist is not found', async () => {
    for (const method of ['GET', 'DELETE']) {
      await expect(call(method, '/schedules/none')).rejects.toMatchObject({ status: 404, code: 'ResourceNotFoundException' })
    }
  })

  test('whose role the Scheduler may not assume is refused', async () => {
    start(modelOf({ trust: [] }))
    await expect(call('POST', '/schedules/one', schedule())).rejects.toMatchObject({ code: 'ValidationException' })
  })

  test('whose role may not put events is not delivered, and somebody is told', async () => {
    start(modelOf({ statements: [] }))
    await call('POST', '/schedules/one', schedule())
    await moveTo(START + HOUR_MS)
    expect([fired, warnings.join()]).toEqual([[], expect.stringMatching(/does not allow events:PutEvents/)])
  })

  test('comes again and again at a rate until its end', async () => {
    const EndDate = (START + 3 * HOUR_MS) / 1000
    await call('POST', '/schedules/often', schedule({ ScheduleExpression: 'rate(1 hour)', ScheduleExpressionTimezone: 'UTC', EndDate }))
    for (let due = scheduler.nextDueAt(); due !== undefined; due = scheduler.nextDueAt()) await moveTo(due)
    expect(fired.map(({ time }) => time.slice(11, 13))).toEqual(['01', '02', '03'])
  })

  test('fills in the attributes of its context', async () => {
    const Input = '{"at":"<aws.scheduler.scheduled-time>"}'
    await call('POST', '/schedules/one', schedule({ Target: { ...schedule().Target, Input } }))
    await moveTo(START + 5 * HOUR_MS)
    expect(fired).toMatchObject([{ detail: { at: '2026-09-01T01:00:00Z' }, time: '2026-09-01T05:00:00Z' }])
  })

  test('asks for the right to be made and to pass its role on', () => {
    expect(scheduler.demands(requestOf('POST', '/schedules/one', schedule()))).toEqual([
      { action: 'scheduler:CreateSchedule', resource: 'arn:aws:scheduler:r:1:schedule/later/one' },
      { action: 'iam:PassRole', resource: roleArn, context: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    ])
  })
})
