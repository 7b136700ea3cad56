/** What all units have handed in for a task: put together for the officer, and shown to nobody else. */
import { createHash } from 'node:crypto'
import ExcelJS from 'exceljs'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Nominee } from '../../events/words.ts'
import * as assignments from '../../functions/api/assignments.ts'
import * as follow from '../../functions/api/follow.ts'
import * as handIns from '../../functions/api/hand-ins.ts'
import { type AssignmentCommand, assignmentAggregate } from '../../shared/assignment/assignment.ts'
import { checkFile } from '../../shared/assignment/check-file.ts'
import { partsOf } from '../../shared/assignment/hand-ins.ts'
import { assignmentId } from '../../shared/assignment/part.ts'
import { nomineeParts, PART_NOMINEES_MAX, type Registration } from '../../shared/assignment/registered.ts'
import { registeredWorkbook } from '../../shared/assignment/registered-sheets.ts'
import { directoryOf } from '../../shared/directory/snapshot.ts'
import { command } from '../../shared/log/command.ts'
import { termsOf } from '../../shared/plan/terms.ts'
import type { UploadRequest } from '../../shared/ports.ts'
import { amend } from './amend.ts'
import { ask, contextIn, holder, type MemoryWorld, memoryWorld } from './world.ts'

const SUMMARY = 'GET /api/plans/{planId}/tasks/{key}/nominees'
const WORKBOOK = 'GET /api/plans/{planId}/tasks/{key}/nominees.xlsx/{part}'
const FIRST = 'unt_thpt-binh-duc'
const FILES = 'GET /api/plans/{planId}/tasks/{key}/files/{part}'
const LAMBDA_ANSWER_BYTES_MAX = 6 * 1024 * 1024

let world: MemoryWorld
let officer: string
let key: string
let schools: readonly string[]

beforeEach(async () => {
  world = await memoryWorld()
  officer = holder(world.directory, 'officer', 'unt_so-gddt-ha-noi').email
  key = world.plan.tasks.find(({ form }) => form === 'registration')?.key ?? ''
  schools = [FIRST, ...world.directory.units.filter(({ id, type }) => type === 'dvtt' && id !== FIRST).map(({ id }) => id)]
})

const params = (part = '1') => ({ planId: world.plan.planId, key, part })
const asOfficer = (route: string, more = {}) => ask(handIns, route, { email: officer, params: params(), ...more }, world)
const person = (name: string, award: string, position = 'Giáo viên'): Nominee => ({ name, position, award, kind: 'individual' })

async function give(unit: string, ...commands: readonly object[]): Promise<void> {
  const task = world.plan.tasks.find((candidate) => candidate.key === key)
  if (task === undefined) throw new Error('the sample plan asks for no registration')
  const of = { ...params(), unit }
  const context = contextIn(world)
  for (const given of commands) {
    const order = { ...given, terms: termsOf(world.plan, task) } as AssignmentCommand
    await command(world.store, assignmentAggregate(of), assignmentId(of), order, context)
  }
}

const draft = (nominees: readonly Nominee[]) => ({ type: 'save-draft', nominees, note: '' })
/** As a clerk does it; answers with what the officer should see of the file. */
async function attach(unit: string, fileName: string) {
  const bytes = Buffer.from(`%PDF-1.7\n${unit}\n%%EOF`)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = { component: 'report', fileName, bytes: bytes.length, sha256 }
  const email = holder(world.directory, 'clerk', unit).email
  const route = 'POST /api/plans/{planId}/tasks/{key}/units/{unit}/uploads'
  const asked = { email, params: { ...params(), unit }, body: { ...file, type: 'application/pdf' } }
  const { json } = await ask(assignments, route, asked, world as never)
  const request = json.request as UploadRequest
  await world.files.upload(request, bytes)
  await checkFile(request.fields.key ?? '', 'test', world)
  return { uploadId: json.uploadId, ...file }
}

const register = (unit: string, nominees: readonly Nominee[]) => give(unit, draft(nominees), { type: 'submit' })

async function sheets(query = {}): Promise<Map<string, unknown[][]>> {
  const answered = await asOfficer(WORKBOOK, { query })
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(Buffer.from(String(answered.body), 'base64') as never)
  return new Map(
    book.worksheets.map((sheet) => [
      sheet.name,
      sheet
        .getSheetValues()
        .slice(1)
        .map((row) => (row as unknown[]).slice(1)),
    ]),
  )
}

