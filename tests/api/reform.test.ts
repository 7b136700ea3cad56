/**
 * The directory changes in the middle of a plan, as it did on 1/7/2025: district offices end, communes take over. From that day every
 * number and every list of the plan tells of the same units, those that are asked now.
 */
import ExcelJS from 'exceljs'
import { beforeEach, expect, it } from 'vitest'
import * as follow from '../../functions/api/follow.ts'
import * as handIns from '../../functions/api/hand-ins.ts'
import * as overview from '../../functions/api/overview.ts'
import { assignmentAggregate } from '../../shared/assignment/assignment.ts'
import { assignmentId } from '../../shared/assignment/part.ts'
import { recordStanding } from '../../shared/assignment/record-standing.ts'
import { unitAggregate } from '../../shared/directory/aggregates.ts'
import { importFile } from '../../shared/directory/import-file.ts'
import type { Unit, UnitId } from '../../shared/directory/model.ts'
import { sampleCsv } from '../../shared/directory/sample/index.ts'
import { command } from '../../shared/log/command.ts'
import { retryBounced } from '../../shared/notice/retry-bounced.ts'
import { tellClosing } from '../../shared/notice/tell-closing.ts'
import { tellUnit } from '../../shared/notice/tell-unit.ts'
import { type TaskState, taskOf } from '../../shared/plan/plan.ts'
import { termsOf } from '../../shared/plan/terms.ts'
import { ask, contextIn, holder, type MemoryWorld, memoryWorld } from './world.ts'

const SO = 'unt_so-gddt-ha-noi'
const OFFICE = 'unt_pgd-dong-da'
const SCHOOL = 'unt_thpt-binh-duc'
const NEXT = 'per_can-bo-moi'
/** Due by 5/2/2021. */
const KEY = '1'

let world: MemoryWorld
let email: string

const context = () => contextIn(world)

beforeEach(async () => {
  world = await memoryWorld()
  email = holder(world.directory, 'officer', SO).email
  for (const unit of [OFFICE, SCHOOL]) await handIn(unit)
})

async function handIn(unit: string): Promise<void> {
  const of = { planId: world.plan.planId, key: KEY, unit }
  const terms = termsOf(world.plan, taskOf(world.plan, KEY) as TaskState)
  const nominees = [{ name: 'Trần Thị Mẫu', award: 'Giấy khen', kind: 'individual' }]
  for (const order of [{ type: 'save-draft', nominees, note: '' }, { type: 'submit' }])
    await command(world.store, assignmentAggregate(of), assignmentId(of), { ...order, terms } as never, context())
  await recordStanding({ data: of } as never, world)
}

/** The sample's reform, four years early. */
async function reform(lastDay: string, firstDay: string): Promise<void> {
  const files = sampleCsv({ units: 40, reform: true })
  for (const kind of ['units', 'people', 'groups'] as const) {
    const text = files[kind].replaceAll('2025-06-30', lastDay).replaceAll('2025-07-01', firstDay)
    const file = { fileName: `${kind}.csv`, base64: Buffer.from(text).toString('base64'), dryRun: false }
    expect(await importFile(file, world.store, context())).toMatchObject({ body: { counts: { refused: 0 } } })
  }
}

interface Numbers {
  readonly expected: number
  readonly done: number
}

type Tasks = readonly (Numbers & { readonly key: string; readonly owing?: number })[]

/** What each page says of a task. */
async function said(): Promise<Readonly<Record<string, Numbers>>> {
  const params = { planId: world.plan.planId, key: KEY, unit: SO, part: '1' }
  const read = async <Effects>(handler: Parameters<typeof ask<Effects>>[0], route: string) =>
    ask(handler, route, { email, params }, world as MemoryWorld & Effects)
  const of = (tasks: Tasks): Numbers => {
    const { expected = 0, done = 0 } = tasks.find((task) => task.key === KEY) ?? {}
    return { expected, done }
  }
  const missing = (await read(follow, 'GET /api/plans/{planId}/tasks/{key}/missing')).json as { expected: number; handedIn: unknown[] }
  const [leader] = (await read(overview, 'GET /api/units/{unit}/overview')).json.plans as { tasks: Tasks }[]
  const matrix = (await read(follow, 'GET /api/plans/{planId}/matrix')).json as {
    tasks: { key: string }[]
    duties: number[][]
    units: { unit: string; duties: number }[]
    items: { unit: string; tasks: Record<string, string> }[]
  }
  const asked = matrix.units.filter((unit) => matrix.duties[unit.duties]?.some((at) => matrix.tasks[at]?.key === KEY))
  const standing = new Map(matrix.items.map((item) => [item.unit, item.tasks[KEY]]))
  const registered = (await read(handIns, 'GET /api/plans/{planId}/tasks/{key}/nominees')).json as { units: number }
  const book = new ExcelJS.Workbook()
  const { body = '' } = await read(follow, 'GET /api/plans/{planId}/progress.xlsx')
  await book.xlsx.load(new Uint8Array(Buffer.from(body, 'base64')).buffer)
  const row = book.worksheets[0]?.getRow(2)
  return {
    follow: of((await read(follow, 'GET /api/plans/{planId}/progress')).json.tasks as Tasks),
    overview: of(leader?.tasks ?? []),
    missing: { expected: missing.expected, done: missing.handedIn.length },
    matrix: { expected: asked.length, done: asked.filter(({ unit }) => standing.get(unit) === 'submitted').length },
    registered: { expected: missing.expected, done: registered.units },
    workbook: { expected: Number(row?.getCell(7).value), done: Number(row?.getCell(8).value) },
  }
}

