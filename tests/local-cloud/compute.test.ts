import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CreateScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cloud, startCloud } from '../../infra/local/cloud.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { synthesizeFixture } from './fixture/app.ts'
import { changedAssembly, resourcesOf, type TemplateDraft } from './fixture/assembly.ts'
import { startIssuer, type TestIssuer } from './fixture/issuer.ts'
import { type Items, itemsOf } from './fixture/items.ts'

const START = Date.parse('2026-09-01T00:00:00Z')
const SETTLE_MS_MAX = 60_000

let assembly: string
beforeAll(() => {
  assembly = synthesizeFixture(temporaryFolder())
}, SETTLE_MS_MAX)

describe('the fixture on one machine', () => {
  let cloud: Cloud
  let items: Items
  let issuer: TestIssuer

  beforeAll(async () => {
    issuer = await startIssuer()
    cloud = await startCloud({
      assembly,
      stateDir: temporaryFolder(),
      clock: { kind: 'held', at: START },
      parameters: () => ({ Issuer: issuer.url }),
    })
    items = itemsOf(cloud)
  }, SETTLE_MS_MAX)

  afterAll(async () => {
    await cloud.stop()
    await issuer.stop()
  })

  const call = (method: string, path: string, init: RequestInit = {}) => fetch(`${cloud.addresses.api}${path}`, { method, ...init })

  async function signedIn(claims: Record<string, unknown> = {}): Promise<Record<string, string>> {
    return { authorization: `Bearer ${await issuer.sign(claims, cloud.clock.now())}` }
  }

  const deadLetters = () => {
    const queue = cloud.model.queues.find(({ logicalId }) => logicalId.startsWith('GreetDeadLetters'))
    return cloud.queues.stats(queue?.arn ?? '').ready
  }

  test('an item stored becomes an event, a message and a greeting, by the machine clock', async () => {
    await items.put('first')
    await cloud.settle()
    expect(await items.greeted()).toEqual([{ id: 'first', event: 'item.added', at: new Date(START).toISOString() }])
  })

  test('a request goes through the authorizer to the function and back', async () => {
    const stored = await call('PUT', '/items/second', { headers: await signedIn(), body: '{}' })
    expect(stored.status).toBe(202)
    await cloud.settle()
    const found = await call('GET', '/items/second', { headers: await signedIn() })
    expect([found.status, await found.json()]).toEqual([200, { id: 'second', greetedAt: new Date(START).toISOString() }])
  })

  test('a request without a token, with a foreign one or an old one is not let in', async () => {
    const tokens = [
      {},
      await signedIn({ aud: 'another' }),
      await signedIn({ iss: 'https://elsewhere.invalid' }),
      { authorization: 'Bearer x' },
    ]
    tokens.push({ authorization: `Bearer ${await issuer.sign({}, cloud.clock.now() - 2 * 3600_000)}` })
    for (const headers of tokens) {
      const refused = await call('GET', '/items/second', { headers })
      expect([refused.status, await refused.json()]).toEqual([401, { message: 'Unauthorized' }])
    }
  })

  test('what no route knows is not found, and what is too large is refused', async () => {
    const unknown = await call('DELETE', '/items/second')
    expect([unknown.status, await unknown.json()]).toEqual([404, { message: 'Not Found' }])
    const large = await call('POST', '/open/x', { body: 'x'.repeat(10 * 1024 * 1024 + 1) })
    expect([large.status, await large.json()]).toEqual([413, { message: 'Request Entity Too Large' }])
    const [most, more] = await Promise.all(
      [9_500, 10_300].map((bytes) => call('GET', '/open/x', { headers: { 'x-long': 'x'.repeat(bytes) } })),
    )
    expect([most?.status, more?.status]).toEqual([200, 431])
  })

  test('the function sees payload format 2.0', async () => {
    const answer = await call('POST', '/open/a/b%20c?q=1&q=2', { body: 'text', headers: { cookie: 'one=1; two=2' } })
    expect(await answer.json()).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /open/{proxy+}',
      rawPath: '/open/a/b c',
      rawQueryString: 'q=1&q=2',
      cookies: ['one=1', 'two=2'],
      queryStringParameters: { q: '1,2' },
      pathParameters: { proxy: 'a/b c' },
      requestContext: { stage: '$default', timeEpoch: START, http: { method: 'POST', path: '/open/a/b c' } },
      body: 'text',
      isBase64Encoded: false,
    })
  })

  test('the gateway answers a preflight request itself', async () => {
    const headers = { origin: 'https://portal.example', 'access-control-request-method': 'PUT' }
    const preflight = await call('OPTIONS', '/items/second', { headers })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,content-type')
  })

  test('a schedule fires when the clock gets to its local time, and then is gone', async () => {
    const body = JSON.stringify({ at: '2026-09-02T08:00:00' })
    expect((await call('PUT', '/items/later', { headers: await signedIn(), body })).status).toBe(202)
    await cloud.advanceTo(Date.parse('2026-09-02T00:59:59Z'))
    expect((await items.greeted()).filter(({ event }) => event === 'item.due')).toEqual([])
    expect(cloud.scheduler.size).toBe(1)
    await cloud.advanceTo(Date.parse('2026-09-03T00:00:00Z'))
    const due = (await items.greeted()).filter(({ event }) => event === 'item.due')
    expect(due).toEqual([{ id: 'later', event: 'item.due', at: '2026-09-02T01:00:00.000Z' }])
    expect(cloud.scheduler.size).toBe(0)
  })

  test('a poison event is tried as often as the redrive policy says and ends in the dead-letter queue', async () => {
    await items.put('bad', 'poison')
    await items.put('good')
    await cloud.settle()
    expect((await items.greeted()).map(({ id }) => id)).toContain('good')
    expect(deadLetters()).toBe(0)
    await cloud.advanceTo(cloud.clock.now() + 120_000)
    expect(deadLetters()).toBe(1)
  })

  test('an environment that exits takes only its own batch with it', async () => {
    const before = deadLetters()
    await items.put('worse', 'fatal')
    await cloud.advanceTo(cloud.clock.now() + 120_000)
    await items.put('after-it')
    await cloud.settle()
    expect(deadLetters()).toBe(before + 1)
    expect((await items.greeted()).map(({ id }) => id)).toContain('after-it')
  })

  test('a message whose environment is killed in the middle comes back after its visibility timeout', async () => {
    const stopListening = cloud.functions.onInvoke(({ functionArn, kill }) => {
      if (!functionArn.includes('greet')) return
      stopListening()
      kill()
    })
    await items.put('interrupted')
    await cloud.settle()
    expect((await items.greeted()).map(({ id }) => id)).not.toContain('interrupted')
    await cloud.advanceTo(cloud.clock.now() + 31_000)
    expect((await items.greeted()).map(({ id }) => id)).toContain('interrupted')
  })
})

