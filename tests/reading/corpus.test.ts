import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Due, readPlan } from '../../shared/plan/reading/index.ts'

/** Plans written for these tests: other bodies, years and layouts than the issued ones. */
const read = (name: string) => readPlan(readFileSync(join(import.meta.dirname, 'corpus', name), 'utf8'))
const short = ({ kind, from, to, yearInferredFor }: Due) => [
  kind,
  from ?? null,
  to ?? null,
  ...(yearInferredFor === undefined ? [] : [yearInferredFor]),
]

describe('a plan of a commune office under two-tier government, columns in another order, dates without years', () => {
  const plan = read('xa-2025.txt')

  test('has the letterhead, the school year and the signature of its two columns', () => {
    expect(plan.header).toMatchObject({
      number: '45/KH-VHXH',
      issuer: 'Phòng Văn hóa - Xã hội xã Phú Lâm Sơn',
      superior: 'UBND xã Phú Lâm Sơn',
      place: 'Phú Lâm Sơn',
      date: '2025-09-08',
      period: { fromYear: 2025, toYear: 2026, schoolYears: ['2025-2026'] },
    })
    expect(plan.signatory).toMatchObject({ authority: null, position: 'TRƯỞNG PHÒNG', name: 'Lò Thị Mai Hạnh' })
    expect(plan.recipients.map((r) => r.kind)).toEqual(['superior-body', 'unit-group', 'unit-group', 'archive'])
    expect(plan.legalBases.map((b) => b.number)).toEqual(['06/2022/QH15', '152/2025/NĐ-CP', '210/KH-UBND'])
  })

  test('has every deadline, years taken from the school year and said so', () => {
    expect(plan.tasks.map((t) => short(t.due))).toEqual([
      ['before-date', null, '2025-09-25', 'to'],
      ['by-date', null, '2025-10-10'],
      ['duration', null, null],
      ['range', '2025-12-15', '2026-01-10'],
      ['recurring', null, null],
      ['semester', null, null],
      ['before-date', null, '2026-05-15', 'to'],
      ['relative', null, null],
      ['month-part', '2026-06-21', '2026-06-30'],
    ])
    expect(plan.tasks[2]?.due).toMatchObject({ amount: 5, unit: 'working-day', anchorText: 'có quyết định công nhận' })
    expect(plan.tasks[7]?.due).toMatchObject({ anchorTask: 7, direction: 'after' })
    expect(plan.findings.filter((f) => f.code === 'deadline-year-inferred').map((f) => f.task)).toEqual([1, 7])
  })

  test('has units, kinds and duties', () => {
    expect(plan.tasks[3]?.coordinating).toEqual(['Công đoàn xã', 'các trường được kiểm tra'])
    expect(plan.tasks.map((t) => t.kinds[0])).toEqual([
      'register',
      'consolidate',
      'data-entry',
      'inspection',
      'report',
      'training',
      'dossier',
      'council-meeting',
      'conference-summary',
    ])
    expect(plan.bodyObligations).toHaveLength(3)
    expect(plan.bodyObligations[2]).toMatchObject({
      obligors: ['các trường mầm non', 'các trường tiểu học'],
      action: 'gửi danh sách đầu mối',
      recipient: 'Phòng Văn hóa - Xã hội',
      channel: 'email:thidua.phulamson@example.vn',
      paperAccepted: false,
      due: { to: '2025-09-20' },
    })
  })
})

describe('a Markdown plan of a school', () => {
  const plan = read('thpt-2026.md')

  test('is read through its dress', () => {
    expect(plan.header).toMatchObject({
      number: '07/KH-THPTLHT',
      issuer: 'Trường THPT Lê Hữu Trác',
      superior: 'Sở Giáo dục và Đào tạo tỉnh An Bình',
      date: '2026-01-05',
      title: 'Thi đua, khen thưởng của nhà trường năm 2026',
    })
    expect(plan.signatory).toMatchObject({ position: 'HIỆU TRƯỞNG', name: 'Đặng Thế Vinh' })
    expect(plan.tasks.map((t) => [t.tt, t.executing, t.coordinatingText])[1]).toEqual([2, ['Ban thi đua', 'Đoàn trường'], null])
  })

  test('reads what has a date and refuses what has none', () => {
    expect(plan.tasks.map((t) => short(t.due))).toEqual([
      ['on-date', '2026-01-12', '2026-01-12'],
      ['whole-month', '2026-02-01', '2026-02-28'],
      ['before-date', null, '2026-03-20'],
      ['quarter', '2026-01-01', '2026-03-31'],
      ['unread', null, null],
      ['unread', null, null],
      ['month-list', '2026-11-01', '2026-12-31'],
    ])
    expect(plan.findings.filter((f) => f.code === 'deadline-not-read').map((f) => f.task)).toEqual([5, 6])
  })
})