const everywhere = (numbers: Numbers) => ({
  ...{ follow: numbers, overview: numbers, missing: numbers, matrix: numbers, registered: numbers, workbook: numbers },
})

it('says the same everywhere until the day, although the reform is known before', async () => {
  await reform('2021-01-31', '2021-02-01')
  world.clock.moveTo('2021-01-31T02:00:00.000Z')
  expect(await said()).toEqual(everywhere({ expected: 40, done: 2 }))
})

it('says the same everywhere from the day on: of whom it is asked now, and what these have handed in', async () => {
  await reform('2021-01-31', '2021-02-01')
  world.clock.moveTo('2021-02-01T02:00:00.000Z')
  expect(await said()).toEqual(everywhere({ expected: 10, done: 1 }))
})

/** As an import puts right what a unit is: that has no day. */
async function become(unit: string, change: Partial<Unit>): Promise<void> {
  const known = world.directory.unit(unit as UnitId)
  if (known === undefined) throw new Error(`${unit} is no unit`)
  await command(world.store, unitAggregate, unit, { value: { ...known, ...change } }, context())
}

it('says the same everywhere when a unit is another kind of unit from now on, and as many others take its place', async () => {
  const other = world.directory.units.find(({ type }) => type === 'school')?.id ?? ''
  await become(SCHOOL, { type: 'outside' })
  await become(other, { type: 'dvtt', parent: SO })
  world.clock.moveTo('2021-02-01T02:00:00.000Z')
  expect(await said()).toEqual(everywhere({ expected: 40, done: 1 }))
})

it('names those that are asked no more and have not handed in, each with who took over', async () => {
  await reform('2021-01-31', '2021-02-01')
  const lapsed = async (at: string) => {
    world.clock.moveTo(at)
    const params = { planId: world.plan.planId, key: KEY }
    return (await ask(follow, 'GET /api/plans/{planId}/tasks/{key}/missing', { email, params }, world)).json.lapsed as object[]
  }
  expect(await lapsed('2021-01-31T02:00:00.000Z')).toEqual([])
  const found = await lapsed('2021-02-01T02:00:00.000Z')
  expect(found).toHaveLength(29)
  expect(found).toContainEqual({
    unit: 'unt_pgd-long-bien',
    name: 'Phòng Giáo dục và Đào tạo quận Long Biên',
    heir: 'UBND phường Long Biên',
  })
  expect(found).not.toContainEqual(expect.objectContaining({ unit: OFFICE }))
})

it('writes to no unit that is gone, neither about its own work nor at its second address', async () => {
  await reform('2021-01-31', '2021-02-01')
  const queued = () => world.store.published.filter(({ name }) => name === 'notice.queued').map(({ detail }) => JSON.parse(detail).data)
  const about = { planId: world.plan.planId, key: KEY, unit: OFFICE, submission: 1 }
  const metadata = () => ({ ...context(), id: `assignment#${world.clock.now()}`, version: 1, stream: 'assignment', sequence: 1 })
  for (const day of ['2021-01-31', '2021-02-01']) {
    world.clock.moveTo(`${day}T02:00:00.000Z`)
    await tellUnit({ name: 'assignment.accepted', data: about, metadata: metadata() }, world)
  }
  const [{ noticeId, planId, recipient }] = queued()
  await retryBounced({ metadata: metadata(), data: { noticeId, planId, recipient, reason: 'Permanent' } } as never, world)
  expect(queued().map((notice) => [notice.recipient, notice.contact])).toEqual([[OFFICE, 1]])
})

it('sends the closing mail to the officers who are there, when the one who issued the plan has left', async () => {
  const issued = holder(world.directory, 'officer', SO)
  const [header = '', ...rows] = sampleCsv({ units: 40 }).people.split('\r\n')
  const left = rows.filter((row) => row.includes(issued.email)).map((row) => row.replace('2008-08-01,', '2008-08-01,2021-01-31'))
  const comes = left.map((row) =>
    row
      .replaceAll(issued.id, NEXT)
      .replace(issued.email, 'moi@thidua.test')
      .replace(/2008.*/, '2021-02-01,'),
  )
  const file = { fileName: 'people.csv', base64: Buffer.from([header, ...left, ...comes].join('\r\n')).toString('base64'), dryRun: false }
  expect(await importFile(file, world.store, context())).toMatchObject({ body: { saved: 2 } })
  world.clock.moveTo('2021-02-06T02:00:00.000Z')
  const data = { planId: world.plan.planId, key: KEY, at: world.clock.now(), expected: 40, done: 2, owing: 38 }
  await tellClosing({ metadata: { id: 'evt' }, data } as never, world)
  const told = world.store.published.filter(({ name }) => name === 'notice.queued').map(({ detail }) => JSON.parse(detail).data.recipient)
  expect(told).toEqual([NEXT])
})

it('leaves a task that was over as it was', async () => {
  await reform('2021-02-05', '2021-02-06')
  world.clock.moveTo('2021-02-20T02:00:00.000Z')
  expect(await said()).toEqual(everywhere({ expected: 40, done: 2 }))
})
