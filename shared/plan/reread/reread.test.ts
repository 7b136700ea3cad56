import { describe, expect, it, test } from 'vitest'
import type { PlanFinding, PlanTask } from '../../../events/plan.ts'
import type { ReadDocument } from '../../../events/plan-document.ts'
import { fold } from '../../log/aggregate.ts'
import { isRefusal } from '../../log/refusal.ts'
import { type PlanCommand, planAggregate } from '../aggregate.ts'
import { before as beforeDay, by, DRAFT, draftOf, ISSUED_AT, OFFICER, PLAN, task } from '../amendment/given.test-support.ts'
import { type DraftEdit, draftAggregate } from '../draft/draft-edits.ts'
import type { PlanState } from '../plan.ts'
import { readingAggregate } from './aggregate.ts'
import { REREAD_EVENTS_MAX } from './reread.ts'

const context = { at: ISSUED_AT, person: OFFICER }
const edits = ['add-task', 'remove-task', 'change-header', 'change-recipients', 'change-policy', 'aim', 'match-task']

function decide(plan: PlanState, order: PlanCommand | DraftEdit) {
  if (order.type === 'draft') return readingAggregate.decide(plan, order, context)
  return (edits.includes(order.type) ? draftAggregate : planAggregate).decide(plan, order as never, context)
}

function ordered(plan: PlanState, ...orders: readonly (PlanCommand | DraftEdit)[]): PlanState {
  return orders.reduce((state, order) => {
    const decided = decide(state, order)
    if (isRefusal(decided)) throw new Error(decided.code)
    return JSON.parse(JSON.stringify(fold(planAggregate, state, decided))) as PlanState
  }, plan)
}

const rows = [
  task('1', 'Đăng ký thi đua năm học của các đơn vị'),
  task('2', 'Gửi hồ sơ đề nghị xét tặng Kỷ niệm chương'),
  task('3', 'Họp Hội đồng xét duyệt sáng kiến cấp ngành'),
]
const draft = draftOf(rows)
const read: PlanState = { ...draft, header: { ...draft.header, place: 'Hà Nôi' } }
const reason = 'Đúng theo bản giấy'

type Reading = Partial<Pick<Extract<PlanCommand, { type: 'draft' }>['plan'], 'header' | 'recipients' | 'tasks' | 'findings'>>

/** The officer sends a corrected file of this draft, and it reads so. */
function corrected(plan: PlanState, reading: Reading): PlanState {
  return ordered(plan, ...sending(plan, reading))
}

function sending(plan: PlanState, reading: Reading): readonly [PlanCommand, PlanCommand] {
  const { planId, issuerUnit } = plan
  const file = { uploadId: 'upl_2', fileName: 'kh-sua.txt', bytes: 1, sha256: '1'.repeat(64), objectKey: 'q/2', expiresAt: ISSUED_AT }
  const document: ReadDocument = { uploadId: 'upl_2', objectKey: 'plans/3', sourceKey: 'plans/4', format: 'text', fromOcr: false }
  const { header, recipients } = read
  const drafted = { planId, issuerUnit, fileName: file.fileName, sourceSha256: file.sha256, document, policy: draft.policy }
  return [
    { type: 'offer-document', offer: { planId, issuerUnit, ...file } },
    { type: 'draft', plan: { ...drafted, header, recipients, tasks: rows, findings: [], ...reading } },
  ]
}

const outcomes = (plan: PlanState) =>
  plan.reread?.map(({ about, key, field, outcome }) => [about, key, field, outcome].filter(Boolean).join(' '))

const changed = (key: string, more: Partial<PlanTask>): PlanCommand => {
  const row = rows.find((one) => one.key === key)
  if (row === undefined) throw new Error(key)
  return { type: 'change-task', task: { ...row, ...more }, reason }
}
const withRow = (key: string, more: Partial<PlanTask>) => rows.map((row) => (row.key === key ? { ...row, ...more } : row))
const schools = ['Các trường THPT']

