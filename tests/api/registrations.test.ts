/** What all units have registered for a task: put together for the officer, and shown to nobody else. */
import ExcelJS from 'exceljs'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Nominee } from '../../events/words.ts'
import * as registrations from '../../functions/api/registrations.ts'
import { type AssignmentCommand, assignmentAggregate } from '../../shared/assignment/assignment.ts'
import { assignmentId } from '../../shared/assignment/part.ts'
import { PART_NOMINEES_MAX, partsOf, type Registration } from '../../shared/assignment/registered.ts'
import { registeredWorkbook } from '../../shared/assignment/registered-sheets.ts'
import { command } from '../../shared/log/command.ts'
import { termsOf } from '../../shared/plan/terms.ts'
import { ask, holder, type MemoryWorld, memoryWorld } from './world.ts'

const SUMMARY = 'GET /api/plans/{planId}/tasks/{key}/nominees'
const WORKBOOK = 'GET /api/plans/{planId}/tasks/{key}/nominees.xlsx'
const FIRST = 'unt_thpt-binh-duc'
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

const params = () => ({ planId: world.plan.planId, key })
const asOfficer = (route: string, more = {}) => ask(registrations, route, { email: officer, params: params(), ...more }, world)
const person = (name: string, award: string, position = 'Giáo viên'): Nominee => ({ name, position, award, kind: 'individual' })

async function give(unit: string, ...commands: readonly object[]): Promise<void> {
  const task = world.plan.tasks.find((candidate) => candidate.key === key)
  if (task === undefined) throw new Error('the sample plan asks for no registration')
  const of = { ...params(), unit }
  const context = { at: world.clock.now(), actor: { person: 'per_x' }, correlationId: 'test', causationId: 'test' }
  for (const given of commands) {
    const order = { ...given, terms: termsOf(world.plan, task) } as AssignmentCommand
    await command(world.store, assignmentAggregate(of), assignmentId(of), order, context)
  }
}

const draft = (nominees: readonly Nominee[]) => ({ type: 'save-draft', nominees, note: '' })
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
    for (const route of [SUMMARY, WORKBOOK]) {
      expect(await ask(registrations, route, { email: clerk, params: params() }, world)).toMatchObject({ json: { code: 'not-found' } })
    }
  })

  it('is nothing before anybody has handed in, and no part, and no task, exists that is not there', async () => {
    expect(await asOfficer(WORKBOOK, { query: { part: '2' } })).toMatchObject({ statusCode: 404 })
    expect(await asOfficer(WORKBOOK, { query: { part: '0' } })).toMatchObject({ statusCode: 400, json: { code: 'invalid' } })
    expect((await asOfficer(SUMMARY)).json).toEqual({ units: 0, nominees: 0, awards: [], remarks: [], remarksInAll: 0, parts: 1 })
    key = '99'
    for (const route of [SUMMARY, WORKBOOK]) expect(await asOfficer(route)).toMatchObject({ statusCode: 404 })
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
      return { unit: `unt_${at}`, unitName: `Trường THPT số ${at}`, state: 'submitted', submittedAt, late: false, nominees, remarks: [] }
    })
    const parts = partsOf(many)
    expect(parts.flat()).toEqual(many)
    expect(parts).toHaveLength(3)
    for (const part of parts) {
      expect(part.reduce((sum, { nominees }) => sum + nominees.length, 0)).toBeLessThanOrEqual(PART_NOMINEES_MAX)
      // In base64, as an answer of bytes travels.
      expect((registeredWorkbook(many, part).length * 4) / 3).toBeLessThan(LAMBDA_ANSWER_BYTES_MAX)
    }
  }, 60_000)
})
