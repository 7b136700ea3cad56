import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { PlanTask } from '../../../events/plan.ts'
import { planAfter, planAt } from './as-of.ts'
import { applied, asWritten, isEmpty } from './change.ts'
import { comparePlans } from './compare.ts'
import { copyOf } from './copy.ts'
import { after, amended, before, by, draftOf, PLAN, planOf, task } from './given.test-support.ts'
import { keysFor } from './keys.ts'

const rows = [
  task('1', 'Triển khai đăng ký giao ước thi đua năm 2021', { due: by('2021-01-30'), deadlineText: 'Chậm nhất 30/01/2021' }),
  task('2', 'Gửi hồ sơ đề nghị xét tặng Kỷ niệm chương Vì sự nghiệp Giáo dục'),
  task('3', 'Họp Hội đồng thi đua khen thưởng xét danh hiệu chiến sĩ thi đua', { section: 'Quý II - 2021', form: 'report' }),
  task('4', 'Báo cáo sơ kết phong trào thi đua học kỳ I', { section: 'Quý II - 2021', form: 'report' }),
]

const changesOf = (document: readonly PlanTask[], more: Parameters<typeof draftOf>[1] = {}, plan = planOf(rows)) =>
  comparePlans(plan, draftOf(document, { amends: PLAN, ...more }))

describe('a new document is compared with the plan task by task', () => {
  test('the plan itself gives nothing', () => {
    const same = changesOf(rows)
    expect(isEmpty(same)).toBe(true)
    expect(same.doubts).toEqual([])
  })

  test('another deadline is a change of that task alone', () => {
    const moved = rows.map((row) => (row.key === '2' ? { ...row, due: before('2021-04-25'), deadlineText: 'Trước ngày 25/4/2021' } : row))
    expect(changesOf(moved).changes).toEqual([{ kind: 'changed', key: '2', before: rows[1], after: moved[1] }])
  })

  test('single changes may change Nơi nhận as a document may', () => {
    const plan = planOf(rows)
    const recipients = [...plan.recipients, { text: 'Công đoàn ngành', kind: 'unit-group' }]
    const copy = draftOf(plan.tasks.map(asWritten), { ...copyOf(plan, 'pln_copy'), tasks: plan.tasks.map(asWritten) })
    expect(isEmpty(comparePlans(plan, copy))).toBe(true)
    expect(comparePlans(plan, { ...copy, recipients }).recipients).toEqual(recipients)
  })

  test('a row put in between counts the rest anew, and every task keeps its key', () => {
    const [first, ...rest] = rows as [PlanTask, ...PlanTask[]]
    const inserted = task('2', 'Tập huấn nghiệp vụ nhập dữ liệu vào phần mềm quản lý')
    const compared = changesOf([first, inserted, ...rest.map((row) => ({ ...row, key: String(Number(row.key) + 1) }))])
    expect(compared.doubts).toEqual([])
    expect(compared.changes.map(({ kind, key }) => [kind, key])).toEqual([
      ['added', '5'],
      ['changed', '2'],
      ['changed', '3'],
      ['changed', '4'],
    ])
    expect(compared.order).toEqual(['1', '5', '2', '3', '4'])
    expect(compared.changes.map((change) => 'after' in change && change.after.reference)).toEqual(['2', '3', '4', '5'])
  })

  test('rows of two levels are told by the numbers in the document, wherever they have moved', () => {
    const numbers = ['1.1', '1.2', '2.1', '2.2']
    const levels = rows.map((row, at) => ({ ...row, reference: numbers[at] }))
    const [first, ...rest] = levels as [PlanTask, ...PlanTask[]]
    const inserted = task('2', 'Tập huấn nghiệp vụ nhập dữ liệu vào phần mềm quản lý', { reference: '1.2' })
    const moved = rest.map((row) => ({ ...row, key: String(Number(row.key) + 1), reference: row.key === '2' ? '1.3' : row.reference }))
    const compared = changesOf([first, inserted, ...moved], {}, planOf(levels))
    expect(compared.changes.map((change) => [change.kind, change.key, 'after' in change && change.after.reference])).toEqual([
      ['added', '5', '1.2'],
      ['changed', '2', '1.3'],
    ])
  })

  test('two rows of one text are told apart by the numbers the document gives them', () => {
    const twins = [task('1', 'Họp Hội đồng', { reference: '1.1' }), task('2', 'Họp Hội đồng', { reference: '2.1' })]
    const swapped = twins.toReversed().map((row, at) => ({ ...row, key: String(at + 1) }))
    const compared = comparePlans(planOf(twins), draftOf(swapped, { amends: PLAN }))
    expect([...compared.same]).toEqual([
      ['1', '2'],
      ['2', '1'],
    ])
  })

  test('a row that is gone is withdrawn when the document replaces the plan, and stays when it only names changes', () => {
    expect(changesOf(rows.slice(0, 3)).changes).toEqual([{ kind: 'withdrawn', key: '4', before: rows[3] }])
    expect(isEmpty(changesOf(rows.slice(0, 3), { amendsWhat: 'part' }))).toBe(true)
  })

  test('what was bold in the deadline of an earlier reading is no change', () => {
    const bold = rows.map((row) => ({ ...row, deadlineText: row.deadlineText.replace(/\d+\/\d+(\/\d+)?/, '**$&**') }))
    expect(isEmpty(changesOf(rows, {}, planOf(bold)))).toBe(true)
  })

  test('what differs in spaces and in the form of letters only is no change', () => {
    const scanned = rows.map((row) => ({ ...row, content: `${row.content.normalize('NFD').replaceAll(' ', '  ')} ` }))
    expect(isEmpty(changesOf(scanned))).toBe(true)
  })

  test('new places in Nơi nhận are a change, unless the document only names changed tasks', () => {
    const recipients = [{ text: 'Các phòng GDĐT', kind: 'unit-group' }]
    expect(changesOf(rows, { recipients }).recipients).toEqual(recipients)
    expect(changesOf(rows, { recipients, amendsWhat: 'part' }).recipients).toBeUndefined()
  })
})