describe('a correction of one row', () => {
  const moved = { deadlineText: 'Trước ngày 30/3/2021', due: beforeDay('2021-03-30') }
  const cases: readonly [string, Partial<PlanTask>, readonly PlanTask[], string, Partial<PlanTask>][] = [
    ['stays where its row is unchanged', { executing: schools }, rows, 'executing kept', { executing: schools }],
    [
      'stays where only another field of its row changed',
      { executing: schools },
      withRow('2', moved),
      'executing kept',
      { executing: schools, ...moved },
    ],
    [
      'gives way where its own field changed',
      { executing: schools },
      withRow('2', { executing: ['Các phòng GDĐT'] }),
      'executing replaced',
      { executing: ['Các phòng GDĐT'] },
    ],
    [
      'is no correction any more where the file now says the same',
      { executing: schools },
      withRow('2', { executing: schools }),
      'executing agrees',
      { executing: schools },
    ],
    ['of a day stays while its text stands', { due: by('2021-03-24') }, rows, 'due kept', { due: by('2021-03-24') }],
    ['of a day gives way to a new text', { due: by('2021-03-24') }, withRow('2', moved), 'due replaced', moved],
    [
      'of a day gives way where the same text reads otherwise, as when the year of the plan was corrected',
      { due: by('2021-03-24') },
      withRow('2', { due: beforeDay('2022-03-25') }),
      'due replaced',
      { due: beforeDay('2022-03-25') },
    ],
    [
      'of what is handed in gives way to another content',
      { form: 'report' },
      withRow('2', { content: 'Gửi hồ sơ đề nghị xét tặng Kỷ niệm chương và Bằng khen' }),
      'form replaced',
      { form: 'dossier' },
    ],
    ['follows its row to another number', { executing: schools }, renumbered(), 'executing kept', { key: '4', executing: schools }],
  ]
  test.each(cases)('%s', (_, correction, reading, outcome, expected) => {
    const plan = corrected(ordered(read, changed('2', correction)), { tasks: [...reading] })
    const { key = '2' } = expected
    expect(outcomes(plan)).toContain(`task ${key} ${outcome}`)
    expect(plan.tasks.find((one) => one.key === key)).toMatchObject(expected)
    expect(plan.tasks).toHaveLength(reading.length)
  })

  it('is told as gone with its row, and left to the officer where two rows could be meant', () => {
    const plan = ordered(read, changed('2', { executing: schools }))
    expect(outcomes(corrected(plan, { tasks: rows.filter(({ key }) => key !== '2') }))).toEqual(['task 2 executing gone'])
    const twice = [
      task('7', 'Gửi hồ sơ đề nghị xét tặng Bằng khen'),
      task('8', 'Gửi hồ sơ đề nghị xét tặng Giấy khen'),
      ...rows.filter(({ key }) => key !== '2'),
    ]
    expect(outcomes(corrected(plan, { tasks: twice }))).toEqual(['task 2 executing unclear'])
  })

  it('outlives a third file as well, because what was read is remembered anew', () => {
    const second = corrected(ordered(read, changed('2', { executing: schools })), { tasks: withRow('3', moved) })
    const [offer, order] = sending(second, {})
    if (offer.type !== 'offer-document' || order.type !== 'draft') throw new Error('not a file')
    const { document } = order.plan
    if (document === undefined) throw new Error('no document')
    const third = ordered(
      second,
      { ...offer, offer: { ...offer.offer, uploadId: 'upl_3' } },
      { ...order, plan: { ...order.plan, document: { ...document, uploadId: 'upl_3' } } },
    )
    expect(outcomes(third)).toEqual(['task 2 executing kept'])
    expect(third.decided?.tasks?.['2']).toEqual({ read: rows[1], reason })
  })
})

/** A row was put in before the others. */
function renumbered(): readonly PlanTask[] {
  const [first, second, third] = rows
  if (first === undefined || second === undefined || third === undefined) throw new Error('rows')
  const put = task('1', 'Xây dựng quy chế chi tiêu nội bộ')
  return [put, { ...first, key: '3' }, { ...second, key: '4' }, { ...third, key: '5' }]
}