describe('what is registered', () => {
  it('is counted by award however each unit wrote it, with what to look at', async () => {
    await register(FIRST, [person('Trần Văn Thử', 'LĐTT'), person('Lê Thị Mẫu', 'Lao động tiên tiến')])
    await register(schools[1] ?? '', [
      person('Phạm Văn Ví', 'danh hiệu LĐTT'),
      { name: 'Tổ Toán', award: 'LĐTT', kind: 'collective' },
      person('Vũ Thị Dụ', 'Giải thưởng riêng'),
    ])
    const { statusCode, json } = await asOfficer(SUMMARY)
    expect(statusCode).toBe(200)
    expect(json).toMatchObject({
      units: 2,
      nominees: 5,
      parts: 1,
      awards: [
        { award: 'Lao động tiên tiến', isKnown: true, individuals: 3, collectives: 1, units: 2 },
        { award: 'Giải thưởng riêng', isKnown: false, individuals: 1, collectives: 0, units: 1 },
      ],
      remarks: [
        { unit: schools[1], text: expect.stringContaining('Dòng 2: “Lao động tiên tiến” dành cho cá nhân') },
        { unit: schools[1], text: expect.stringContaining('Dòng 3: “Giải thưởng riêng”') },
      ],
      remarksInAll: 2,
    })
  })

  it('is what stands handed in: no draft, nothing withdrawn or given back, of several hand-ins the last', async () => {
    await give(FIRST, draft([person('Đang Soạn', 'LĐTT')]))
    await register(schools[1] ?? '', [person('Đã Rút', 'LĐTT')])
    await give(schools[1] ?? '', { type: 'withdraw', reason: 'Ghi nhầm' })
    await register(schools[2] ?? '', [person('Bị Trả', 'LĐTT')])
    await give(schools[2] ?? '', { type: 'return', reason: 'Thiếu chức vụ' })
    await register(schools[3] ?? '', [person('Lần Một', 'LĐTT')])
    await give(
      schools[3] ?? '',
      { type: 'return', reason: 'Sai tên' },
      draft([person('Lần Hai', 'CSTĐCS')]),
      { type: 'submit' },
      { type: 'accept' },
    )
    expect((await asOfficer(SUMMARY)).json).toMatchObject({ units: 1, nominees: 1, awards: [{ award: 'Chiến sĩ thi đua cơ sở' }] })
    expect((await sheets()).get('Danh sách')?.[1]).toEqual(
      expect.arrayContaining(['Lần Hai', 'Chiến sĩ thi đua cơ sở', 'CSTĐCS', 'đã tiếp nhận']),
    )
  })

  it('is nobody’s business but the plan’s: a school is told there is no such thing', async () => {
    await register(FIRST, [person('Trần Văn Thử', 'LĐTT')])
    const clerk = holder(world.directory, 'clerk', FIRST).email
    for (const route of [SUMMARY, WORKBOOK, FILES]) {
      expect(await ask(handIns, route, { email: clerk, params: params() }, world)).toMatchObject({ json: { code: 'not-found' } })
    }
  })

  it('is nothing before anybody has handed in, and no part, and no task, exists that is not there', async () => {
    expect(await asOfficer(WORKBOOK, { params: params('2') })).toMatchObject({ statusCode: 404 })
    expect(await asOfficer(WORKBOOK, { params: params('0') })).toMatchObject({ statusCode: 404 })
    expect((await asOfficer(SUMMARY)).json).toEqual({
      units: 0,
      nominees: 0,
      awards: [],
      released: { units: 0, nominees: 0 },
      remarks: [],
      remarksInAll: 0,
      parts: 1,
    })
    key = '99'
    for (const route of [SUMMARY, WORKBOOK]) expect(await asOfficer(route)).toMatchObject({ statusCode: 404 })
  })
})

