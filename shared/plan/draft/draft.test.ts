import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPlan } from '../reading/index.ts'
import { draftOf } from './draft.ts'

const plan = (rows: readonly string[]) =>
  [
    'TRƯỜNG THPT LÂM QUANG\nSố: 5/KH-THPTLQ\nAn Lạc, ngày 05 tháng 02 năm 2024\n\nKẾ HOẠCH\nThi đua năm 2024\n\nI. LỊCH',
    'TT\tNội dung\tĐơn vị thực hiện\tThời gian',
    ...rows,
  ].join('\n')
const about = { planId: 'pln_01JH0000000000000000000000', issuerUnit: 'u', fileName: 'ke-hoach.txt', sourceSha256: '0'.repeat(64) }
const drafted = (rows: readonly string[]) => {
  const text = plan(rows)
  return draftOf({ text, format: 'text', fromOcr: false }, readPlan(text), about)
}
const keys = (rows: readonly string[]) => {
  const read = drafted(rows)
  return 'draft' in read ? read.draft.tasks.map((task) => task.key) : []
}

test('a row is known by its number', () => {
  expect(keys(['1\tĐăng ký\tCác tổ\tTháng 3/2024', '2\tTổng kết\tBan thi đua\tTháng 5/2024'])).toEqual(['1', '2'])
})

test('where a table divides its rows or counts anew, every task still has a key of its own', () => {
  const divided = ['1\tChuẩn bị\t\t', 'a)\tĐăng ký\tCác tổ\tTháng 3/2024', 'b)\tThẩm định\tBan thi đua\tTháng 4/2024']
  expect(keys(divided)).toEqual(['1', '2'])
  const anew = ['I\tHỌC KỲ I\t\t', '1\tĐăng ký\tCác tổ\tTháng 3/2024', 'II\tHỌC KỲ II\t\t', '1\tTổng kết\tBan thi đua\tTháng 5/2024']
  expect(keys(anew)).toEqual(['1', '2'])
})

const TWO_LEVELS = [
  '1.1\tHướng dẫn đăng ký\tBan thi đua\tTháng 3/2024',
  '1.2\tGửi đăng ký danh hiệu thi đua\tCác tổ\tTrước ngày 20/4/2024',
  '2.1\tGửi hồ sơ khen thưởng\t\tTrước ngày 31/4/2024',
  '2.2\tTổng kết\tBan thi đua\tTháng 3/2024',
]

test('where the document numbers its rows on two levels, tasks and findings have its own numbers', () => {
  const read = drafted(TWO_LEVELS)
  const { tasks, findings } = 'draft' in read ? read.draft : { tasks: [], findings: [] }
  expect(tasks.map(({ key, reference }) => [key, reference])).toEqual([
    ['1', '1.1'],
    ['2', '1.2'],
    ['3', '2.1'],
    ['4', '2.2'],
  ])
  const said = (code: string) => findings.filter((finding) => finding.code === code).map(({ about, sentence }) => [about, sentence])
  expect(said('executor-missing')).toEqual([['3', 'Nhiệm vụ 2.1 chưa có đơn vị thực hiện.']])
  expect(said('deadline-order')).toEqual([
    ['4', 'Nhiệm vụ 2.2 (“Tháng 3/2024”) đứng sau nhiệm vụ 1.2 (“Trước ngày 20/4/2024”) nhưng đến hạn sớm hơn.'],
  ])
})

test('where numbers repeat, findings name a row as its task is named: by its place', () => {
  const read = drafted(['I\tHỌC KỲ I\t\t', '1\tĐăng ký\tCác tổ\tTháng 3/2024', 'II\tHỌC KỲ II\t\t', '1\tTổng kết\t\tTháng 5/2024'])
  const found = 'draft' in read ? read.draft.findings.filter(({ code }) => code === 'executor-missing') : []
  expect(found.map(({ sentence }) => sentence)).toEqual(['Nhiệm vụ 2 chưa có đơn vị thực hiện.'])
})

test('where a table counts anew, a finding is about the row it was found in', () => {
  const read = drafted(['I\tHỌC KỲ I\t\t', '1\tĐăng ký\tCác tổ\tTháng 3/2024', 'II\tHỌC KỲ II\t\t', '1\tTổng kết\t\tTháng 5/2024'])
  const found = 'draft' in read ? read.draft.findings.filter(({ code }) => code === 'executor-missing') : []
  expect(found.map(({ about }) => about)).toEqual(['2'])
})

test('a deadline in bold is shown without the marks that made it so', () => {
  const body = 'II. TỔ CHỨC THỰC HIỆN\nĐề nghị các tổ chuyên môn gửi danh sách đăng ký về Văn phòng trước ngày **22/03/2024**.\n'
  const text = `${plan(['1\tĐăng ký\tCác tổ\tTháng 3/2024'])}\n\n${body}`
  const read = draftOf({ text, format: 'text', fromOcr: false }, readPlan(text), about)
  const duties = 'draft' in read ? read.draft.tasks.filter(({ key }) => key.startsWith('B')) : []
  expect(duties).toMatchObject([{ deadlineText: 'trước ngày 22/03/2024', due: { to: '2024-03-22' } }])
})

