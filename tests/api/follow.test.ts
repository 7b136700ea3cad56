/** What an officer does beside looking: reminding those who owe, now, and taking the lists away as Excel. */
import { gunzipSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { SYSTEM } from '../../events/event.ts'
import * as follow from '../../functions/api/follow.ts'
import * as notices from '../../functions/api/notices.ts'
import { assignmentAggregate } from '../../shared/assignment/assignment.ts'
import { assignmentId } from '../../shared/assignment/part.ts'
import { recordStanding } from '../../shared/assignment/record-standing.ts'
import { unitContactsAggregate } from '../../shared/directory/contacts.ts'
import { directoryOf } from '../../shared/directory/snapshot.ts'
import { command } from '../../shared/log/command.ts'
import { noticeAggregate } from '../../shared/notice/notice.ts'
import { remind as tellNear } from '../../shared/notice/remind.ts'
import { renderNotice } from '../../shared/notice/render.ts'
import { retryBounced } from '../../shared/notice/retry-bounced.ts'
import { tellClosing } from '../../shared/notice/tell-closing.ts'
import { tellUnit } from '../../shared/notice/tell-unit.ts'
import { matrixOf, noticesOf, previewOf } from '../../shared/plan/follow/follow.ts'
import { progressSheet } from '../../shared/plan/follow/follow-sheets.ts'
import { termsOf } from '../../shared/plan/terms.ts'
import { ask, contextIn, holder, type MemoryWorld, memoryWorld, requestOf } from './world.ts'

const SCHOOL = 'unt_thpt-binh-duc'
const KEY = '1'
const CAUSE = { correlationId: 'test', causationId: 'test' }

let world: MemoryWorld
let officer: string
let params: { planId: string; key: string }

async function start(change?: Parameters<typeof memoryWorld>[0]): Promise<void> {
  world = await memoryWorld(change)
  officer = holder(world.directory, 'officer', 'unt_so-gddt-ha-noi').email
  params = { planId: world.plan.planId, key: KEY }
}

beforeEach(() => start())

const context = () => contextIn(world)
const missing = () => ask(follow, 'GET /api/plans/{planId}/tasks/{key}/missing', { email: officer, params }, world)
const remind = (email = officer) => ask(follow, 'POST /api/plans/{planId}/tasks/{key}/reminders', { email, params }, world)
const queued = () => world.store.published.filter(({ name }) => name === 'notice.queued').map(({ detail }) => JSON.parse(detail).data)

async function handIn(unit: string): Promise<void> {
  const task = world.plan.tasks.find(({ key }) => key === KEY)
  if (task === undefined) throw new Error('no task')
  const of = { ...params, unit }
  for (const order of [
    { type: 'save-draft', nominees: [{ name: 'Trần Thị Mẫu', award: 'Giấy khen', kind: 'individual' }], note: '' },
    { type: 'submit' },
  ])
    await command(
      world.store,
      assignmentAggregate(of),
      assignmentId(of),
      { ...order, terms: termsOf(world.plan, task) } as never,
      context(),
    )
}

describe('reminding now', () => {
  it('tells exactly those who still owe, as many as the page said', async () => {
    await handIn(SCHOOL)
    const { json } = await missing()
    const owing = (json.missing as { unit: string }[]).map(({ unit }) => unit)
    expect(json).toMatchObject({ remindable: { units: owing.length, toldToday: 0, unreachable: 0 }, may: { remind: true } })
    expect((await remind()).json).toEqual({ reminded: owing.length })
    expect(
      queued()
        .map(({ recipient }) => recipient)
        .sort(),
    ).toEqual(owing.sort())
    expect(owing).not.toContain(SCHOOL)
  })

  it('tells nobody twice a day, and again on the next', async () => {
    const { json } = await remind()
    expect((await remind()).json).toEqual({ reminded: 0 })
    expect((await missing()).json).toMatchObject({ remindable: { units: 0, toldToday: json.reminded } })
    // Past midnight in Hà Nội.
    world.clock.moveTo('2021-01-18T17:00:00.000Z')
    expect((await remind()).json).toEqual(json)
  })

  it('leaves those alone whom the ladder reminded today', async () => {
    const unit = world.directory.unit(SCHOOL)
    const about = { planId: params.planId, key: KEY, recipient: SCHOOL, name: unit?.name ?? '', address: 'a@thidua.test', contact: 1 }
    const notice = { ...about, noticeId: 'ntc_bac-thang', kind: 'reminder' as const, facts: { daysLeft: 7 } }
    await command(world.store, noticeAggregate, notice.noticeId, { type: 'queue', notice }, context())
    await remind()
    expect(queued().filter(({ recipient }) => recipient === SCHOOL)).toHaveLength(1)
    expect((await missing()).json).toMatchObject({ remindable: { units: 0 } })
  })

  it('is for the officer of the plan alone, and counts who has no address', async () => {
    expect((await remind(holder(world.directory, 'clerk', SCHOOL).email)).statusCode).toBe(404)
    await start(({ units, groups, people }) =>
      directoryOf(
        units.map((unit) => (unit.id === SCHOOL ? { ...unit, contacts: [] } : unit)),
        groups,
        people,
      ),
    )
    expect((await missing()).json).toMatchObject({ remindable: { unreachable: 1 } })
  })

  it.each([
    ['2021-01-28T02:00:00.000Z', /^Còn 7 ngày: /],
    ['2021-02-10T02:00:00.000Z', /^Đã quá hạn: /],
  ])('at %s says how the date stands', async (at, subject) => {
    world.clock.moveTo(at)
    await remind()
    const [notice] = queued()
    expect(renderNotice(notice, world.plan, world.portalUrl).subject).toMatch(subject)
  })
})

describe('a unit that was given more time before it began', () => {
  const of = () => ({ ...params, unit: SCHOOL })
  const give = async (order: object) => {
    await command(world.store, assignmentAggregate(of()), assignmentId(of()), order as never, context())
    await recordStanding({ data: of() } as never, world)
  }
  const standing = async () => {
    const { json } = await missing()
    const board = await matrixOf(world.plan, world.directory, world.board, undefined, world.clock.now())
    return [(json.missing as { unit: string; state?: string }[]).find(({ unit }) => unit === SCHOOL)?.state, board.items]
  }

  it('has not begun, on the list as in the matrix, until it does something', async () => {
    const terms = termsOf(world.plan, task1())
    await give({ type: 'extend', until: '2021-02-20T17:00:00.000Z', reason: 'Nghỉ học vì bão', terms })
    expect((await missing()).json.missing).toContainEqual(expect.objectContaining({ unit: SCHOOL, extension: '2021-02-20T17:00:00.000Z' }))
    expect(await standing()).toEqual([undefined, []])
    await give({ type: 'save-draft', nominees: [], note: '', terms })
    expect(await standing()).toEqual(['draft', [{ unit: SCHOOL, tasks: { [KEY]: 'draft' } }]])
  })

  it('is marked among those who are missing when the task closes for the others', async () => {
    await give({ type: 'extend', until: '2021-02-20T17:00:00.000Z', reason: 'Nghỉ học vì bão', terms: termsOf(world.plan, task1()) })
    const { missing: owing, expected } = (await missing()).json as { missing: readonly { name: string; unit: string }[]; expected: number }
    world.clock.moveTo('2021-02-05T17:00:00.000Z')
    const closed = { ...params, at: world.clock.now(), expected, done: expected - owing.length, owing: owing.length }
    await tellClosing({ metadata: { id: 'evt' }, data: closed } as never, world)
    const more = ' – được gia hạn đến hết: thứ Bảy, 20/02/2021, trước 24:00 (giờ Hà Nội)'
    expect(queued()[0].facts.names).toEqual(owing.map(({ name, unit }) => (unit === SCHOOL ? name + more : name)))
  })

  it('reads its own last day in every mail that asks it for the task, and nobody else does', async () => {
    await give({ type: 'extend', until: '2021-02-20T17:00:00.000Z', reason: 'Nghỉ học vì bão', terms: termsOf(world.plan, task1()) })
    const metadata = { ...{ id: 'assignment#one#1', version: 1, stream: 'assignment#one' as const, sequence: 1, actor: SYSTEM }, ...CAUSE }
    const happened = { ...of(), submission: 1, reason: 'Thiếu chức vụ', uploadId: 'upl_1', rule: 'empty', seen: '' }
    for (const name of ['assignment.returned', 'assignment.file-refused'] as const)
      await tellUnit({ name, data: happened, metadata: { ...metadata, at: world.clock.now() } } as never, world)
    await remind()
    world.clock.moveTo('2021-02-03T01:00:00.000Z')
    const near = { ...params, at: world.clock.now(), daysLeft: 1 }
    await tellNear({ data: near, metadata: { ...metadata, at: world.clock.now() } } as never, world)
    const own = 'Đơn vị được gia hạn đến hết: thứ Bảy, 20/02/2021, trước 24:00 (giờ Hà Nội)'
    const asking = queued().map((notice) => ({ ...notice, text: renderNotice(notice, world.plan, world.portalUrl).text }))
    const about = ({ recipient, facts }: { recipient: string; facts: { unit?: string } }) => facts.unit ?? recipient
    const said = asking.filter(({ text }) => text.includes(own)).map((notice) => [notice.kind, about(notice)])
    expect(said).toEqual(['returned', 'file-refused', 'reminder', 'reminder', 'escalation'].map((kind) => [kind, SCHOOL]))
    const closing = asking.filter(({ kind, text }) => kind === 'reminder' && text.includes('nhiệm vụ đóng lại')).map(about)
    expect(closing.length).toBeGreaterThan(0)
    expect(closing).not.toContain(SCHOOL)
  })
})

describe('a mail that is sent again', () => {
  it('goes to the address of today', async () => {
    await remind()
    const { noticeId } = queued().find(({ recipient }) => recipient === SCHOOL) ?? {}
    await command(world.store, unitContactsAggregate, SCHOOL, { emails: ['dung-roi@thidua.test'] }, context())
    world.clock.moveBy(60)
    expect((await ask(notices, 'POST /api/notices/{noticeId}/resend', { email: officer, params: { noticeId } }, world)).statusCode).toBe(
      201,
    )
    expect(queued().at(-1)).toMatchObject({ recipient: SCHOOL, address: 'dung-roi@thidua.test' })
  })
})

describe('mails that come back', () => {
  it('are one finding a recipient and plan, however many there are', async () => {
    await remind()
    world.clock.moveTo('2021-01-18T17:00:00.000Z')
    await remind()
    for (const { noticeId, planId, recipient } of queued().filter((one) => one.recipient === SCHOOL)) {
      const metadata = { id: noticeId, correlationId: 'test' }
      await retryBounced({ metadata, data: { noticeId, planId, recipient, reason: 'Permanent' } } as never, world)
    }
    const raised = world.store.published.filter(({ name }) => name === 'plan.finding-raised')
    expect(raised).toHaveLength(1)
  })
})

describe('Excel', () => {
  async function open(routeKey: string): Promise<ExcelJS.Workbook> {
    const { statusCode, headers, body = '', isBase64Encoded } = await ask(follow, routeKey, { email: officer, params }, world)
    expect([statusCode, isBase64Encoded]).toEqual([200, true])
    expect(headers?.['content-disposition']).toMatch(/\.xlsx$/)
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(new Uint8Array(Buffer.from(body, 'base64')).buffer)
    return book
  }

  it('holds the progress of every task with its dates as dates, and every unit', async () => {
    const reads = vi.spyOn(world.board, 'units')
    const book = await open('GET /api/plans/{planId}/progress.xlsx')
    expect(book.worksheets.map(({ name }) => name)).toEqual(['Tiến độ', 'Theo đơn vị'])
    // Both sheets are of the same rows, up to a megabyte of them.
    expect(reads).toHaveBeenCalledTimes(1)
    const [tasks, units] = book.worksheets
    expect(tasks?.rowCount).toBe(world.plan.tasks.length + 1)
    const first = tasks?.getRow(2)
    expect(first?.getCell(4).value).toEqual(new Date('2021-02-04T00:00:00Z'))
    expect(first?.getCell(4).numFmt).toBe('dd/mm/yyyy')
    expect(tasks?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect(tasks?.autoFilter).toBe(`A1:J${world.plan.tasks.length + 1}`)
    expect(units?.rowCount).toBeGreaterThan(40)
  })

  it('holds as many who owe as the page says, and a name that looks like a formula is text', async () => {
    await start(({ units, groups, people }) =>
      directoryOf(
        units.map((unit) => (unit.id === SCHOOL ? { ...unit, name: '=HYPERLINK("http://evil.test")' } : unit)),
        groups,
        people,
      ),
    )
    const { json } = await missing()
    const [owing] = (await open('GET /api/plans/{planId}/tasks/{key}/missing.xlsx')).worksheets
    expect(owing?.rowCount).toBe((json.missing as unknown[]).length + 1)
    const names: ExcelJS.Cell[] = []
    owing?.eachRow((row) => void names.push(row.getCell(1)))
    const hostile = names.find(({ value }) => String(value).startsWith('='))
    expect([hostile?.type, hostile?.value]).toEqual([ExcelJS.ValueType.String, '=HYPERLINK("http://evil.test")'])
  })
})

describe('the preview', () => {
  it('says of each line of Nơi nhận whom it reaches, and together they are those who get a mail', () => {
    const { lines, notices: mails } = previewOf(world.plan, world.directory, world.clock.now())
    expect(lines.map(({ text }) => text)).toEqual(world.plan.recipients.map(({ text }) => text))
    const reached = new Set(lines.flatMap(({ units }) => units))
    const written = new Set(mails.flatMap(({ recipient, name }) => (recipient.startsWith('unt_') ? name : [])))
    expect(written.size).toBeGreaterThan(30)
    for (const name of written) expect(reached).toContain(name)
    expect(lines.find(({ kind }) => kind === 'archive')).toMatchObject({ units: [], people: 0, unmatched: false })
  })
})

describe('the matrix', () => {
  const matrix = (headers = {}) => ask(follow, 'GET /api/plans/{planId}/matrix', { email: officer, params, headers }, world)

  it('names every unit that owes something, and each list of duties once', async () => {
    const { json } = await matrix()
    const { tasks, duties, units } = json as { tasks: { key: string }[]; duties: number[][]; units: { unit: string; duties: number }[] }
    const { expected } = (await missing()).json
    const owing = units.filter((unit) => duties[unit.duties]?.some((position) => tasks[position]?.key === KEY))
    expect(owing.map(({ unit }) => unit)).toContain(SCHOOL)
    expect(owing).toHaveLength(Number(expected))
    expect(new Set(duties.map(String)).size).toBe(duties.length)
    expect(duties.length).toBeLessThan(units.length / 10)
  })

  it('tells a standing by one word, and what came late', async () => {
    const late = { key: '2', unit: SCHOOL, version: 1, state: 'submitted', late: true } as const
    await world.board.record(params.planId, [late, { ...late, key: '1', late: false }])
    expect((await matrix()).json.items).toEqual([{ unit: SCHOOL, tasks: { 1: 'submitted', 2: 'submitted' }, late: ['2'] }])
  })

  it('goes out compressed to whoever takes that, and reads the same', async () => {
    const plain = await matrix()
    const asked = { email: officer, params, headers: { 'accept-encoding': 'gzip, deflate, br' } }
    const { headers, body = '', isBase64Encoded } = await follow.answer(requestOf('GET /api/plans/{planId}/matrix', asked), world)
    expect([headers?.['content-encoding'], isBase64Encoded, plain.headers?.['content-encoding']]).toEqual(['gzip', true, undefined])
    const bytes = Buffer.from(body, 'base64')
    expect(gunzipSync(bytes).toString()).toBe(plain.body)
    expect(bytes.length).toBeLessThan((plain.body?.length ?? 0) / 3)
  })
})

describe('a plan whose rows an amendment counted anew', () => {
  it('is shown and exported by the numbers of the newest document; the keys stay', async () => {
    const { directory, board, clock, store } = world
    const plan = { ...world.plan, tasks: world.plan.tasks.map((task) => (task.key === '2' ? { ...task, reference: '5' } : task)) }
    expect(await matrixOf(plan, directory, board, undefined, clock.now())).toMatchObject({
      tasks: expect.arrayContaining([expect.objectContaining({ key: '2', reference: '5' })]),
    })
    const [header = ''] = (await progressSheet(plan, directory, board, clock.now())).split('\r\n')
    expect(header.split(/[;,]/).slice(1, 4)).toEqual(['1', '5', '3'])
    await remind()
    const { notices: mails } = await noticesOf({ ...plan, tasks: [{ ...task1(), reference: '7' }] }, directory, store, { kind: 'reminder' })
    expect(mails[0]).toMatchObject({ key: '1', reference: '7' })
  })
})

function task1() {
  const [task] = world.plan.tasks
  if (task === undefined) throw new Error('no task')
  return task
}