describe('what is not plain is asked, never guessed', () => {
  const twins = [task('1', 'Họp Hội đồng thi đua khen thưởng'), task('2', 'Họp Hội đồng thi đua khen thưởng')]

  test('two rows of one text are told apart by number and section', () => {
    expect(isEmpty(changesOf(twins, {}, planOf(twins)))).toBe(true)
  })

  test('two rows of one text under new numbers are in doubt', () => {
    const { doubts, changes } = changesOf([task('7', 'Họp Hội đồng thi đua khen thưởng')], {}, planOf(twins))
    expect(doubts).toEqual([
      {
        key: '7',
        candidates: [
          { key: '1', likeness: 1 },
          { key: '2', likeness: 1 },
        ],
      },
    ])
    expect(changes).toEqual([])
  })

  test('a row rewritten under its number is in doubt, and what the officer says settles it', () => {
    const rewritten = task('4', 'Báo cáo tổng kết công tác năm', { section: 'Quý II - 2021', form: 'report' })
    const plan = planOf(rows)
    const draft = draftOf([...rows.slice(0, 3), rewritten], { amends: PLAN })
    expect(comparePlans(plan, draft).doubts.map(({ key }) => key)).toEqual(['4'])
    const decide = (is: string | null) => comparePlans(plan, after(draft, { type: 'match-task', key: '4', is }, '2021-03-01T02:00:00.000Z'))
    expect(decide('4')).toMatchObject({ doubts: [], changes: [{ kind: 'changed', key: '4' }] })
    expect(decide(null)).toMatchObject({
      doubts: [],
      changes: [
        { kind: 'added', key: '5' },
        { kind: 'withdrawn', key: '4' },
      ],
    })
  })

  test('a row with nothing in common is a new one, and a nested deadline is never a row', () => {
    const other = task('9', 'Đăng ký viết sáng kiến kinh nghiệm')
    expect(changesOf([...rows, other]).changes).toMatchObject([{ kind: 'added', key: '9' }])
    const nested = task('2.1', rows[1]?.content ?? '', { parent: '2' })
    expect(changesOf([...rows, nested]).changes).toMatchObject([{ kind: 'added', key: '2.1', after: { parent: '2' } }])
  })

  test('a new task gets a key that an event can hold, whatever was counted before it and under what it stands', () => {
    const given = (added: PlanTask, ...used: string[]) => keysFor([added], new Map(), new Set(used)).get(added.key)
    const content = 'Đăng ký viết sáng kiến kinh nghiệm'
    expect(given(task('4', content), '1', '2', '4', '998')).toBe('999')
    expect(given(task('4', content), '1', '2', '4', '999')).toBe('3')
    expect(given(task('9', content, { parent: '2' }), '2', '2.1')).toBe('2.2')
    expect(given(task('9', content, { parent: '2.1' }), '2', '2.1')).toBe('9')
  })

  test('the key of a withdrawn task is not given again', () => {
    const plan = amended(
      planOf(rows),
      { changes: [{ kind: 'withdrawn', key: '4', before: rows[3] as PlanTask }] },
      '2021-02-01T02:00:00.000Z',
    )
    const added = task('4', 'Đăng ký viết sáng kiến kinh nghiệm')
    expect(changesOf([...rows.slice(0, 3), added], {}, plan).changes).toMatchObject([
      { kind: 'added', key: '5', after: { reference: '4' } },
    ])
  })
})

