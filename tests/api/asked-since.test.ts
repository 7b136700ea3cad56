/**
 * The directory brings a unit under a plan that runs: it hears of the plan on that day, once, and nobody else hears of it again. What stands
 * in the log is put to the reaction as the bus brings it, a quarter of an hour later.
 */
import { beforeEach, describe, expect, it } from 'vitest'
import { consume } from '../../functions/directory-changed/tell-asked.ts'
import { groupAggregate, unitAggregate } from '../../shared/directory/aggregates.ts'
import { importFile } from '../../shared/directory/import-file.ts'
import { readDirectory } from '../../shared/directory/load.ts'
import type { Group, Unit, UnitId } from '../../shared/directory/model.ts'
import { sampleCsv } from '../../shared/directory/sample/index.ts'
import { command } from '../../shared/log/command.ts'
import { tellRecipients } from '../../shared/notice/tell-recipients.ts'
import { issue, SO_TEXT } from '../../shared/plan/cascade/cascade.test-support.ts'
import { courseAggregate } from '../../shared/plan/course/course.ts'
import type { RecordedEvent } from '../../shared/ports.ts'
import { addSeconds } from '../../shared/time/calendar.ts'
import { contextIn, type MemoryWorld, memoryWorld } from './world.ts'

const SO: UnitId = 'unt_so-gddt-ha-noi'
const SCHOOL: UnitId = 'unt_thpt-binh-duc'
const NEW: UnitId = 'unt_thpt-moi'
const TODAY = '2021-01-18'
const founded: Unit = {
  ...{ id: NEW, name: 'Trường THPT Mới', shortNames: [], type: 'dvtt', levels: ['thpt'], parent: SO },
  ...{ contacts: [{ email: 'vanthu@thpt-moi.thidua.test' }], validFrom: TODAY },
}

let world: MemoryWorld
let heard: number

const context = () => contextIn(world)

beforeEach(async () => {
  world = await memoryWorld()
  const issued = world.store.published.find(({ name }) => name === 'plan.issued')
  await tellRecipients(JSON.parse(issued?.detail ?? '{}'), world)
  heard = world.store.published.length
})

const set = (unit: Unit) => command(world.store, unitAggregate, unit.id, { value: unit }, context())
const known = (id: UnitId): Unit => world.directory.unit(id) as Unit

/** What was said since, as one batch, and again by whoever repeats it. */
async function later(): Promise<void> {
  world.clock.moveTo(addSeconds(world.clock.now(), 900))
  const said = world.store.published.slice(heard).filter(({ name }) => /^(unit|group)\.(registered|changed)$/.test(name))
  heard = world.store.published.length
  const bodyOf = ({ name, detail }: RecordedEvent) =>
    JSON.stringify({ id: 'bus', source: 'thidua', 'detail-type': name, detail: JSON.parse(detail) })
  const records = [...said, ...said].map((event, at) => ({ messageId: String(at), body: bodyOf(event), attributes: {} }))
  expect(await consume({ Records: records } as never, world as never)).toEqual({ batchItemFailures: [] })
}

const told = () =>
  world.store.published
    .slice(heard)
    .filter(({ name }) => name === 'notice.queued')
    .map(({ detail }) => JSON.parse(detail).data)

describe('a unit that a running plan asks since today', () => {
  it('is told of the plan with what it owes, once, at its own address', async () => {
    await set(founded)
    await later()
    const owes = world.plan.tasks.map(({ key }) => key).filter((key) => told()[0].facts.owes.includes(key))
    expect(told()).toMatchObject([
      { kind: 'plan-issued', planId: world.plan.planId, recipient: NEW, address: 'vanthu@thpt-moi.thidua.test' },
    ])
    expect(owes.length).toBeGreaterThan(3)
    await set({ ...founded, contacts: [{ email: 'khac@thpt-moi.thidua.test' }] })
    await later()
    expect(told()).toEqual([])
  })

  it('is told whether it is new, another kind of unit, or the heir of one that is gone', async () => {
    const school = world.directory.units.find(({ type }) => type === 'school') as Unit
    await set({ ...school, type: 'dvtt', parent: SO })
    await set({ ...known('unt_pgd-dong-da'), validTo: '2021-01-17', successor: NEW })
    await set({ ...founded, validFrom: '2021-01-10' })
    await later()
    expect(told().map(({ recipient }) => recipient)).toEqual([school.id, NEW])
  })

  it('is told when it comes into a group that a plan asks, though nothing of the unit itself has changed', async () => {
    const group: Group = { id: 'grp_cum-9', kind: 'cluster', number: 9, owner: SO, name: 'Cụm thi đua số 9', members: [] }
    const withMembers = (...units: UnitId[]) =>
      command(
        world.store,
        groupAggregate,
        group.id,
        { value: { ...group, members: units.map((unit) => ({ unit, from: TODAY })) } },
        context(),
      )
    await withMembers(SCHOOL)
    const text = SO_TEXT.replaceAll(/(Các phòng|Phòng) GDĐT các quận, huyện, thị xã/g, 'Các đơn vị trong Cụm thi đua số 9')
    const papers = { store: world.store, directory: await readDirectory(world.store), at: world.clock.now() }
    await issue(papers, 'pln_cum9', SO, text)
    await withMembers(SCHOOL, 'unt_pgd-dong-da')
    await later()
    // This plan's own notices of the issue were never sent here.
    expect(told().map(({ planId, recipient, facts }) => [planId, recipient, facts.owes])).toEqual([
      ['pln_cum9', SCHOOL, ['1', '2']],
      ['pln_cum9', 'unt_pgd-dong-da', ['1', '2']],
    ])
  })

  it.each<[string, () => Unit]>([
    ['is not founded yet', () => ({ ...founded, validFrom: '2021-02-01' })],
    ['is closed on the day it was put in', () => ({ ...founded, validTo: TODAY })],
    ['has no address', () => ({ ...founded, contacts: [] })],
    ['is of a kind that the plan does not ask', () => ({ ...founded, type: 'outside' })],
    ['was told at the issue, and has only another address', () => ({ ...known(SCHOOL), contacts: [{ email: 'moi@thidua.test' }] })],
    ['was told at the issue, and stands under another office', () => ({ ...known(SCHOOL), parent: 'unt_pgd-dong-da' })],
  ])('hears nothing when it %s', async (_what, unit) => {
    await set(unit())
    await later()
    expect(told()).toEqual([])
  })

  it('hears nothing of a plan whose tasks are over', async () => {
    for (const { key, revision } of world.plan.tasks)
      await command(world.store, courseAggregate, world.plan.planId, { type: 'close-task', key, revision, expected: 0, done: 0 }, context())
    await set(founded)
    await later()
    expect(told()).toEqual([])
  })

  it('is the only one who hears anything when a whole directory is put in again', async () => {
    const { units } = sampleCsv({ units: 40 })
    const row = units.split('\r\n').find((line) => line.startsWith(`${SCHOOL},`)) ?? ''
    const another = row.replace(SCHOOL, NEW).replace(known(SCHOOL).name, founded.name).replaceAll('binh-duc', 'moi')
    const base64 = Buffer.from([units.trimEnd(), another].join('\r\n')).toString('base64')
    expect(await importFile({ fileName: 'units.csv', base64, dryRun: false }, world.store, context())).toMatchObject({ body: { saved: 1 } })
    await later()
    expect(told().map(({ recipient }) => recipient)).toEqual([NEW])
  })
})
