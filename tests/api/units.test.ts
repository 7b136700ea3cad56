/** A unit's own page: its addresses, its mails, and a role that passes from one person to another. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { unitRoleTransferred } from '../../events/directory.ts'
import type { Detail, Happened } from '../../events/event.ts'
import * as directoryRoutes from '../../functions/api/directory.ts'
import * as notices from '../../functions/api/notices.ts'
import * as units from '../../functions/api/units.ts'
import { readDirectory } from '../../shared/directory/load.ts'
import { personIdOf } from '../../shared/directory/person-id.ts'
import { tellHandOver } from '../../shared/notice/tell-hand-over.ts'
import { tellRecipients } from '../../shared/notice/tell-recipients.ts'
import { ask, holder, type MemoryWorld, memoryWorld } from './world.ts'

const SCHOOL = 'unt_thpt-binh-duc'
const OTHER = 'unt_thpt-dai-ha'
const params = { unit: SCHOOL }

let world: MemoryWorld
let clerk: ReturnType<typeof holder>
let head: ReturnType<typeof holder>

beforeEach(async () => {
  world = await memoryWorld()
  clerk = holder(world.directory, 'clerk', SCHOOL)
  head = holder(world.directory, 'head', SCHOOL)
})

const read = (email: string) => ask(units, 'GET /api/units/{unit}', { email, params }, world)
const correct = (email: string, emails: readonly string[], headers = {}) =>
  ask(units, 'PUT /api/units/{unit}/contacts', { email, params, body: { emails }, headers }, world)
const passOn = (email: string, body: object, key?: string) =>
  ask(units, 'POST /api/units/{unit}/hand-overs', { email, params, body: { ...order(), ...body }, key }, world)
const takeBack = (email: string, body: object = {}, { key, headers }: { key?: string; headers?: Record<string, string> } = {}) =>
  ask(units, 'POST /api/units/{unit}/hand-overs/cancel', { email, params, body: { ...handed(), ...body }, key, headers }, world)
const order = () => ({ role: 'clerk', giver: clerk.id, name: 'Lê Thị Mới', email: 'le-thi-moi@thidua.test', from: '2021-02-01' })

const handed = () => ({ role: 'clerk', giver: clerk.id, receiver: personIdOf('le-thi-moi@thidua.test'), from: '2021-02-01' })

/** As the reaction gets it. */
const transfer = (name: 'unit.role-transferred' | 'unit.role-transfer-cancelled') => ({ ...lastEvent<Transferred>(name), name })
type Transferred = Happened<typeof unitRoleTransferred>['data']

const told = (kind: string): string[] =>
  world.store.published
    .filter(({ name }) => name === 'notice.queued')
    .map(({ detail }) => JSON.parse(detail).data)
    .filter((notice) => notice.kind === kind)
    .map(({ address }) => address)

/** What the log of this name says last, as the relay would bring it. */
function lastEvent<Data>(name: string): Detail<Data> {
  const found = world.store.published.findLast((event) => event.name === name)
  if (found === undefined) throw new Error(`${name} has not happened`)
  return JSON.parse(found.detail)
}

describe('the addresses for notices', () => {
  it('are put right by the unit itself, and the next mail goes there', async () => {
    const { json, statusCode } = await correct(clerk.email, ['moi@thpt-mau.thidua.test', 'hai@thpt-mau.thidua.test'])
    expect([statusCode, json.emails]).toEqual([200, ['moi@thpt-mau.thidua.test', 'hai@thpt-mau.thidua.test']])
    const { units: known } = await readDirectory(world.store)
    expect(known.find(({ id }) => id === SCHOOL)?.contacts[0]).toEqual({ email: 'moi@thpt-mau.thidua.test' })
  })

  it.each([
    ['email-wrong', ['khong-phai-thu']],
    ['email-wrong', ['a@b.vn\r\nBcc: c@d.vn']],
    ['contact-missing', []],
    ['too-many-contacts', ['a@thidua.test', 'b@thidua.test', 'c@thidua.test']],
  ])('are refused with %s for %j', async (code, emails) => {
    const { json, statusCode } = await correct(clerk.email, emails)
    expect([statusCode, json.code]).toEqual([409, code])
  })

  it('are not overwritten by somebody who saw an older version', async () => {
    const { headers = {} } = await read(clerk.email)
    await correct(head.email, ['mot@thidua.test'])
    const { json } = await correct(clerk.email, ['hai@thidua.test'], { 'if-match': String(headers.etag) })
    expect(json.code).toBe('stale')
  })
})