describe('a draft made of the plan’s own tasks', () => {
  const plan = planOf(rows)
  const copy = draftOf([], { ...copyOf(plan, 'pln_01JH0000000000000000000001') })

  test('gives nothing until something is changed', () => {
    expect(isEmpty(comparePlans(plan, copy))).toBe(true)
  })

  test('gives exactly what was changed, added and taken out', () => {
    const reason = 'Theo chỉ đạo'
    const at = '2021-03-01T02:00:00.000Z'
    const changed = { ...(rows[1] as PlanTask), executing: ['Trường THPT Mẫu'] }
    const added = task('5', 'Đăng ký viết sáng kiến kinh nghiệm')
    const edited = [
      { type: 'change-task', task: changed, reason } as const,
      { type: 'add-task', task: added, reason } as const,
      { type: 'remove-task', key: '4', reason } as const,
      { type: 'change-policy', policy: { ...plan.policy, closes: 'strict' }, reason } as const,
    ].reduce((draft, order) => after(draft, order, at), copy)
    expect(comparePlans(plan, edited)).toMatchObject({
      changes: [
        { kind: 'changed', key: '2', after: changed },
        { kind: 'added', key: '5' },
        { kind: 'withdrawn', key: '4' },
      ],
      policy: { closes: 'strict' },
      isOutdated: false,
    })
  })

  test('is outdated once the plan was amended by another', () => {
    const other = amended(plan, { policy: { ...plan.policy, closes: 'strict' } }, '2021-03-01T02:00:00.000Z')
    expect(comparePlans(other, copy).isOutdated).toBe(true)
  })
})

describe('for any two versions', () => {
  const content = fc.constantFrom(...rows.map((row) => row.content), 'Đăng ký viết sáng kiến', 'Tập huấn phần mềm', 'Họp khối thi đua')
  const day = fc.integer({ min: 1, max: 28 }).map((number) => `2021-05-${String(number).padStart(2, '0')}`)
  const version = fc
    .array(fc.record({ content, day, section: fc.constantFrom('Quý I', 'Quý II') }), { minLength: 1, maxLength: 6 })
    .map((list) =>
      list.map((one, index) => task(String(index + 1), one.content, { section: one.section, due: by(one.day), deadlineText: one.day })),
    )
  const bare = ({ key: _key, reference: _reference, ...rest }: PlanTask) => rest

  it('comparing a plan with itself gives nothing', () => {
    fc.assert(fc.property(version, (tasks) => isEmpty(comparePlans(planOf(tasks), draftOf(tasks, { amends: PLAN })))))
  })

  it('applying the difference gives the new version, under keys of which none is given twice', () => {
    fc.assert(
      fc.property(version, version, (one, other) => {
        const plan = planOf(one)
        let draft = draftOf(other, { amends: PLAN })
        // Each doubt is decided one way or the other, as an officer would, until none is left.
        for (let doubts = comparePlans(plan, draft).doubts; doubts.length > 0; doubts = comparePlans(plan, draft).doubts) {
          const [first] = doubts
          if (first === undefined) break
          draft = after(
            draft,
            { type: 'match-task', key: first.key, is: doubts.length % 2 === 0 ? null : (first.candidates[0]?.key ?? null) },
            '2021-02-01T00:00:00.000Z',
          )
        }
        const difference = comparePlans(plan, draft)
        const tasks = applied(plan.tasks.map(asWritten), difference)
        expect(tasks.map(bare)).toEqual(other.map(bare))
        expect(new Set(tasks.map(({ key }) => key)).size).toBe(tasks.length)
        if (isEmpty(difference)) return
        const next = amended(plan, difference, '2021-02-01T02:00:00.000Z')
        expect(next.tasks.map(asWritten).map(bare)).toEqual(other.map(bare))
        // And what was can still be seen.
        expect(planAfter(next, 0).tasks).toEqual(plan.tasks)
        expect(planAt(next, '2021-02-01T01:59:59.000Z').tasks).toEqual(plan.tasks)
        expect(planAt(next, '2021-02-01T02:00:00.000Z').tasks).toEqual(next.tasks)
      }),
    )
  })
})