test('a row’s deadline is shown, found and corrected without such marks too', () => {
  const read = drafted(['1\tĐăng ký\tCác tổ\tTrước ngày **20/3/2023**', '2\tTổng kết\tBan thi đua\tTháng 5/2024'])
  const { tasks, findings } = 'draft' in read ? read.draft : { tasks: [], findings: [] }
  expect(tasks[0]).toMatchObject({ deadlineText: 'Trước ngày 20/3/2023', due: { to: '2023-03-20' } })
  const past = findings.find(({ code }) => code === 'deadline-before-plan')
  // By which the correction is offered: `fix.ts`.
  expect([past?.facts?.deadline, past?.sentence]).toEqual(['Trước ngày 20/3/2023', expect.not.stringContaining('*')])
})

test('what is found about a duty of the body is about the task that became of it', () => {
  const body = 'II. TỔ CHỨC THỰC HIỆN\nĐề nghị các tổ chuyên môn gửi danh sách đăng ký về Văn phòng trước ngày 22/3.\n'
  const text = `${plan(['1\tĐăng ký\tCác tổ\tTháng 3/2024'])}\n\n${body}`
  const read = draftOf({ text, format: 'text', fromOcr: false }, readPlan(text), about)
  const { tasks, findings } = 'draft' in read ? read.draft : { tasks: [], findings: [] }
  expect(tasks.map(({ key }) => key)).toEqual(['1', 'B1'])
  expect(findings.filter(({ code }) => code === 'duty-year-inferred').map((finding) => finding.about)).toEqual(['B1'])
})

test('a plan without an appendix asks for what its body dates, in whatever way, and for nothing that names no day of its own', () => {
  const text = readFileSync(join(import.meta.dirname, '../../../tests/reading/corpus/plans/ldld-khong-phu-luc-2026.txt'), 'utf8')
  const read = draftOf({ text, format: 'text', fromOcr: false }, readPlan(text), about)
  const tasks = 'draft' in read ? read.draft.tasks : []
  expect(tasks.map(({ key, form, due }) => [key, form, due?.kind, due?.to])).toEqual([
    ['B2', 'registration', 'before-date', '2026-02-27'],
    ['B3', 'dossier', 'whole-month', '2026-03-31'],
    ['B4', 'dossier', 'by-date', '2026-03-31'],
    ['B5', 'dossier', 'range', '2026-04-15'],
    ['B6', 'dossier', 'on-date', '2026-04-28'],
    ['B7', 'dossier', 'before-date', '2026-05-25'],
    ['B9', 'dossier', 'before-date', '2026-11-20'],
    ['B11', 'dossier', 'quarter', '2026-12-31'],
    ['B13', 'dossier', 'before-date', '2026-12-15'],
    ['B15', 'dossier', 'before-date', '2026-06-15'],
    ['B16', 'dossier', 'by-date', '2026-11-16'],
  ])
  // What is not asked for is said.
  const [left] = 'draft' in read ? read.draft.findings : []
  expect(left).toMatchObject({ code: 'DUTIES_WITHOUT_DAY', severity: 'info' })
  expect(left?.sentence).toMatch(
    /còn 4 việc không nêu ngày.*; Ban Chính sách, Pháp luật: thẩm định hồ sơ khen thưởng trong 10 ngày.*? \(mục [^)]+\)\./,
  )
})

test('a duty of the body says to whom its work goes, where the plan says it', () => {
  const body = [
    'II. TỔ CHỨC THỰC HIỆN',
    '1. Các tổ chuyên môn xây dựng kế hoạch của tổ, gửi về Văn phòng (qua bộ phận thi đua) chậm nhất ngày 08/3/2024.',
    '2. Các tổ chuyên môn nộp danh sách đăng ký trước ngày 22/3/2024.',
  ]
  const text = `${plan(['1\tĐăng ký\tCác tổ\tTháng 3/2024'])}\n\n${body.join('\n')}\n`
  const read = draftOf({ text, format: 'text', fromOcr: false }, readPlan(text), about)
  const duties = 'draft' in read ? read.draft.tasks.filter(({ key }) => key.startsWith('B')) : []
  expect(duties.map(({ content }) => content)).toEqual([
    'xây dựng kế hoạch của tổ, gửi về: Văn phòng (qua bộ phận thi đua)',
    'nộp danh sách đăng ký',
  ])
})

describe('a heading without number and day', () => {
  const table = '1\tĐăng ký\tCác tổ\tTháng 3/2024'
  const bare = plan([table]).replace('Số: 5/KH-THPTLQ\nAn Lạc, ngày 05 tháng 02 năm 2024\n', '')
  const read = (text: string) => draftOf({ text, format: 'text', fromOcr: false }, readPlan(text), about)

  test('has those of the appendix, marked there, for the officer to confirm', () => {
    const kept = '(Kèm theo Kế hoạch số 7/KH-THPTLQ ngày 06/02/2024 của Trường THPT Lâm Quang)'
    const drafted = read(bare.replace('I. LỊCH\n', `PHỤ LỤC\nTiến độ thực hiện\n${kept}\n`))
    if (!('draft' in drafted)) throw new Error(drafted.code)
    expect(drafted.draft.header).toMatchObject({ number: '7/KH-THPTLQ', date: '2024-02-06' })
    expect(drafted.draft.findings.filter(({ code }) => code === 'only-in-appendix')).toMatchObject([{ severity: 'confirm' }])
    const marked = (drafted.source.spans['header.date'] ?? []).map(({ start, end }) => drafted.source.text.slice(start, end))
    expect(marked).toContain(kept)
  })

  test('is refused where the appendix names no day either', () => {
    expect(read(bare)).toMatchObject({ code: 'plan-date-missing' })
  })
})
