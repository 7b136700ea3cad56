/** A unit's own page: its addresses, its mails, and a role that passes from one person to another. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { Detail } from '../../events/event.ts'
import * as directoryRoutes from '../../functions/api/directory.ts'
import * as notices from '../../functions/api/notices.ts'
import * as units from '../../functions/api/units.ts'
import { readDirectory } from '../../shared/directory/load.ts'
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
const order = () => ({ role: 'clerk', giver: clerk.id, name: 'Lê Thị Mới', email: 'le-thi-moi@thidua.test', from: '2021-02-01' })

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

  it('is told to both, to the head and to the officers above, each once', async () => {
    await passOn(clerk.email, {})
    const event = lastEvent<never>('unit.role-transferred')
    await tellHandOver(event, world)
    await tellHandOver(event, world)
    const queued = world.store.published.filter(({ name }) => name === 'notice.queued').map(({ detail }) => JSON.parse(detail).data)
    const told = queued.filter(({ kind }) => kind === 'role-transferred').map(({ address }) => address)
    const officer = holder(world.directory, 'officer', 'unt_so-gddt-ha-noi').email
    expect(new Set(told).size).toBe(told.length)
    expect(told).toEqual(expect.arrayContaining([clerk.email, 'le-thi-moi@thidua.test', head.email, officer]))
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

describe('the mails of a unit', () => {
  it('are its own and those to the person, the newest first, and what is acknowledged says so', async () => {
    await tellRecipients(lastEvent('plan.issued'), world)
    world.clock.moveBy(60)
    await passOn(clerk.email, {})
    await tellHandOver(lastEvent('unit.role-transferred'), world)
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