/** A rule, a grant and a variable of the product itself: `product/removed.test.ts`. */
describe('what is removed from the template is missed', () => {
  const removals: readonly (readonly [sentence: string, change: (template: TemplateDraft) => void, expected: RegExp])[] = [
    [
      'the permission of a queue',
      (template) => {
        for (const [, policy] of resourcesOf(template, 'AWS::SQS::QueuePolicy', 'GreetQueue'))
          policy.Properties.PolicyDocument.Statement.pop()
      },
      /may not send to/,
    ],
    [
      'a right of a role',
      (template) => {
        for (const [, policy] of resourcesOf(template, 'AWS::IAM::Policy', 'relay')) policy.Properties.PolicyDocument.Statement.shift()
      },
      /given up after 4 attempts: AccessDeniedException/,
    ],
  ]

  test.each(removals)(
    '%s',
    async (_, change, expected) => {
      const cloud = await startCloud({ assembly: changedAssembly(assembly, 'FixtureCompute', change), stateDir: temporaryFolder() })
      try {
        const items = itemsOf(cloud)
        await items.put('missed')
        await cloud.settle()
        expect(await items.greeted()).toEqual([])
        expect(cloud.warnings.join('\n')).toMatch(expected)
      } finally {
        await cloud.stop()
      }
    },
    SETTLE_MS_MAX,
  )
})

