import { describe, expect, test } from 'vitest'
import { compareWithParent, readPlan } from '../index.ts'
import { rules } from './index.ts'
import { sentences } from './sentences.vi.ts'
import { slipsIn } from './spelling.ts'

const plan = (rows: string, head = 'Số: 5/KH-PGDĐT\nTân Lập, ngày 10 tháng 01 năm 2024\n') =>
  readPlan(
    `${head}KẾ HOẠCH\nCông tác thi đua huyện Tân Lập năm 2024\n\nPHỤ LỤC\nTiến độ\n\nTT\tNội dung\tĐơn vị thực hiện\tThời gian\n${rows}`,
  )

const dossier = (date: string, unit = 'Các trường MN') =>
  `1\tGửi hồ sơ đề nghị tặng danh hiệu thi đua năm học 2023-2024\t${unit}\tTrước ngày ${date}\n`

describe('findings', () => {
  test('every rule has its sentence', () => {
    for (const { code } of rules)
      expect(
        Object.keys(sentences).some((key) => key === code || key.startsWith(`${code}.`)),
        code,
      ).toBe(true)
  })

  test('ids are unique, and stay when other rows change', () => {
    const before = plan(`${dossier('16/3/2024')}2\tHọp\tPhòng GDĐT\t\n`).findings
    const after = plan(`${dossier('16/3/2024')}2\tHọp thêm\tPhòng GDĐT\tTháng 5/2024\n`).findings
    expect(new Set(before.map((f) => f.id)).size).toBe(before.length)
    const weekend = (list: typeof before) => list.find((f) => f.code === 'deadline-weekend')?.id
    expect(weekend(before)).toBe(weekend(after))
  })

  test('no sentence keeps an unfilled name', () => {
    for (const f of plan(`${dossier('31/4/2024')}3\tHọp xét danh hiệu thi đua năm học 2023-2024\t\t\n`).findings)
      expect(`${f.sentence}${f.suggestion ?? ''}`).not.toMatch(/[{}]/)
  })

  test('a table without the deadline column says so once, not per row', () => {
    const read = readPlan('KẾ HOẠCH\nNăm 2024\n\nTT\tNội dung\tĐơn vị thực hiện\n1\tHọp\tPhòng A\n2\tGửi\tPhòng B\n')
    expect(read.findings.filter((f) => f.code === 'column-missing')).toHaveLength(1)
    expect(read.findings.filter((f) => f.code === 'deadline-missing')).toHaveLength(0)
  })

  test('a child that hands in as late as its parent asks is found', () => {
    const tasks = (read: ReturnType<typeof plan>) =>
      read.tasks.map(({ tt, deadlineText, ...task }) => ({ ...task, key: String(tt), deadlineText: deadlineText ?? '' }))
    const owed = tasks(plan(dossier('30/5/2024', 'Các phòng GDĐT')))
    const compared = (date: string) => compareWithParent(tasks(plan(dossier(date))), owed)
    expect(compared('30/5/2024')).toMatchObject([{ code: 'child-after-parent', key: '1' }])
    expect(compared('28/5/2024')).toMatchObject([
      { code: 'child-after-parent', values: { tt: 'Nhiệm vụ 1', parent: 'nhiệm vụ 1', least: '3' } },
    ])
    expect(compared('27/5/2024')).toEqual([])
    expect(compared('30/5/2024')).toMatchObject([{ suggestion: 'Đặt hạn sớm hơn ít nhất 3 ngày để kịp tổng hợp.' }])
  })
})

describe('time', () => {
  test.each([
    ['capitals without end', 'UBND QUẬN A B C D E '.repeat(5000)],
    ['one long line', 'thi đua khen thưởng '.repeat(10_000)],
    ['digits', '1/2 '.repeat(15_000)],
    ['brackets', '(((Kế hoạch số 1/KH-A '.repeat(2000)],
  ])('is bounded for %s', (_name, text) => {
    const start = performance.now()
    readPlan(`KẾ HOẠCH\nThi đua năm 2024\n\n${text}`)
    expect(performance.now() - start).toBeLessThan(5000)
  })
})

describe('spelling suggestions', () => {
  test.each([
    ['Dăng ký thi đưa', ['Đăng ký', 'thi đua']],
    ['Hòa giải; hoà giải ở đơn vị', []],
    ['các nhân viên', []],
    ['tập thể, các nhân', ['cá nhân']],
    ['HĐTĐKT họp', []],
  ])('%j', (text, meant) =>
    expect(
      slipsIn(text)
        .map((s) => s.meant)
        .sort(),
    ).toEqual([...meant].sort()),
  )
})