describe('a hand-over', () => {
  const actsFor = async (email: string, at: string): Promise<unknown> => {
    world.clock.moveTo(at)
    return (await ask(directoryRoutes, 'GET /api/me', { email }, world)).json.roles
  }

  it('ends one role and begins the other at midnight in Hà Nội, and nothing of the unit is lost', async () => {
    expect((await passOn(clerk.email, {})).statusCode).toBe(201)
    const role = expect.objectContaining({ role: 'clerk', unit: SCHOOL })
    expect(await actsFor(clerk.email, '2021-01-31T16:59:00.000Z')).toEqual([role])
    expect(await actsFor('le-thi-moi@thidua.test', '2021-01-31T16:59:00.000Z')).toBeUndefined()
    expect(await actsFor('le-thi-moi@thidua.test', '2021-01-31T17:00:00.000Z')).toEqual([role])
    expect(await actsFor(clerk.email, '2021-01-31T17:00:00.000Z')).toBeUndefined()
  })

  it('sent twice under one key is one hand-over', async () => {
    const first = await passOn(clerk.email, {}, 'one-and-the-same-key')
    const second = await passOn(clerk.email, {}, 'one-and-the-same-key')
    expect([first.statusCode, second.statusCode]).toEqual([201, 201])
    expect(world.store.published.filter(({ name }) => name === 'unit.role-transferred')).toHaveLength(1)
  })

  it('from today is done once also where the giver is nobody any more by the second press, and the press has a key of its own', async () => {
    const from = '2021-01-18'
    const pressed = [await passOn(clerk.email, { from }), await passOn(clerk.email, { from })]
    world.clock.moveTo('2021-01-18T02:01:00.000Z')
    pressed.push(await passOn(clerk.email, { from }))
    expect((await read(clerk.email)).statusCode).toBe(403)
    expect(pressed.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201])
    expect(pressed.map(({ json }) => json)).toEqual([pressed[0]?.json, pressed[0]?.json, pressed[0]?.json])
    expect(world.store.published.filter(({ name }) => name === 'unit.role-transferred')).toHaveLength(1)
  })

  it('from today tells whoever is nobody any more of this hand-over alone, and of that for the day', async () => {
    const from = '2021-01-18'
    await passOn(clerk.email, { from })
    world.clock.moveTo('2021-01-18T02:01:00.000Z')
    const others = [{ from: '2021-01-19' }, { from, email: 'khac@thidua.test' }, { from, role: 'reader' }, { from, giver: head.id }]
    for (const body of others) expect((await passOn(clerk.email, body)).statusCode).toBe(403)
    expect((await correct(clerk.email, ['moi@thidua.test'])).statusCode).toBe(403)
    world.clock.moveTo('2021-01-19T02:00:00.000Z')
    expect((await passOn(clerk.email, { from })).statusCode).toBe(403)
  })

  it('is told to both, to the head and to the officers above, each once', async () => {
    await passOn(clerk.email, {})
    const event = transfer('unit.role-transferred')
    await tellHandOver(event, world)
    await tellHandOver(event, world)
    const officer = holder(world.directory, 'officer', 'unt_so-gddt-ha-noi').email
    const addresses = told('role-transferred')
    expect(new Set(addresses).size).toBe(addresses.length)
    expect(addresses).toEqual(expect.arrayContaining([clerk.email, 'le-thi-moi@thidua.test', head.email, officer]))
  })

  it('of another is for the head to order, and of an officer for nobody here', async () => {
    const asClerk = await passOn(clerk.email, { role: 'head', giver: head.id })
    expect([asClerk.statusCode, asClerk.json.code]).toEqual([409, 'hand-over-not-yours'])
    expect((await passOn(head.email, {})).statusCode).toBe(201)
    const officer = holder(world.directory, 'officer', 'unt_so-gddt-ha-noi')
    expect((await passOn(head.email, { role: 'officer', giver: officer.id })).statusCode).toBe(400)
    expect((await passOn(holder(world.directory, 'head', OTHER).email, {})).statusCode).toBe(404)
  })

  it.each([
    ['hand-over-past', { from: '2021-01-17' }],
    ['hand-over-far', { from: '2023-01-01' }],
    ['email-wrong', { email: 'khong phai thu' }],
    ['role-not-there', { giver: 'per_khong-co' }],
  ])('is refused with %s', async (code, wrong) => {
    expect((await passOn(head.email, wrong)).json.code).toBe(code)
  })

  it('to oneself, or to somebody who has the role already, is refused', async () => {
    expect((await passOn(clerk.email, { email: clerk.email })).json.code).toBe('hand-over-to-self')
    await passOn(clerk.email, {})
    expect((await passOn(head.email, { role: 'head', giver: head.id, email: 'le-thi-moi@thidua.test' })).statusCode).toBe(201)
  })

  it('is readable in the log of the unit, for its clerk too', async () => {
    await passOn(clerk.email, {})
    const log = await ask(directoryRoutes, 'GET /api/log/{kind}/{id}', { email: clerk.email, params: { kind: 'unit', id: SCHOOL } }, world)
    expect(log.json).toMatchObject({
      holds: true,
      events: [{ name: 'unit.registered' }, { name: 'unit.role-transferred', actorName: clerk.name }],
    })
  })
})