test(
  'a machine killed hard in the middle loses nothing',
  async () => {
    const stateDir = temporaryFolder()
    const script = join(import.meta.dirname, 'fixture/killed-machine.ts')
    const machine = spawn(process.execPath, [script, assembly, stateDir, '40'], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(machine.stdout, 'data')
    machine.kill('SIGKILL')
    await once(machine, 'exit')
    const cloud = await startCloud({ assembly, stateDir, clock: { kind: 'held', at: Date.now() } })
    try {
      await cloud.advanceTo(cloud.clock.now() + 60_000)
      const greeted = (await itemsOf(cloud).greeted()).map(({ id }) => id)
      expect(greeted.sort()).toEqual(Array.from({ length: 40 }, (_, n) => `kept${n}`).sort())
    } finally {
      await cloud.stop()
    }
  },
  SETTLE_MS_MAX,
)

test(
  'a machine that was down until its stream was forgotten goes on with what is written then',
  async () => {
    const stateDir = temporaryFolder()
    const before = await startCloud({ assembly, stateDir, clock: { kind: 'held', at: START } })
    for (const id of ['first', 'second', 'third']) await itemsOf(before).put(id)
    await before.settle()
    await before.stop()
    const database = new DatabaseSync(join(stateDir, 'dynamodb/shared-local-instance.db'))
    database.exec(`UPDATE us SET CreationDateTime = CreationDateTime - ${30 * 3_600_000}`)
    database.close()
    const after = await startCloud({ assembly, stateDir, clock: { kind: 'held', at: START + 30 * 3_600_000 } })
    try {
      const items = itemsOf(after)
      await items.put('fourth')
      await after.settle()
      expect((await items.greeted()).map(({ id }) => id).sort()).toEqual(['first', 'fourth', 'second', 'third'])
    } finally {
      await after.stop()
    }
  },
  SETTLE_MS_MAX,
)

test(
  'a running clock that is moved fires what is due on the way, and runs on',
  async () => {
    const stateDir = temporaryFolder()
    const cloud = await startCloud({ assembly, stateDir, clock: { kind: 'real', offsetMs: START - Date.now() } })
    try {
      const { addresses, model, credentials } = cloud
      const scheduler = new SchedulerClient({ endpoint: addresses.endpoint, region: model.region, credentials: credentials.administrator })
      await scheduler.send(
        new CreateScheduleCommand({
          Name: 'tomorrow',
          GroupName: model.scheduleGroups[1],
          ScheduleExpression: 'at(2026-09-02T00:00:00)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: {
            Arn: model.buses[1]?.arn,
            RoleArn: model.roles.find(({ name }) => name.includes('ScheduleRole'))?.arn,
            Input: '{"id":"moved"}',
            EventBridgeParameters: { DetailType: 'item.due', Source: 'fixture' },
          },
        }),
      )
      await cloud.advanceTo(Date.parse('2026-09-03T00:00:00Z'))
      const [due] = await itemsOf(cloud).greeted()
      expect(due).toMatchObject({ id: 'moved', event: 'item.due' })
      expect(due?.at.slice(0, 16)).toBe('2026-09-02T00:00')
      await expect(cloud.advanceTo(START)).rejects.toThrow(/does not go back/)
    } finally {
      await cloud.stop()
    }
  },
  SETTLE_MS_MAX,
)

test(
  'records that their function cannot publish wait in the machine’s time, and are published when it can',
  async () => {
    const patient = changedAssembly(assembly, 'FixtureCompute', (template) => {
      for (const [, mapping] of resourcesOf(template, 'AWS::Lambda::EventSourceMapping', 'relay'))
        mapping.Properties.MaximumRetryAttempts = 100
    })
    const cloud = await startCloud({ assembly: patient, stateDir: temporaryFolder(), clock: { kind: 'held', at: START } })
    try {
      const items = itemsOf(cloud)
      cloud.frontDoor.faults.inject({ service: 'events', kind: 'error' })
      await items.put('first')
      await cloud.settle()
      // Written while the first one waits: nobody waits for this one either.
      await items.put('second')
      await cloud.advanceTo(START + 1_200_000)
      expect(await items.greeted()).toEqual([])
      cloud.frontDoor.faults.clear()
      await cloud.advanceTo(START + 1_320_000)
      expect((await items.greeted()).map(({ id }) => id).sort()).toEqual(['first', 'second'])
    } finally {
      await cloud.stop()
    }
  },
  SETTLE_MS_MAX,
)

test('a taken port is named in one sentence before anything is started', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const address = other.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0
  const start = startCloud({ assembly, stateDir: temporaryFolder(), ports: { api: port } })
  await expect(start).rejects.toThrow(
    new RegExp(`Port ${port}, wanted for the portal and its API, is already in use: .*choose another port`),
  )
  other.close()
})
