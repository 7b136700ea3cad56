import ICAL from 'ical.js'
import { beforeEach, describe, expect, it } from 'vitest'
import { stateOf } from '../log/command.ts'
import { movedClock } from '../memory/clock.ts'
import { memoryEventStore } from '../memory/event-store.ts'
import {
  ALL,
  type AmendedEvent,
  type AmendingWorld,
  amendingWorld,
  amendWith,
  before,
  type Edit,
  handIn,
  ISSUED_AT,
  ONE,
  planIn,
} from '../plan/amendment/world.test-support.ts'
import { OTHER_PGD, PGD } from '../plan/cascade/cascade.test-support.ts'
import type { NoticeState } from './notice.ts'
import { renderNotice } from './render.ts'
import { tellAffected } from './tell-affected.ts'

const SILENT = 'unt_pgd-vang'
const THIRD = 'unt_pgd-ba'
const NOW = '2021-02-01T02:00:00.000Z'
const office = { type: 'pgd' as const, shortNames: [], area: 'quận Ba', validFrom: '2008-08-01', parent: 'unt_so-gddt-ha-noi' as const }
const contacts = [{ email: 'chinh@thidua.test' }, { email: 'phu@thidua.test' }]

let world: AmendingWorld

beforeEach(async () => {
  world = await amendingWorld({ store: memoryEventStore(), clock: movedClock(ISSUED_AT) }, [
    { ...office, id: THIRD, name: 'Phòng Giáo dục và Đào tạo quận Ba', contacts },
    { ...office, id: SILENT, name: 'Phòng Giáo dục và Đào tạo quận Vắng', area: 'quận Vắng', contacts: [] },
  ])
  world.clock.moveTo(NOW)
})

const tell = (event: AmendedEvent) => tellAffected(event, world)

/** Every mail in the outbox, sorted by address. */
async function outbox(): Promise<readonly NoticeState[]> {
  const streams = [...world.store.streams()].filter((stream) => stream.startsWith('notice#'))
  return (await world.store.loadMany(streams))
    .flatMap((stored) => stateOf<NoticeState>(stored) ?? [])
    .toSorted((left, right) => left.address.localeCompare(right.address))
}

const told = async () => (await outbox()).map(({ recipient, contact, facts }) => ({ recipient, contact, tasks: facts.tasks }))
const findings = async () => (await planIn(world))?.findings.filter(({ code }) => code === 'amendment-not-told') ?? []

const asks = (key: string, ...executing: string[]): Edit => ({ type: 'task', key, with: { executing } })
const moves = (key: string, day: string): Edit => ({ type: 'task', key, with: { due: before(day), deadlineText: `Trước ${day}` } })

