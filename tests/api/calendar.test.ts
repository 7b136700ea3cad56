/** A private calendar address: made by its owner, read by calendar programs, dead when it is replaced or taken back. */
import { createHash, randomBytes } from 'node:crypto'
import ICAL from 'ical.js'
import ical, { type VEvent } from 'node-ical'
import { beforeEach, describe, expect, it } from 'vitest'
import * as calendar from '../../functions/api/calendar.ts'
import * as feeds from '../../functions/api/feeds.ts'
import { assignmentAggregate } from '../../shared/assignment/assignment.ts'
import { assignmentId } from '../../shared/assignment/part.ts'
import { command } from '../../shared/log/command.ts'
import { renderNotice } from '../../shared/notice/render.ts'
import { termsOf } from '../../shared/plan/terms.ts'
import { ask, holder, type MemoryWorld, memoryWorld, requestOf, withPerson } from './world.ts'

const SCHOOL = 'unt_thpt-binh-duc'
const OTHER = 'unt_thpt-dai-ha'

let world: MemoryWorld
let clerk: string

beforeEach(async () => {
  world = await memoryWorld()
  clerk = holder(world.directory, 'clerk', SCHOOL).email
})

const newSecret = () => randomBytes(32).toString('base64url')
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

async function open(email: string, whose: 'unit' | 'person', in_ = world): Promise<{ feedId: string; secret: string }> {
  const secret = newSecret()
  const made = await ask(feeds, 'PUT /api/feeds/{whose}', { email, params: { whose }, body: { secretSha256: hashOf(secret) } }, in_)
  expect(made.statusCode).toBe(200)
  return { feedId: String(made.json.feedId), secret }
}

function fetchCalendar({ feedId, secret }: { feedId: string; secret: string }, headers: Record<string, string> = {}, in_ = world) {
  const params = { feedId, secret: `${secret}.ics` }
  return calendar.answer(requestOf('GET /api/calendar/{feedId}/{secret}', { params, headers }), in_)
}

function byIcalJs(text: string) {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    const { uid, summary, startDate, endDate, sequence } = new ICAL.Event(component)
    const instants = startDate.isDate ? undefined : [startDate, endDate].map((time) => time.toJSDate().toISOString())
    const days = startDate.isDate ? [startDate.toString(), endDate.toString()] : undefined
    return { uid, summary, sequence: sequence ?? 0, days, instants, rings: component.getFirstSubcomponent('valarm') !== null }
  })
}

