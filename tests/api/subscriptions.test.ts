/** Other systems listen: what they are called with, in which order, how often, and who learns what of it. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { publicNames } from '../../events/bulletin.ts'
import type { Detail } from '../../events/event.ts'
import * as subscriptions from '../../functions/api/subscriptions.ts'
import { consume as enter } from '../../functions/plan-progressed/enter-bulletin.ts'
import { consume as call } from '../../functions/subscription-queued/call-listener.ts'
import { type AssignmentCommand, assignmentAggregate } from '../../shared/assignment/assignment.ts'
import { assignmentId } from '../../shared/assignment/part.ts'
import { command } from '../../shared/log/command.ts'
import { memoryClaims } from '../../shared/memory/claims.ts'
import { memorySecrets } from '../../shared/memory/secrets.ts'
import { termsOf } from '../../shared/plan/terms.ts'
import type { Caller, RecordedEvent } from '../../shared/ports.ts'
import type { Call } from '../../shared/subscription/bulletin.ts'
import { ROUND_CALLS_MAX, ROUND_CLAIM_SECONDS } from '../../shared/subscription/call-listener.ts'
import { callId } from '../../shared/subscription/signature.ts'
import { SUBSCRIPTIONS_MAX, TRIES_MAX } from '../../shared/subscription/subscription.ts'
import { ask, contextIn, holder, type MemoryWorld, memoryWorld } from './world.ts'

const BODY = 'unt_so-gddt-ha-noi'
const SCHOOL = 'unt_thpt-binh-duc'
const ADDRESS = 'https://nhan.example.vn/thi-dua'
const SCHOOLS_NOTE = 'Ghi chú của trường'

interface Heard {
  readonly url: string
  readonly id: string
  readonly call: Call
}

let world: MemoryWorld
let effects: MemoryWorld & {
  claims: ReturnType<typeof memoryClaims>
  secrets: ReturnType<typeof memorySecrets>
  caller: Caller
  mayLoop: boolean
}
let officer: string
let heard: Heard[]
/** What a listener answers, by its address; nothing is 2xx. */
let answers: Map<string, (heard: number) => string | undefined>
let brought: number

beforeEach(async () => {
  world = await memoryWorld()
  heard = []
  brought = 0
  answers = new Map()
  const caller: Caller = {
    post: async (url, headers, body) => {
      heard.push({ url, id: headers['webhook-id'] ?? '', call: JSON.parse(body) })
      return answers.get(url)?.(heard.length)
    },
  }
  effects = { ...world, claims: memoryClaims(), secrets: memorySecrets(), caller, mayLoop: false }
  officer = holder(world.directory, 'officer', BODY).email
  // What was before anybody listened has been brought, and nobody heard it.
  await bring()
})

const asked = (route: string, more: object = {}) => ask(subscriptions, route, { email: officer, ...more }, effects)
const open = async (url = ADDRESS, more: object = {}) => (await asked('POST /api/subscriptions', { body: { url }, ...more })).json
const listed = async () => (await asked('GET /api/subscriptions')).json as { position: number; subscriptions: Record<string, unknown>[] }
const replay = (id: unknown, body: object) => asked('POST /api/subscriptions/{id}/replays', { params: { id }, body })

function messageOf({ name, detail }: RecordedEvent, messageId: string) {
  return { messageId, body: JSON.stringify({ id: messageId, source: 'thidua', 'detail-type': name, detail: JSON.parse(detail) }) }
}

/** One message to the function whose rule takes it; true when it is done with. */
async function deliver(event: RecordedEvent): Promise<boolean> {
  const records = {
    Records: [{ ...messageOf(event, `${event.stream}#${event.sequence}`), attributes: { ApproximateReceiveCount: '1' } }],
  } as never
  const isPublic = (publicNames as readonly string[]).includes(event.name)
  const consume = isPublic ? enter : /^subscription\.(test-)?queued$/.test(event.name) ? call : undefined
  return (await consume?.(records, effects as never))?.batchItemFailures.length !== 1
}

/** As bus and queues do, in order, until nothing is left; a message that fails comes back after `VISIBILITY_SECONDS`. */
async function bring(): Promise<void> {
  const { published } = world.store
  for (; brought < published.length; brought += 1) await deliverAgain(published[brought] as RecordedEvent)
}

const VISIBILITY_SECONDS = ROUND_CLAIM_SECONDS + 1

async function deliverAgain(event: RecordedEvent, receives = 5): Promise<void> {
  if (await deliver(event)) return
  expect(receives).toBeGreaterThan(1)
  world.clock.moveBy(VISIBILITY_SECONDS)
  await deliverAgain(event, receives - 1)
}