describe('a hand-over that is taken back before its day', () => {
  const officer = () => holder(world.directory, 'officer', 'unt_so-gddt-ha-noi')
  const people = async (email: string) =>
    (await read(email)).json.people as { email: string; role: string; to?: string; coming?: { mayCancel: boolean; giverName: string } }[]

  beforeEach(async () => {
    await passOn(clerk.email, {})
  })

  it('leaves the role with the giver, beyond the day it would have passed', async () => {
    expect((await takeBack(clerk.email)).statusCode).toBe(200)
    world.clock.moveTo('2021-02-01T02:00:00.000Z')
    const { json } = await ask(directoryRoutes, 'GET /api/me', { email: clerk.email }, world)
    expect(json.roles).toEqual([expect.objectContaining({ role: 'clerk', unit: SCHOOL })])
    const { statusCode } = await ask(directoryRoutes, 'GET /api/me', { email: 'le-thi-moi@thidua.test' }, world)
    expect(statusCode).not.toBe(200)
  })

  it('is offered to the giver, to the head and to the officer above, and names the giver', async () => {
    for (const email of [clerk.email, head.email, officer().email]) {
      const coming = (await people(email)).find((one) => one.email === 'le-thi-moi@thidua.test')?.coming
      expect(coming).toMatchObject({ mayCancel: true, giverName: clerk.name })
    }
    world.clock.moveTo('2021-02-01T02:00:00.000Z')
    expect((await people(head.email)).find((one) => one.email === 'le-thi-moi@thidua.test')?.coming).toBeUndefined()
  })

  it.each([
    ['the giver', () => clerk.email, 200],
    ['the head', () => head.email, 200],
    ['the officer above', () => officer().email, 200],
    ['the head of another unit', () => holder(world.directory, 'head', OTHER).email, 404],
  ])('by %s', async (_who, email, status) => {
    expect((await takeBack(email())).statusCode).toBe(status)
  })

  it('is not for a clerk where it is the head’s', async () => {
    await passOn(head.email, { role: 'head', giver: head.id, email: 'truong-moi@thidua.test' })
    const { json } = await takeBack(clerk.email, { role: 'head', giver: head.id, receiver: personIdOf('truong-moi@thidua.test') })
    expect(json.code).toBe('hand-over-not-yours')
    const coming = (await people(clerk.email)).find((one) => one.email === 'truong-moi@thidua.test')?.coming
    expect(coming?.mayCancel).toBe(false)
  })

  it('sent twice under one key is done once; without, the second finds nothing', async () => {
    const [first, again, anew] = [
      await takeBack(clerk.email, {}, { key: 'one-and-the-same-key' }),
      await takeBack(clerk.email, {}, { key: 'one-and-the-same-key' }),
      await takeBack(clerk.email),
    ]
    expect([first.statusCode, again.statusCode, anew.json.code]).toEqual([200, 200, 'hand-over-not-there'])
    expect(world.store.published.filter(({ name }) => name === 'unit.role-transfer-cancelled')).toHaveLength(1)
  })

  it('is refused from the day on, to whoever saw an older unit, and for what was never handed over', async () => {
    expect((await takeBack(clerk.email, {}, { headers: { 'if-match': '"1"' } })).json.code).toBe('stale')
    expect((await takeBack(clerk.email, { from: '2021-02-02' })).json.code).toBe('hand-over-not-there')
    world.clock.moveTo('2021-01-31T17:00:00.000Z')
    expect((await takeBack(head.email)).json.code).toBe('hand-over-in-force')
  })

  it('is told to the same people, each once, and is readable in the log', async () => {
    await tellHandOver(transfer('unit.role-transferred'), world)
    await takeBack(officer().email)
    const event = transfer('unit.role-transfer-cancelled')
    await tellHandOver(event, world)
    await tellHandOver(event, world)
    expect(told('role-transfer-cancelled').toSorted()).toEqual(told('role-transferred').toSorted())
    const log = await ask(directoryRoutes, 'GET /api/log/{kind}/{id}', { email: clerk.email, params: { kind: 'unit', id: SCHOOL } }, world)
    expect(log.json).toMatchObject({
      holds: true,
      events: [{}, {}, { name: 'unit.role-transfer-cancelled', actorName: officer().name }],
    })
  })

  it('is never announced afterwards, when the news of the hand-over comes late', async () => {
    await takeBack(clerk.email)
    await tellHandOver(transfer('unit.role-transferred'), world)
    expect(told('role-transferred')).toEqual([])
  })

  it('can be done again, and the name that was wrong is right then', async () => {
    await takeBack(clerk.email)
    expect((await passOn(clerk.email, { name: 'Lê Thị Đúng' })).statusCode).toBe(201)
    const names = (await readDirectory(world.store)).people.filter(({ email }) => email === 'le-thi-moi@thidua.test')
    expect(names.map(({ name }) => name)).toEqual(['Lê Thị Đúng'])
  })
})

describe('the mails of a unit', () => {
  it('are its own and those to the person, the newest first, and what is acknowledged says so', async () => {
    await tellRecipients(lastEvent('plan.issued'), world)
    world.clock.moveBy(60)
    await passOn(clerk.email, {})
    await tellHandOver(transfer('unit.role-transferred'), world)
    const list = () => ask(notices, 'GET /api/units/{unit}/notices', { email: clerk.email, params }, world)
    const { json } = await list()
    expect(json).toMatchObject({
      may: { acknowledge: true },
      notices: [
        { kind: 'role-transferred', isPersonal: true },
        { kind: 'plan-issued', isPersonal: false, planNumber: '21/KH-SGDĐT', delivery: 'queued' },
      ],
    })
    const [, { noticeId = '' } = {}] = json.notices as { noticeId: string }[]
    await ask(notices, 'POST /api/notices/{noticeId}/acknowledge', { email: clerk.email, params: { noticeId } }, world)
    expect((await list()).json).toMatchObject({ notices: [{}, { delivery: 'acknowledged' }] })
    expect((await ask(notices, 'GET /api/units/{unit}/notices', { email: clerk.email, params: { unit: OTHER } }, world)).statusCode).toBe(
      404,
    )
  })
})