describe('tasks the officer took out or added', () => {
  const out: DraftEdit = { type: 'remove-task', key: '3', reason: 'Không tổ chức năm nay' }
  const added = task('4', 'Tổng kết phong trào theo chỉ đạo mới')
  const add: DraftEdit = { type: 'add-task', task: added, reason: 'Theo chỉ đạo' }

  it('stay out while their row is the same, come back with another, and need no word once the file drops them', () => {
    const plan = ordered(read, out)
    const same = corrected(plan, {})
    expect([outcomes(same), same.tasks.map(({ key }) => key)]).toEqual([['task 3 removed kept'], ['1', '2']])
    const other = corrected(plan, { tasks: withRow('3', { executing: ['Văn phòng Sở'] }) })
    expect([outcomes(other), other.tasks.map(({ key }) => key)]).toEqual([['task 3 removed replaced'], ['1', '2', '3']])
    expect(outcomes(corrected(plan, { tasks: rows.slice(0, 2) }))).toEqual(['task 3 removed agrees'])
  })

  it('stay in, under another number where the file has given theirs away, and once only where the file now has them', () => {
    const plan = ordered(read, add)
    const taken = corrected(plan, { tasks: [...rows, task('4', 'Chấm điểm các cụm thi đua')] })
    expect(outcomes(taken)).toEqual(['task 4 added kept'])
    expect(taken.tasks.map(({ key, content }) => [key, content]).at(-1)).toEqual(['5', added.content])
    const had = corrected(plan, { tasks: [...rows, added] })
    expect([outcomes(had), had.tasks]).toMatchObject([['task 4 added agrees'], { length: 4 }])
  })
})

describe('header and Nơi nhận', () => {
  const header = { ...read.header, place: 'Hà Nội', year: 2022 }
  // Corrected twice: what counts is what was read, not what was said in between.
  const plan = ordered(
    read,
    { type: 'change-header', header: { ...read.header, place: 'TP Hà Nội', year: 2020 }, reason },
    { type: 'change-header', header, reason },
  )

  it('keep each corrected field whose own source is unchanged', () => {
    const reading = { ...read.header, title: 'Công tác thi đua', year: 2023 }
    const again = corrected(plan, { header: reading })
    expect(outcomes(again)).toEqual(['header place kept', 'header year replaced'])
    expect(again.header).toEqual({ ...reading, place: 'Hà Nội' })
  })

  it('keep lines that were added, rewritten or taken out, as long as the line they were about is there', () => {
    const lines = ['Các trường trực thuộc Sở', 'Công đoàn ngành', 'Lưu: VT']
    const edited = ordered(read, { type: 'change-recipients', recipients: lines, reason })
    const [first, ...rest] = read.recipients
    if (first === undefined) throw new Error('no line')
    const more = corrected(edited, { recipients: [first, { text: 'Các phòng GDĐT', kind: 'unit-group' }, ...rest] })
    expect(more.recipients.map(({ text }) => text)).toEqual(['Các trường trực thuộc Sở', 'Công đoàn ngành', 'Các phòng GDĐT', 'Lưu: VT'])
    expect(outcomes(more)).toEqual(['recipients kept', 'recipients kept', 'recipients kept'])
    const other = corrected(edited, { recipients: [{ text: 'Các cơ sở giáo dục', kind: 'unit-group' }, ...rest.slice(1)] })
    expect(other.recipients.map(({ text }) => text)).toEqual(['Công đoàn ngành', 'Các cơ sở giáo dục', 'Lưu: VT'])
    expect(outcomes(other)).toEqual(['recipients replaced', 'recipients agrees', 'recipients kept'])
  })
})

describe('findings', () => {
  const finding: PlanFinding = {
    findingId: 'deadline-weekend:1',
    code: 'deadline-weekend',
    severity: 'confirm',
    about: '2',
    sentence: 'Hạn rơi vào Chủ nhật.',
    facts: { tt: '2', deadline: 'Trước ngày 25/3/2021', where: 'mục III.2' },
  }
  const asked = ordered(
    { ...read, findings: [finding, { ...finding, findingId: 'x', code: 'READ_FROM_SCAN' }] },
    {
      type: 'resolve-findings',
      resolutions: ['deadline-weekend:1', 'x'].map((findingId) => ({ findingId, decision: 'dismissed', reason })),
    },
  )

  it('that were dismissed stay so under another row number, but not about other words, and never about another scan', () => {
    const again = corrected(asked, { findings: [{ ...finding, about: '3', facts: { ...finding.facts, tt: '3', where: 'mục III.3' } }] })
    expect(again.findings[0]?.resolution).toEqual({ decision: 'dismissed', reason })
    expect(outcomes(again)).toEqual(['finding gone'])
    const other = corrected(asked, { findings: [{ ...finding, facts: { tt: '2', deadline: '28/3/2021' } }, ...asked.findings.slice(1)] })
    expect(other.findings[0]?.resolution).toBeUndefined()
    expect(outcomes(other)).toEqual(['finding replaced', 'finding replaced'])
  })
})