/** A unit hands in and takes it back: two public events each time. */
async function handIn(times = 1): Promise<void> {
  const task = world.plan.tasks.find(({ form }) => form === 'registration')
  if (task === undefined) throw new Error('the sample plan asks for no registration')
  const of = { planId: world.plan.planId, key: task.key, unit: SCHOOL }
  const context = contextIn(world)
  const nominees = [{ name: 'Nguyễn Thị Bí Mật', position: 'Giáo viên', award: 'Giấy khen', kind: 'individual' }]
  for (let time = 0; time < times; time += 1) {
    for (const given of [{ type: 'save-draft', nominees, note: SCHOOLS_NOTE }, { type: 'submit' }, { type: 'withdraw', reason: 'Sửa lại' }])
      await command(
        world.store,
        assignmentAggregate(of),
        assignmentId(of),
        { ...given, terms: termsOf(world.plan, task) } as AssignmentCommand,
        context,
      )
  }
}

const positions = (url = ADDRESS) => heard.filter((one) => one.url === url).map(({ call }) => call.data.position)

describe('a listener', () => {
  it('hears nothing of what was before it, and then of each public event once, in order', async () => {
    const { published } = world.store
    const before = published.length
    await open()
    await handIn(2)
    await bring()
    const happened = published.slice(before).filter(({ name }) => (publicNames as readonly string[]).includes(name))
    expect(happened).toHaveLength(4)
    expect(heard.map(({ call }) => call.type)).toEqual(happened.map(({ name }) => name))
    expect(heard.map(({ call }) => call.data.event)).toEqual(happened.map(({ stream, sequence }) => `${stream}#${sequence}`))
    expect(positions()).toEqual([1, 2, 3, 4])
    expect(heard.map(({ id }) => id)).toEqual(heard.map(({ call }) => callId(call.data.event)))
    expect((await listed()).subscriptions).toMatchObject([{ status: 'open', after: 4 }])
  })

  it('is told which plan, task and unit, when in Hà Nội, and nothing of anybody', async () => {
    await open()
    await handIn()
    await bring()
    expect(heard[0]?.call).toEqual({
      type: 'assignment.submitted',
      timestamp: '2021-01-18T09:00:00+07:00',
      data: {
        ...{ version: 1, body: BODY, position: 1, event: expect.stringContaining('assignment#'), planId: world.plan.planId },
        ...{ number: world.plan.header.number, key: expect.any(String), unit: SCHOOL },
      },
    })
    for (const word of ['Bí Mật', 'per_', SCHOOLS_NOTE, 'Sửa lại']) expect(JSON.stringify(heard)).not.toContain(word)
  })

  it('hears an event once however often the bus brings it', async () => {
    await open()
    await handIn()
    const events = world.store.published.filter(({ name }) => name.startsWith('assignment.'))
    await bring()
    for (const event of events) await deliver(event)
    await bring()
    expect(positions()).toEqual([1, 2])
  })

  it('hears nothing of the plans of another body, and no bulletin is kept for one to which nobody listens', async () => {
    const district = world.directory.people.find(({ roles }) => roles.some(({ role, unit }) => role === 'officer' && unit !== BODY))
    const opened = await open(ADDRESS, { email: district?.email })
    expect(opened.status).toBe('open')
    await handIn()
    await bring()
    expect(heard).toEqual([])
    expect([...world.store.streams()].filter((stream) => stream.startsWith('bulletin#'))).toEqual([])
  })

  it('costs one small read while there is none', async () => {
    const list = vi.spyOn(world.store, 'list')
    const others = [vi.spyOn(world.store, 'load'), vi.spyOn(world.store, 'loadMany'), vi.spyOn(world.store, 'revisions')]
    const records = Array.from({ length: 25 }, (_, index) => {
      const event = world.store.published.find(({ name }) => name === 'plan.issued') as RecordedEvent
      return { ...messageOf(event, `message-${index}`), attributes: { ApproximateReceiveCount: '1' } }
    })
    await enter({ Records: records } as never, effects as never)
    expect([list.mock.calls.length, ...others.map(({ mock }) => mock.calls.length)]).toEqual([1, 0, 0, 0])
  })
})

