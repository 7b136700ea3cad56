import { describe, expect, test } from 'vitest'
import { hourOf } from '../deadline/hour.ts'
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

  test('a number that repeats is told with the task it stands on; the one after it counts on', () => {
    const read = plan(['1\tHọp\tTổ A', '2\tGửi\tTổ B', '2\tNộp\tTổ C', '4\tXét\tTổ D'].map((row) => `${row}\tTháng 5/2024`).join('\n'))
    expect(read.findings.filter((f) => f.code === 'row-numbers').map((f) => f.sentence)).toEqual([
      'Nhiệm vụ 3 mang số thứ tự 2, không liền mạch (chờ số 3).',
    ])
  })

  test.each([
    ['(dự kiến ngày 15/3)', '15/03/2024'],
    ['Tháng 3/2024 (dự kiến ngày 15)', '15/03/2024'],
    ['Dự kiến quý II/2024', '30/06/2024'],
    ['Ngày 15/3/2024', undefined],
  ])('a day that is only planned is asked about: %s', (deadline, day) =>
    expect(
      plan(`1\tHọp xét\tPhòng GDĐT\t${deadline}\n`)
        .findings.filter((f) => f.code === 'deadline-provisional')
        .map((f) => [f.severity, f.values.read]),
    ).toEqual(day === undefined ? [] : [['confirm', day]]),
  )

  test('and where the body plans it', () => {
    const { findings } = readPlan('KẾ HOẠCH\nThi đua năm 2024\n\nII. THỰC HIỆN\n1. Dự kiến ngày 15/3/2024, Hội đồng họp xét sáng kiến.\n')
    expect(findings.find((f) => f.code === 'deadline-provisional')?.sentence).toBe(
      'Hạn “Dự kiến ngày 15/3/2024” của việc “họp xét sáng kiến” (Hội đồng) ở mục II.1 mới là dự kiến; hệ thống nhận đến 15/03/2024.',
    )
  })

  test('an hour that is not read as the end of the last day is asked about, unless something only begins then', () => {
    const said = (deadline: string) =>
      plan(`1\tGửi hồ sơ\tCác trường MN\t${deadline}\n`)
        .findings.filter((f) => f.code === 'deadline-hour')
        .map((f) => f.severity)
    expect(said('Từ 8h00 ngày 10/3/2024 đến ngày 15/3/2024')).toEqual(['confirm'])
    expect(said('Trước 0h ngày 15/3/2024')).toEqual(['confirm'])
    expect(said('7h30 ngày 20/11/2024')).toEqual(['info'])
    expect(said('Chậm nhất 17h00 ngày 15/3/2024')).toEqual([])
    expect(said('Trước 24h00 ngày 15/3/2024')).toEqual([])
    expect(said('Trước ngày 15/3/2024')).toEqual([])
  })

  test('an hour in the body is read, and a day that no calendar has is found', () => {
    const asked =
      'II. THỰC HIỆN\n1. Các trường MN gửi danh sách về Phòng trước 16 giờ 30 ngày 18/3/2024.\n2. Các trường TH báo cáo kết quả trước ngày 31/4/2024.\n'
    const read = readPlan(`Số: 5/KH-PGDĐT\nTân Lập, ngày 10 tháng 01 năm 2024\nKẾ HOẠCH\nThi đua năm 2024\n\n${asked}`)
    const sentencesOf = (code: string) => read.findings.filter((f) => f.code === code).map((f) => f.sentence)
    expect(sentencesOf('deadline-hour')).toEqual([])
    expect(read.bodyObligations.map(({ due }) => hourOf(due))).toEqual(['16:30'])
    expect(sentencesOf('body-date')).toEqual([
      'Ở mục II.2 có “trước ngày 31/4/2024”, là ngày không có trong lịch: “Các trường TH báo cáo kết quả trước ngày 31/4/2024.”',
    ])
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

describe('what is found in the body names its place there', () => {
  const asks = 'Các trường trực thuộc gửi bản đăng ký thi đua về Phòng GD&ĐT trước ngày 15/10.'
  const said = (code: string, body: string) =>
    readPlan(`PHÒNG GD&ĐT TÂN LẬP\nSố: 5/KH-PGDĐT\nTân Lập, ngày 10 tháng 01 năm 2024\n\nKẾ HOẠCH\nCông tác thi đua năm 2024\n\n${body}\n`)
      .findings.filter((finding) => finding.code === code)
      .map(({ sentence }) => sentence)

  test.each([
    ['under numbered headings', `II. TỔ CHỨC THỰC HIỆN\n\n2. Các trường\n\n- ${asks}`, 'mục II.2'],
    ['in a numbered paragraph', `II. TỔ CHỨC THỰC HIỆN\n\n1. Phòng GD&ĐT theo dõi chung.\n\n2. ${asks}`, 'mục II.2'],
    ['in a point of it', `A. PHẦN CHUNG\n\nII. TỔ CHỨC\n\n3. Đăng ký\n\n3.1. Thời gian\n\nb) ${asks}`, 'mục A.II.3.1, điểm b'],
    ['under no number', asks, 'đoạn “Các trường trực thuộc gửi bản đăng ký thi đua…”'],
  ])('%s', (_how, body, place) => {
    expect(said('duty-year-inferred', body)).toEqual([expect.stringContaining(` ở ${place} không ghi đủ năm`)])
  })

  test('a day that nobody owes anything by, with its section or as one of the body', () => {
    const day = 'Phong trào kéo dài từ ngày 01/3/2024 đến ngày 30/6/2024.'
    expect(said('body-date', `III. THỜI GIAN\n\n${day}`)).toEqual([expect.stringMatching(/^Ở mục III có “/)])
    expect(said('body-date', day)).toEqual([expect.stringMatching(/^Ở phần lời của kế hoạch có “/)])
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