function byNodeIcal(text: string) {
  const events = Object.values(ical.sync.parseICS(text)).filter((one): one is VEvent => one?.type === 'VEVENT')
  const two = (number: number) => String(number).padStart(2, '0')
  // An all-day date is midnight of this machine's zone there.
  const day = (date: Date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return events.map(({ uid, summary, sequence, start, end = start, datetype, alarms }) => ({
    uid,
    summary: String(summary),
    sequence: Number(sequence),
    days: datetype === 'date' ? [day(start), day(end)] : undefined,
    instants: datetype === 'date' ? undefined : [start.toISOString(), end.toISOString()],
    rings: (alarms ?? []).length > 0,
  }))
}

async function order(unit: string, key: string, given: object): Promise<void> {
  const of = { planId: world.plan.planId, key, unit }
  const task = world.plan.tasks.find((one) => one.key === key)
  if (task === undefined) throw new Error(`no task ${key}`)
  const context = { at: world.clock.now(), actor: { person: 'per_x' }, correlationId: 'test', causationId: 'test' }
  const terms = termsOf(world.plan, task)
  const done = await command(world.store, assignmentAggregate(of), assignmentId(of), { ...given, terms } as never, context)
  expect(done).not.toHaveProperty('refused', true)
}

describe('the calendar of a unit', () => {
  it('holds every dated task of the unit, and two parsers that share no code read the same', async () => {
    const { statusCode, body = '', headers } = await fetchCalendar(await open(clerk, 'unit'))
    expect([statusCode, headers?.['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
    const read = byIcalJs(body)
    expect(byNodeIcal(body)).toEqual(read)
    expect(read.find(({ uid }) => uid === `${world.plan.planId}.1.${SCHOOL}@thidua`)).toMatchObject({
      days: ['2021-02-04', '2021-02-05'],
      sequence: 0,
      rings: true,
    })
    expect(read.find(({ uid }) => uid.includes('.11.'))).toMatchObject({ days: ['2021-11-22', '2021-12-11'] })
  })

  it('names the same entries by the same words and UIDs as the mail of the plan', async () => {
    const { body = '' } = await fetchCalendar(await open(clerk, 'unit'))
    const owes = world.plan.tasks.map(({ key }) => key)
    const about = { planId: world.plan.planId, recipient: SCHOOL, name: 'Trường', address: 'a@b.vn', contact: 1, facts: { owes } }
    const mail = renderNotice({ ...about, noticeId: 'ntc_1', kind: 'plan-issued' }, world.plan, world.portalUrl)
    const mailed = new Map(byIcalJs(mail.calendar ?? '').map((entry) => [entry.uid, entry]))
    const read = byIcalJs(body)
    expect(read.length).toBeGreaterThan(4)
    for (const entry of read) expect(mailed.get(entry.uid)).toEqual(entry)
  })

  it('describes its time zone in full, and an end at an hour is that hour in Hà Nội', async () => {
    const feed = await open(clerk, 'unit')
    await order(SCHOOL, '1', { type: 'extend', until: '2021-02-10T03:30:00.000Z', reason: 'Mưa lũ' })
    const { body = '' } = await fetchCalendar(feed)
    expect(body).toContain('BEGIN:VTIMEZONE\r\nTZID:Asia/Ho_Chi_Minh\r\n')
    expect(body).toContain('DTEND;TZID=Asia/Ho_Chi_Minh:20210210T103000')
    const moved = { instants: ['2021-02-10T02:30:00.000Z', '2021-02-10T03:30:00.000Z'], sequence: 1 }
    for (const read of [byIcalJs(body), byNodeIcal(body)]) expect(read.find(({ uid }) => uid.includes('.1.unt'))).toMatchObject(moved)
  })

  it('moves an entry to the last day of an extension, and the UID stays', async () => {
    const feed = await open(clerk, 'unit')
    await order(SCHOOL, '1', { type: 'extend', until: '2021-02-10T17:00:00.000Z', reason: 'Mưa lũ' })
    const entry = byIcalJs((await fetchCalendar(feed)).body ?? '').find(({ uid }) => uid.includes('.1.unt'))
    expect(entry).toMatchObject({ days: ['2021-02-10', '2021-02-11'], sequence: 1, summary: expect.stringMatching(/^Gia hạn\. /) })
  })

  it('says what is handed in and rings no more for it', async () => {
    const feed = await open(clerk, 'unit')
    await order(SCHOOL, '1', { type: 'save-draft', nominees: [{ name: 'Trần Thị Mẫu', award: 'Giấy khen', kind: 'individual' }], note: '' })
    await order(SCHOOL, '1', { type: 'submit' })
    const read = byIcalJs((await fetchCalendar(feed)).body ?? '')
    expect(read.find(({ uid }) => uid.includes('.1.unt'))).toMatchObject({ rings: false, summary: expect.stringMatching(/^Đã nộp\. /) })
    expect(read.filter(({ rings }) => rings)).toHaveLength(read.length - 1)
  })
})

describe('the calendar of a person', () => {
  const twoUnits = {
    id: 'per_hai-noi' as const,
    name: 'Người Hai Nơi',
    email: 'hai-noi@thidua.test',
    roles: [
      { role: 'clerk' as const, unit: SCHOOL as 'unt_x', from: '2020-01-01', to: '2021-02-01' },
      { role: 'head' as const, unit: OTHER as 'unt_x', from: '2020-01-01' },
    ],
  }

  it('unites the units they act for, names each, and drops a role the day after it ended', async () => {
    const mine = await memoryWorld(withPerson(twoUnits))
    const feed = await open(twoUnits.email, 'person', mine)
    const unitsOf = async () => {
      const read = byIcalJs((await fetchCalendar(feed, {}, mine)).body ?? '')
      expect(new Set(read.map(({ uid }) => uid)).size).toBe(read.length)
      return new Set(read.map(({ uid }) => uid.split('.').at(-1)))
    }
    expect(await unitsOf()).toEqual(new Set([`${SCHOOL}@thidua`, `${OTHER}@thidua`]))
    mine.clock.moveTo('2021-02-01T17:00:00.000Z')
    expect(await unitsOf()).toEqual(new Set([`${OTHER}@thidua`]))
  })
})

describe('the address', () => {
  it('is dead for a wrong secret, of another, replaced or taken back: one answer for all of them', async () => {
    const first = await open(clerk, 'unit')
    const other = await open(holder(world.directory, 'clerk', OTHER).email, 'unit')
    const second = await open(clerk, 'unit')
    await ask(
      feeds,
      'DELETE /api/feeds/{whose}',
      { email: holder(world.directory, 'clerk', OTHER).email, params: { whose: 'unit' } },
      world,
    )
    const dead = [
      first,
      other,
      { ...second, secret: newSecret() },
      { feedId: other.feedId, secret: second.secret },
      { feedId: `fed_${'0'.repeat(26)}`, secret: second.secret },
      { ...second, secret: second.secret.slice(1) },
    ]
    const answers = await Promise.all(dead.map(async (one) => fetchCalendar(one)))
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
    expect(answers[0]?.statusCode).toBe(404)
    expect((await fetchCalendar(second)).statusCode).toBe(200)
  })

  it('is not in the record: neither events nor states hold the secret', async () => {
    const { secret } = await open(clerk, 'person')
    expect(JSON.stringify(world.store.published)).not.toContain(secret)
  })

  it('answers 304 to whoever has the newest already, and is to be kept by nobody in between', async () => {
    const feed = await open(clerk, 'unit')
    const { headers = {} } = await fetchCalendar(feed)
    const etag = String(headers.etag)
    expect(headers['cache-control']).toBe('private, no-cache')
    for (const known of [etag, `W/${etag}`, `"x", ${etag}`]) {
      const again = await fetchCalendar(feed, { 'if-none-match': known })
      expect([again.statusCode, again.body, again.headers?.etag]).toEqual([304, undefined, etag])
    }
    await order(SCHOOL, '1', { type: 'extend', until: '2021-02-10T17:00:00.000Z', reason: 'Mưa lũ' })
    expect((await fetchCalendar(feed, { 'if-none-match': etag })).statusCode).toBe(200)
  })

  it('can be made by nobody for another: a reader has no say over the unit', async () => {
    const reader = { id: 'per_xem' as const, name: 'Người Xem', email: 'xem@thidua.test' }
    const mine = await memoryWorld(withPerson({ ...reader, roles: [{ role: 'reader', unit: SCHOOL as 'unt_x', from: '2020-01-01' }] }))
    const body = { secretSha256: hashOf('x') }
    const put = (whose: string) => ask(feeds, 'PUT /api/feeds/{whose}', { email: reader.email, params: { whose }, body }, mine)
    expect([(await put('unit')).statusCode, (await put('person')).statusCode]).toEqual([404, 200])
  })
})