describe('an amendment is told', () => {
  it('to the first contact of every unit it touches, once, and to nobody else', async () => {
    await tell(await amendWith(world, 'pln_1', moves('2', '2021-04-26'), asks('3', ONE)))
    const moved = { key: '2', change: 'changed' }
    const released = { key: '3', change: 'released' }
    expect(await told()).toEqual([
      { recipient: THIRD, contact: 1, tasks: [moved, released] },
      { recipient: OTHER_PGD, contact: 1, tasks: [moved, released] },
      { recipient: PGD, contact: 1, tasks: [moved] },
    ])
    expect((await outbox()).every(({ kind, planId }) => kind === 'plan-amended' && planId === 'pln_so')).toBe(true)
  })

  it('to no unit that is gone, though it owed the task while that ran', async () => {
    world = await amendingWorld({ store: memoryEventStore(), clock: movedClock(ISSUED_AT) }, [
      { ...office, id: THIRD, name: 'Phòng Giáo dục và Đào tạo quận Ba', contacts, validTo: '2021-02-08' },
    ])
    world.clock.moveTo('2021-02-10T02:00:00.000Z')
    await tell(await amendWith(world, 'pln_1', moves('1', '2021-03-02')))
    expect((await told()).map(({ recipient }) => recipient)).toEqual([OTHER_PGD, PGD])
  })

  it('to nobody for whom nothing is different', async () => {
    await tell(await amendWith(world, 'pln_1', asks('3', ONE, 'Phòng GDĐT quận Ba', 'Phòng GDĐT quận Vắng')))
    expect(await told()).toMatchObject([{ recipient: OTHER_PGD, tasks: [{ key: '3', change: 'released' }] }])
    expect(await findings()).toEqual([])
  })

  it('with what the unit has done, which stays valid', async () => {
    await handIn(world, '2', PGD)
    await tell(await amendWith(world, 'pln_1', moves('2', '2021-04-26')))
    const mine = (await outbox()).find(({ recipient }) => recipient === PGD)
    expect(mine?.facts.tasks).toMatchObject([{ key: '2', change: 'changed', state: 'submitted', late: false }])
  })

  it('to its officer, once, about a unit that has no address', async () => {
    const event = await amendWith(world, 'pln_1', moves('2', '2021-04-26'))
    await tell(event)
    await tell(event)
    expect(await findings()).toMatchObject([{ about: SILENT, severity: 'confirm' }])
  })

  it('once, though it is delivered twice and a unit hands in between', async () => {
    const event = await amendWith(world, 'pln_1', moves('2', '2021-04-26'))
    await tell(event)
    const first = await outbox()
    await handIn(world, '2', PGD)
    await tell(event)
    expect(await outbox()).toEqual(first)
    expect(first).toHaveLength(3)
  })

  it('once, by a worker that died after some of the mails', async () => {
    const event = await amendWith(world, 'pln_1', moves('2', '2021-04-26'))
    let left = 1
    const dying: typeof world.store = {
      ...world.store,
      append: async (appends) => {
        const appended = await world.store.append(appends)
        if (left-- === 0) throw new Error('died')
        return appended
      },
    }
    await expect(tellAffected(event, { store: dying, clock: world.clock })).rejects.toThrow('died')
    await tell(event)
    expect(await outbox()).toHaveLength(3)
    expect(await findings()).toHaveLength(1)
  })

  it('each in its own mail where two follow each other, in any order, each saying what it did', async () => {
    const first = await amendWith(world, 'pln_1', asks('2', ONE))
    const second = await amendWith(world, 'pln_2', asks('2', ALL))
    for (const event of [second, first, second]) await tell(event)
    const theirs = (await outbox()).filter(({ recipient }) => recipient === OTHER_PGD)
    expect(theirs.map(({ facts }) => [facts.amendment, facts.tasks]).toSorted()).toEqual([
      [1, [{ key: '2', change: 'released' }]],
      [2, [{ key: '2', change: 'asked' }]],
    ])
    expect((await outbox()).filter(({ recipient }) => recipient === PGD)).toEqual([])
  })
})

describe("a unit's calendar", () => {
  const entriesIn = (file: string) =>
    new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent').map((event) => ({
      uid: String(event.getFirstPropertyValue('uid')),
      sequence: Number(event.getFirstPropertyValue('sequence')),
      status: event.getFirstPropertyValue('status'),
    }))

  async function mailTo(unit: string, amendment: number) {
    const notice = (await outbox()).find(({ recipient, facts }) => recipient === unit && facts.amendment === amendment)
    if (notice === undefined) throw new Error(`${unit} was not told of ${amendment}`)
    return renderNotice(notice, await planIn(world), 'https://portal.thidua.test')
  }

  it.each([
    ['is asked no more', asks('2', ONE)],
    ['had a task that is withdrawn', { type: 'remove-task', key: '2', reason: 'Không tổ chức' } as const],
  ])('loses the entry when it %s', async (_what, edit) => {
    await tell(await amendWith(world, 'pln_1', edit))
    const { calendar, cancellation = '' } = await mailTo(OTHER_PGD, 1)
    expect(calendar).toBeUndefined()
    expect(cancellation).toContain('METHOD:CANCEL')
    expect(entriesIn(cancellation)).toMatchObject([{ sequence: 2, status: 'CANCELLED' }])
  })

  it('gets the very entry back, newer than the cancellation, when it is asked again', async () => {
    await tell(await amendWith(world, 'pln_1', asks('2', ONE)))
    await tell(await amendWith(world, 'pln_2', asks('2', ALL)))
    const [gone] = entriesIn((await mailTo(OTHER_PGD, 1)).cancellation ?? '')
    const again = await mailTo(OTHER_PGD, 2)
    expect(again.cancellation).toBeUndefined()
    expect(entriesIn(again.calendar ?? '')).toMatchObject([{ uid: gone?.uid, sequence: 4 }])
  })
})