describe('findings about a row that was taken out', () => {
  const finding: PlanFinding = {
    findingId: 'council-ambiguous:1',
    code: 'council-ambiguous',
    severity: 'confirm',
    about: '3',
    sentence: 'Hội đồng nào?',
    facts: { tt: '3' },
  }
  const out: DraftEdit = { type: 'remove-task', key: '3', reason: 'Không tổ chức năm nay' }
  const plan = ordered({ ...read, findings: [finding] }, out)
  const over = { decision: 'dismissed', reason: 'Đã bỏ nhiệm vụ này: Không tổ chức năm nay' }

  it('stay over while the row stays out, one that is new too', () => {
    const more = { ...finding, findingId: 'deadline-missing:1', code: 'deadline-missing' }
    const again = corrected(plan, { findings: [finding, more, { ...more, findingId: 'deadline-missing:2', about: '2' }] })
    expect(again.findings.map(({ resolution }) => resolution)).toEqual([over, over, undefined])
    expect(outcomes(again)).toEqual(['task 3 removed kept'])
  })

  it('are asked again when the row comes back, and gone without a word when the file drops it', () => {
    const back = corrected(plan, { tasks: withRow('3', { executing: ['Văn phòng Sở'] }), findings: [finding] })
    expect(back.findings.map(({ resolution }) => resolution)).toEqual([undefined])
    expect(outcomes(back)).toEqual(['task 3 removed replaced'])
    expect(outcomes(corrected(plan, { tasks: rows.slice(0, 2) }))).toEqual(['task 3 removed agrees'])
  })

  it('stay as the officer had decided them before', () => {
    const decision = { decision: 'accepted', reason } as const
    const decided = ordered(
      { ...read, findings: [finding] },
      { type: 'resolve-findings', resolutions: [{ findingId: finding.findingId, ...decision }] },
      out,
    )
    expect(corrected(decided, { findings: [finding] }).findings[0]?.resolution).toEqual(decision)
  })
})

describe('a draft that amends', () => {
  it('stays aimed, with its policy and with what its rows were said to be', () => {
    const policy = { ...draft.policy, closes: 'strict' } as const
    const aimed = ordered(
      read,
      { type: 'aim', amends: PLAN, amendsWhat: 'part', policy },
      { type: 'match-task', key: '2', is: '9' },
      { type: 'match-task', key: '3', is: null },
    )
    const again = corrected(aimed, { tasks: withRow('3', { content: 'Họp Hội đồng xét duyệt sáng kiến các cấp' }) })
    expect(again).toMatchObject({ amends: PLAN, amendsWhat: 'part', policy, matches: { 2: '9' } })
    expect(outcomes(again)).toEqual(['match 3 replaced'])
  })
})

describe('the reading itself', () => {
  it('is an event of its own before what is kept of the decisions, and is read once', () => {
    const plan = ordered(read, changed('2', { executing: schools }))
    const [offer, order] = sending(plan, {})
    const offered = ordered(plan, offer)
    const decided = decide(offered, order)
    if (isRefusal(decided)) throw new Error(decided.code)
    expect(decided.map(({ name }) => name)).toEqual(['plan.drafted', 'plan.task-changed', 'plan.draft-revised'])
    expect(decide(ordered(offered, order), order)).toEqual([])
    expect(decide(offered, { type: 'issue' })).toMatchObject({ code: 'document-awaited' })
  })

  it('is refused, and the draft stays as it is, where more was decided than one transaction holds', () => {
    const many = Array.from({ length: REREAD_EVENTS_MAX }, (_, index) => task(String(index + 1), `Việc thứ ${index + 1}`))
    const changes = many.map((row): PlanCommand => ({ type: 'change-task', task: { ...row, executing: schools }, reason }))
    const plan = ordered(draftOf(many), ...changes)
    const [offer, order] = sending(plan, { tasks: many })
    expect(decide(ordered(plan, offer), order)).toMatchObject({ code: 'reread-too-much' })
  })

  it('is no way to change the copy of an issued plan, or one that is issued', () => {
    const [offer] = sending(read, {})
    expect(decide({ ...read, copiedAfter: 0 }, offer)).toMatchObject({ code: 'draft-copied' })
    expect(decide({ ...read, status: 'issued' }, offer)).toMatchObject({ code: 'plan-issued' })
    expect(read.planId).toBe(DRAFT)
  })
})