describe('a listener that does not answer', () => {
  it('is called again with what it did not answer, and only with that', async () => {
    await open()
    answers.set(ADDRESS, (count) => (count === 2 || count === 3 ? '500' : undefined))
    await handIn()
    await bring()
    expect(positions()).toEqual([1, 2, 2, 2])
    expect((await listed()).subscriptions).toMatchObject([{ status: 'open', after: 2 }])
    expect((await listed()).subscriptions[0]?.failed).toBeUndefined()
  })

  it('for good is suspended; its officer is told; nothing is left to the operator; others hear everything', async () => {
    const other = 'https://khac.example.vn/'
    const { subscriptionId } = await open()
    await open(other)
    answers.set(ADDRESS, () => '503')
    await handIn()
    await bring()
    expect(positions()).toEqual(Array.from({ length: TRIES_MAX }, () => 1))
    expect(positions(other)).toEqual([1, 2])
    const [first] = (await listed()).subscriptions.filter((one) => one.subscriptionId === subscriptionId)
    expect(first).toMatchObject({ status: 'suspended', after: 0, failed: { reason: '503' } })
    const failures = world.store.published.filter(({ name }) => name === 'reaction.failed').map(({ detail }) => JSON.parse(detail).data)
    const by = holder(world.directory, 'officer', BODY).id
    expect(failures).toMatchObject([{ reaction: 'subscription-queued/call-listener', reason: '503', causedBy: by }])

    await handIn()
    await bring()
    expect(positions()).toHaveLength(TRIES_MAX)
    answers.clear()
    await replay(subscriptionId, {})
    await bring()
    expect(positions().slice(TRIES_MAX)).toEqual([1, 2, 3, 4])
    expect((await listed()).subscriptions.every(({ status }) => status === 'open')).toBe(true)
  })

  it('tells its officer even if the worker dies between suspending and telling', async () => {
    await open()
    answers.set(ADDRESS, () => '503')
    await handIn()
    const { append } = world.store
    let died = 0
    vi.spyOn(world.store, 'append').mockImplementation(async (appends) => {
      if (appends.some(({ stream }) => stream.startsWith('failure#')) && died++ === 0) throw new Error('the worker died')
      return append(appends)
    })
    await bring()
    expect(died).toBe(2)
    expect(world.store.published.filter(({ name }) => name === 'reaction.failed')).toHaveLength(1)
  })
})

describe('a round', () => {
  it('is written down every few calls, and a crash makes no more of them again', async () => {
    await open()
    await handIn(ROUND_CALLS_MAX)
    let crashed = false
    answers.set(ADDRESS, (count) => {
      if (count === ROUND_CALLS_MAX + 3 && !crashed) {
        crashed = true
        throw new Error('the worker died')
      }
      return undefined
    })
    await bring()
    const again = [11, 12, 13]
    expect(positions()).toEqual([
      ...Array.from({ length: 10 }, (_, index) => index + 1),
      ...again,
      ...Array.from({ length: 10 }, (_, index) => index + 11),
    ])
    expect(new Set(heard.map(({ id }) => id)).size).toBe(20)
  })

  it('is called by one worker, though its message comes twice', async () => {
    await open()
    await handIn()
    const { published } = world.store
    for (; published[brought] !== undefined && published[brought]?.name !== 'subscription.queued'; brought += 1)
      await deliver(published[brought] as RecordedEvent)
    const due = published[brought] as RecordedEvent
    expect(await Promise.all([deliver(due), deliver(due)])).toEqual([true, false])
    expect(await deliver(due)).toBe(true)
    expect(positions()).toEqual([1, 2].slice(0, positions().length))
  })

  it('leaves nothing behind that was entered while it was on', async () => {
    await open()
    await handIn()
    let isLate = true
    answers.set(ADDRESS, () => undefined)
    const { events } = world.store
    vi.spyOn(world.store, 'events').mockImplementation(async (...of) => {
      const found = await events(...of)
      if (isLate && of[0].startsWith('bulletin#')) {
        isLate = false
        // Entered after the round has looked, and while it is on: it wakes nobody.
        await handIn()
        for (const event of world.store.published.filter(({ name }) => name.startsWith('assignment.'))) await deliver(event)
      }
      return found
    })
    await bring()
    expect(positions()).toEqual([1, 2, 3, 4])
  })
})

describe('from a cursor', () => {
  it('everything after it is called again, in order, under the ids it had', async () => {
    const { subscriptionId } = await open()
    await handIn(2)
    await bring()
    const ids = heard.map(({ id }) => id)
    const { json } = await replay(subscriptionId, { after: 1 })
    expect(json).toMatchObject({ after: 1 })
    await bring()
    expect(heard.slice(4).map(({ id }) => id)).toEqual(ids.slice(1))
  })

  it.each([
    ['beyond the bulletin', { after: 3 }, 'no-such-position'],
    ['before its beginning', { after: -1 }, 'invalid'],
  ])('%s is refused', async (_where, body, code) => {
    const { subscriptionId } = await open()
    await handIn()
    await bring()
    expect((await replay(subscriptionId, body)).json.code).toBe(code)
  })
})