describe('the files of a task', () => {
  it('are those of the hand-ins that stand, by unit, with what is needed to fetch and to check each', async () => {
    const file = await attach(FIRST, 'ho-so.pdf')
    await attach(schools[1] ?? '', 'chua-nop.pdf')
    await register(FIRST, [person('Trần Văn Thử', 'LĐTT')])
    await register(schools[2] ?? '', [person('Không Tệp', 'LĐTT')])
    const { json } = await asOfficer(FILES)
    const unitName = world.directory.unit(FIRST as never)?.name
    expect(json).toEqual({ parts: 1, units: [{ unit: FIRST, unitName, isAsked: true, files: [file] }] })
    expect(await asOfficer(FILES, { params: params('2') })).toMatchObject({ statusCode: 404 })
  })

  it('are listed in as many parts as there must be, none of them empty', () => {
    const sizes = [3, 9, 4, 4, 4]
    expect(partsOf(sizes, 8, (size) => size)).toEqual([[3], [9], [4, 4], [4]])
    expect(partsOf([9, 1], 8, (size) => size)).toEqual([[9], [1]])
    expect(partsOf([], 8, Number)).toEqual([[]])
  })
})

describe('what a unit handed in that is not asked any more', () => {
  let file: Awaited<ReturnType<typeof attach>>
  const nameOf = (unit: string) => world.directory.unit(unit as never)?.name

  beforeEach(async () => {
    // Closed at the end of the week: from then on the directory finds it no more for “các đơn vị trực thuộc”.
    world = await memoryWorld(({ units, groups, people }) =>
      directoryOf(
        units.map((unit) => (unit.id === FIRST ? { ...unit, validTo: '2021-01-24' } : unit)),
        groups,
        people,
      ),
    )
    file = await attach(FIRST, 'ho-so.pdf')
    await register(FIRST, [person('Trần Văn Thử', 'LĐTT'), { name: 'Tổ Toán', award: 'LĐTT', kind: 'collective' }])
    await register(schools[1] ?? '', [person('Lê Thị Mẫu', 'LĐTT')])
    expect((await asOfficer(SUMMARY)).json).toMatchObject({ units: 2, nominees: 3, released: { units: 0, nominees: 0 } })
    world.clock.moveTo('2021-01-25T02:00:00.000Z')
  })

  it('is in no sum and no remark, and the officer is told how much it is', async () => {
    expect((await asOfficer(SUMMARY)).json).toMatchObject({
      units: 1,
      nominees: 1,
      awards: [{ individuals: 1, collectives: 0, units: 1 }],
      released: { units: 1, nominees: 2 },
      remarksInAll: 0,
    })
  })

  it('is a list of its own in the workbook, after everything that counts', async () => {
    const found = await sheets()
    expect([...found.keys()]).toEqual(['Danh sách', 'Tổng hợp', 'Theo đơn vị', 'Cần xem lại', 'Không còn giao'])
    expect(found.get('Danh sách')?.slice(1)).toEqual([expect.arrayContaining([nameOf(schools[1] ?? ''), 'Lê Thị Mẫu'])])
    expect(found.get('Tổng hợp')?.slice(1)).toEqual([['Lao động tiên tiến', 1, 0, 1]])
    expect(found.get('Theo đơn vị')?.slice(1)).toEqual([[nameOf(schools[1] ?? ''), 1, 1]])
    expect(found.get('Cần xem lại')).toHaveLength(1)
    expect(found.get('Không còn giao')?.slice(1)).toEqual([
      expect.arrayContaining([1, nameOf(FIRST), 'Trần Văn Thử']),
      expect.arrayContaining([2, nameOf(FIRST), 'Tổ Toán']),
    ])
  })

  it('is all that an amendment has released, until another asks it again', async () => {
    const task = world.plan.tasks.find((candidate) => candidate.key === key)
    if (task === undefined) throw new Error('the sample plan asks for no registration')
    const { state: _state, ...written } = task
    const [, other = '', third = ''] = schools
    await register(third, [person('Phạm Văn Ví', 'LĐTT')])
    const amended = (executing: readonly string[]) => amend(world, { key, task: { ...written, executing }, reason: 'Giao lại' })
    await amended([nameOf(third) ?? ''])
    expect((await asOfficer(SUMMARY)).json).toMatchObject({ units: 1, nominees: 1, released: { units: 2, nominees: 3 } })
    await amended([nameOf(third) ?? '', nameOf(other) ?? ''])
    expect((await asOfficer(SUMMARY)).json).toMatchObject({ units: 2, nominees: 2, released: { units: 1, nominees: 2 } })
  })

  it('lies apart from those who owe and those who are done, and its files are taken with a word for it', async () => {
    const missing = await ask(follow, 'GET /api/plans/{planId}/tasks/{key}/missing', { email: officer, params: params() }, world)
    expect(missing.json).toMatchObject({
      handedIn: [{ unit: schools[1] }],
      released: [{ unit: FIRST, name: nameOf(FIRST), state: 'submitted', late: false, files: 1 }],
    })
    const { json } = await asOfficer(FILES)
    expect(json.units).toEqual([{ unit: FIRST, unitName: nameOf(FIRST), isAsked: false, files: [file] }])
  })

  it('is still read, file by file, and judged no more', async () => {
    const work = (route: string) =>
      ask(assignments, route, { email: officer, params: { ...params(), unit: FIRST, uploadId: String(file.uploadId) } }, world as never)
    const part = '/api/plans/{planId}/tasks/{key}/units/{unit}'
    expect(await work(`GET ${part}`)).toMatchObject({ json: { state: 'submitted', blocked: { code: 'task-released' } } })
    expect(await work(`GET ${part}/uploads/{uploadId}/link`)).toMatchObject({ json: { url: expect.any(String) } })
    expect(await work(`POST ${part}/accept`)).toMatchObject({ json: { code: 'task-released' } })
  })
})