describe('a plan whose table came out one cell per line, without tabs', () => {
  const plan = read('so-2028-vertical.txt')

  test('has its rows, a broken and an empty cell included', () => {
    expect(plan.tasks.map((t) => [t.executing, t.coordinating])).toEqual([
      [['Văn phòng Sở'], ['Các phòng thuộc Sở']],
      [['Các đơn vị trực thuộc Sở'], []],
      [['Hội đồng Thi đua - Khen thưởng ngành'], ['Văn phòng Sở']],
      [['Văn phòng Sở'], ['Báo Giáo dục tỉnh']],
    ])
    expect(plan.tasks[1]?.content).toMatch(/nhiều thành tích trong phong trào thi đua$/)
    expect(plan.tasks.map((t) => short(t.due))).toEqual([
      ['before-date', null, '2028-01-20'],
      ['before-date', null, '2028-05-12'],
      ['range', '2028-06-05', '2028-06-09', 'from'],
      ['quarter', '2028-10-01', '2028-12-31'],
    ])
  })

  test('has the deputy signing for the head', () => {
    expect(plan.signatory).toEqual({
      authority: 'KT.',
      onBehalfOf: 'GIÁM ĐỐC',
      position: 'PHÓ GIÁM ĐỐC',
      name: 'Vi Hồng Sơn',
      text: 'KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC',
    })
  })
})

describe('a plan of a district office with quarters and a deadline inside a deadline', () => {
  const plan = read('tabs-2024.txt')

  test('has quarters, the nested deadline and clusters as one phrase', () => {
    expect(plan.tasks.map((t) => t.quarter)).toEqual([
      'Quý I - 2024',
      'Quý I - 2024',
      'Quý II - 2024',
      'Quý II - 2024',
      'Quý IV - 2024',
      'Quý IV - 2024',
    ])
    expect(plan.tasks[1]?.due.nested).toMatchObject([{ executing: 'Tổ chuyên môn', action: 'nộp hồ sơ', due: { to: '2024-03-20' } }])
    expect(plan.tasks[5]?.executing).toEqual(['Cụm thi đua số 1, 2, 3'])
    expect(plan.header.issuer).toBe('Phòng Giáo dục và Đào tạo huyện Tân Lập')
  })
})

describe('a letter about a plan', () => {
  test('is no plan and has no task, though it carries a table', () => {
    const letter = read('cong-van.txt')
    expect(letter).toMatchObject({ isPlan: false, tasks: [], bodyObligations: [], notPlan: { code: 'letter' } })
  })

  test.each([
    ['', 'empty'],
    ['QUYẾT ĐỊNH\nVề việc khen thưởng', 'other-type'],
    ['DANH SÁCH\nHọc sinh', 'other-type'],
    ['Một đoạn chữ bất kỳ.', 'no-title'],
  ])('nor are others: %j', (text, code) => expect(readPlan(text)).toMatchObject({ isPlan: false, tasks: [], notPlan: { code } }))
})

test('decomposed letters, Word residue and Windows line ends change nothing but the places', () => {
  const text = readFileSync(join(import.meta.dirname, 'corpus', 'tabs-2024.txt'), 'utf8')
  const { spans: _, ...plain } = readPlan(text)
  const worn = text.normalize('NFD').replaceAll('\n', '\r\n').replace('I. TỔ', '[bookmark: bookmark3]I. TỔ'.normalize('NFD'))
  const { spans, ...read } = readPlan(worn)
  expect(read).toEqual(plain)
  const at = spans['header.title']?.[0]
  expect(worn.slice(at?.start, at?.end).normalize('NFC')).toBe(plain.header.title)
})

test.each(['1\t2\t3\t4\t5', '(1)\t(2)\t(3)\t(4)\t(5)'])('a row that counts the columns is no task: %j', (counting) => {
  const text = readFileSync(join(import.meta.dirname, 'corpus', 'tabs-2024.txt'), 'utf8')
  const { tasks, findings } = readPlan(text.replace(/^(TT\t.*)$/m, `$1\n${counting}`))
  const plain = readPlan(text)
  expect([tasks, findings]).toEqual([plain.tasks, plain.findings])
})

test.each(readdirSync(join(import.meta.dirname, 'corpus/plans')).filter((name) => name.endsWith('.txt')))(
  '%s: every finding about a row names the row and its number',
  (name) => {
    const { tasks, findings } = read(`plans/${name}`)
    for (const { task, row } of findings) expect(row === undefined ? undefined : tasks[row]?.tt).toBe(task)
  },
)