describe('a test call', () => {
  it('is signed like every other, tells of nothing, and its outcome is shown', async () => {
    const { subscriptionId } = await open()
    const test = () => asked('POST /api/subscriptions/{id}/tests', { params: { id: subscriptionId } })
    await test()
    await bring()
    expect(heard.map(({ call }) => call)).toEqual([
      { type: 'test', timestamp: '2021-01-18T09:00:00+07:00', data: { version: 1, body: BODY } },
    ])
    expect((await listed()).subscriptions[0]?.test).toEqual({ at: world.clock.now() })
    answers.set(ADDRESS, () => 'timeout')
    await test()
    await bring()
    expect((await listed()).subscriptions[0]).toMatchObject({ status: 'open', test: { reason: 'timeout' } })
  })
})

describe('the secret', () => {
  it('is told once and is nowhere else: not in a log, a list, another answer or a line', async () => {
    const printed = vi.spyOn(console, 'log')
    const opened = await open(ADDRESS, { key: 'key-of-opening' })
    const secret = String(opened.secret)
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const again = await open(ADDRESS, { key: 'key-of-opening' })
    expect(again).toMatchObject({ subscriptionId: opened.subscriptionId })
    await handIn()
    await bring()
    const kept = await Promise.all([...world.store.streams()].map((stream) => world.store.load(stream)))
    const { items } = await world.store.list('subscription')
    const said = JSON.stringify([again, await listed(), world.store.published, kept, items, printed.mock.calls, heard])
    expect(said).not.toContain(secret)
    expect(said).not.toContain(secret.slice('whsec_'.length))
    expect(said).not.toContain('"secret"')
  })

  it('of the one that opened it signs, whichever of two requests under one key that was', async () => {
    const [one, other] = await Promise.all([open(ADDRESS, { key: 'key-of-both' }), open(ADDRESS, { key: 'key-of-both' })])
    const told = [one?.secret, other?.secret].filter((secret) => secret !== undefined)
    expect(told).toHaveLength(1)
    const event = world.store.published.find(({ name }) => name === 'subscription.opened')
    const { secretId } = (JSON.parse(event?.detail ?? '{}') as Detail<{ secretId: string }>).data
    expect(await effects.secrets.read(secretId)).toBe(told[0])
  })

  it('is forgotten with the subscription, which nobody calls or finds any more', async () => {
    const { subscriptionId } = await open()
    await handIn()
    await asked('DELETE /api/subscriptions/{id}', { params: { id: subscriptionId } })
    await bring()
    expect([heard, (await listed()).subscriptions]).toEqual([[], []])
    const event = world.store.published.find(({ name }) => name === 'subscription.opened')
    const { secretId } = (JSON.parse(event?.detail ?? '{}') as Detail<{ secretId: string }>).data
    expect(await effects.secrets.read(secretId)).toBeUndefined()
    expect((await replay(subscriptionId, {})).json.code).toBe('not-found')
  })
})

describe('a listener is let in', () => {
  it.each([
    ['http://nhan.example.vn/', 'not-https'],
    ['https://ai:mat-khau@nhan.example.vn/', 'credentials'],
    ['https://169.254.169.254/latest/meta-data', 'not-public'],
  ])('not at %s', async (url, code) => expect(await open(url)).toMatchObject({ code, field: 'url' }))

  it('by an officer of the body, and found by nobody else', async () => {
    const { subscriptionId } = await open()
    for (const role of ['head', 'reader'] as const) {
      const person = world.directory.people.find(({ roles }) => roles.some((held) => held.role === role && held.unit === BODY))
      if (person !== undefined) expect(await open(ADDRESS, { email: person.email })).toMatchObject({ code: 'not-found' })
    }
    const stranger = world.directory.people.find(({ roles }) => roles.some(({ role, unit }) => role === 'officer' && unit !== BODY))
    const found = await asked('POST /api/subscriptions/{id}/tests', { params: { id: subscriptionId }, email: stranger?.email })
    expect(found.json.code).toBe('not-found')
  })

  it('as long as there are few', async () => {
    for (let count = 0; count < SUBSCRIPTIONS_MAX; count += 1) expect(await open()).toMatchObject({ status: 'open' })
    expect(await open()).toMatchObject({ code: 'too-many-subscriptions', facts: { max: SUBSCRIPTIONS_MAX } })
  })
})