describe('the workbook', () => {
  it('is one list with a row a nominee, its sums by award and by unit, and every remark', async () => {
    await register(FIRST, [person('=cmd|calc', 'CSTĐCS', '+Hiệu trưởng'), person('Lê Thị Mẫu', 'Lao động tiên tiến')])
    const name = world.directory.unit(FIRST as never)?.name
    const found = await sheets()
    expect([...found.keys()]).toEqual(['Danh sách', 'Tổng hợp', 'Theo đơn vị', 'Cần xem lại'])
    expect(found.get('Danh sách')?.slice(1)).toEqual([
      [1, name, '=cmd|calc', '+Hiệu trưởng', 'Chiến sĩ thi đua cơ sở', 'CSTĐCS', 'cá nhân', expect.any(Date), 'đã nộp'],
      [2, name, 'Lê Thị Mẫu', 'Giáo viên', 'Lao động tiên tiến', undefined, 'cá nhân', expect.any(Date), 'đã nộp'],
    ])
    expect(found.get('Tổng hợp')?.slice(1)).toEqual([
      ['Chiến sĩ thi đua cơ sở', 1, 0, 1],
      ['Lao động tiên tiến', 1, 0, 1],
    ])
    expect(found.get('Theo đơn vị')?.slice(1)).toEqual([[name, 1, 1, 2]])
    expect(found.get('Cần xem lại')?.slice(1)).toEqual([[name, expect.stringContaining('tối đa 0')]])
  })

  it('comes in parts that a function can answer with, none of whose units is torn apart', () => {
    const positions = ['Giáo viên Toán', 'Tổ trưởng chuyên môn', 'Nhân viên thư viện']
    const many = Array.from({ length: 3_000 }, (_, at): Registration => {
      const nominees = Array.from({ length: 45 }, (_, row) =>
        person(`Nguyễn Thị ${(at * 7919 + row * 104_729).toString(36)} Ánh`, row % 7 === 0 ? 'CSTĐCS' : 'LĐTT', positions[row % 3]),
      )
      const submittedAt = new Date(Date.UTC(2021, 2, 1) + at * 61_000).toISOString()
      return {
        unit: `unt_${at}`,
        unitName: `Trường THPT số ${at}`,
        isAsked: true,
        state: 'submitted',
        submittedAt,
        late: false,
        nominees,
        files: [],
        remarks: [],
      }
    })
    const parts = nomineeParts(many)
    expect(parts.flat()).toEqual(many)
    expect(parts).toHaveLength(3)
    for (const part of parts) {
      expect(part.reduce((sum, { nominees }) => sum + nominees.length, 0)).toBeLessThanOrEqual(PART_NOMINEES_MAX)
      // In base64, as an answer of bytes travels.
      expect((registeredWorkbook(many, part).length * 4) / 3).toBeLessThan(LAMBDA_ANSWER_BYTES_MAX)
    }
  }, 60_000)
})
