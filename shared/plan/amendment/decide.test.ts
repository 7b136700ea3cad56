import { describe, expect, it, test } from 'vitest'
import type { PlanTask } from '../../../events/plan.ts'
import { isRefusal } from '../../log/refusal.ts'
import { instantOf } from '../../time/calendar.ts'
import { planAggregate } from '../aggregate.ts'
import { schedulesOf } from '../course/schedule-deadlines.ts'
import { type AnyPlan, type PlanState, taskOf } from '../plan.ts'
import { amended, between, by, DRAFT, decide, planOf, task } from './given.test-support.ts'
import { isOverruled } from './overruled.ts'
import { namesOf } from './retime.ts'

/** Confirmed on 1 April, in the morning. */
const NOW = instantOf('2021-04-01', '09:00')

type Start = 'planned' | 'open' | 'closed'

/** A plan with one dated task that has come as far as this, as the log would have it. */
function planWith(start: Start, due: PlanTask['due']): PlanState {
  const plan = planOf([task('1', 'Gửi hồ sơ', { due }), task('2', 'Báo cáo')])
  const order = (type: 'open-task' | 'close-task') =>
    type === 'open-task' ? { type, key: '1' as const } : { type, key: '1' as const, expected: 3, done: 1 }
  const orders = start === 'planned' ? [] : start === 'open' ? [order('open-task')] : [order('open-task'), order('close-task')]
  return orders.reduce((state, given) => {
    const events = planAggregate.decide(state, given, { at: instantOf('2021-03-01'), person: 'system' })
    if (isRefusal(events)) throw new Error(events.code)
    return events.reduce<AnyPlan>((one, event) => planAggregate.evolve(one, event), state) as PlanState
  }, plan)
}

function moved(start: Start, from: PlanTask['due'], to: PlanTask['due']): PlanState {
  const plan = planWith(start, from)
  const before = task('1', 'Gửi hồ sơ', { due: from })
  return amended(plan, { changes: [{ kind: 'changed', key: '1', before, after: { ...before, due: to } }] }, NOW)
}

const earlier = by('2021-04-05')
const later = by('2021-05-31')
const past = by('2021-03-20')
const window = between('2021-03-01', '2021-04-30')

/** Where the task stands at once, and what is put into the future for it. */
const combinations: readonly [string, Start, PlanTask['due'], PlanTask['due'], Start, readonly string[]][] = [
  ['planned, moved later', 'planned', by('2021-04-20'), later, 'planned', ['near-7', 'near-1', 'close']],
  ['planned, moved earlier', 'planned', by('2021-04-20'), earlier, 'planned', ['near-1', 'close']],
  ['planned, moved into the past: it closes at once, and counts', 'planned', by('2021-04-20'), past, 'planned', ['close']],
  ['planned, its window now open', 'planned', between('2021-04-10', '2021-04-30'), window, 'open', ['near-7', 'near-1', 'close']],
  ['planned, no date any more', 'planned', by('2021-04-20'), null, 'planned', []],
  ['planned, given a date', 'planned', null, later, 'planned', ['near-7', 'near-1', 'close']],
  ['open, moved later', 'open', window, between('2021-03-01', '2021-05-31'), 'open', ['near-7', 'near-1', 'close']],
  ['open, moved earlier', 'open', window, between('2021-03-01', '2021-04-05'), 'open', ['near-1', 'close']],
  ['open, moved into the past: it closes at once, and counts', 'open', window, between('2021-03-01', '2021-03-20'), 'open', ['close']],
  ['open, its window not yet begun', 'open', window, between('2021-05-01', '2021-05-31'), 'planned', ['open', 'near-7', 'near-1', 'close']],
  ['open, no date any more', 'open', window, null, 'open', []],
  ['closed, moved later: it opens again', 'closed', past, later, 'open', ['near-7', 'near-1', 'close']],
  [
    'closed, its window not yet begun',
    'closed',
    past,
    between('2021-05-01', '2021-05-31'),
    'planned',
    ['open', 'near-7', 'near-1', 'close'],
  ],
  ['closed, moved within the past: it stays closed', 'closed', past, by('2021-03-25'), 'closed', ['close']],
  ['closed, no date any more: it opens again', 'closed', past, null, 'open', []],
]

describe('a deadline that is moved', () => {
  test.each(combinations)('%s', (_what, start, from, to, state, phases) => {
    const plan = moved(start, from, to)
    expect(taskOf(plan, '1')).toMatchObject({ state, revision: 1, amended: 1 })
    expect(
      schedulesOf(plan, '')
        .filter(({ name }) => name.includes('.1.'))
        .map(({ name }) => name.split('.r1.')[1]),
    ).toEqual(phases)
  })

  test.each(combinations)('%s: signals of before are overruled, and taken back by name', (_what, start, from, to) => {
    const [was, is] = [planWith(start, from), moved(start, from, to)]
    const old = schedulesOf(was, '').filter(({ name }) => name.includes('.1.'))
    for (const { event } of old) {
      expect(isOverruled(was, event.data as { key: string })).toBe(false)
      expect(isOverruled(is, event.data as { key: string })).toBe(true)
    }
    for (const { event } of schedulesOf(is, '')) expect(isOverruled(is, event.data as { key: string })).toBe(false)
    const names = namesOf(was, new Set(['1']))
    expect(old.every(({ name }) => names.includes(name))).toBe(true)
    expect(schedulesOf(is, '').some(({ name }) => names.includes(name))).toBe(false)
  })

  it('closes once under its newest date, whoever comes late with the old one', () => {
    const plan = moved('planned', by('2021-04-20'), later)
    const close = (revision?: number) =>
      planAggregate.decide(plan, { type: 'close-task', key: '1', revision, expected: 3, done: 1 }, { at: NOW, person: 'system' })
    expect(close()).toEqual([])
    expect(close(1)).toMatchObject([{ name: 'plan.task-closed', data: { revision: 1 } }])
  })

  it('forgets the count of a closing that is void', () => {
    expect(taskOf(moved('closed', past, later), '1')).not.toHaveProperty('closing')
    expect(taskOf(moved('closed', past, by('2021-03-25')), '1')).toHaveProperty('closing')
  })

  it('gives names the scheduler takes', () => {
    for (const { name } of schedulesOf(moved('closed', past, between('2021-05-01', '2021-05-31')), ''))
      expect(name).toMatch(/^[0-9a-zA-Z._-]{1,64}$/)
  })
})

describe('what does not move a deadline', () => {
  const plan = planWith('open', window)
  const before = task('1', 'Gửi hồ sơ', { due: window })

  it('leaves its schedules alone', () => {
    const same = amended(
      plan,
      { changes: [{ kind: 'changed', key: '1', before, after: { ...before, content: 'Gửi hồ sơ và báo cáo' } }] },
      NOW,
    )
    expect(taskOf(same, '1')).toMatchObject({ state: 'open', amended: 1 })
    expect(taskOf(same, '1')).not.toHaveProperty('revision')
    expect(schedulesOf(same, '').map(({ name }) => name)).toEqual(schedulesOf(plan, '').map(({ name }) => name))
  })

  it('withdraws a task with all that was to come of it, and keeps what it was', () => {
    const gone = amended(plan, { changes: [{ kind: 'withdrawn', key: '1', before }], order: ['2'] }, NOW)
    expect(gone.tasks.map(({ key }) => key)).toEqual(['2'])
    expect(gone.withdrawn).toMatchObject([{ key: '1', state: 'open', amended: 1 }])
    for (const { event } of schedulesOf(plan, '').filter(({ name }) => name.includes('.1.')))
      expect(isOverruled(gone, event.data as { key: string })).toBe(true)
    const close = { type: 'close-task', key: '1', expected: 1, done: 0 } as const
    expect(planAggregate.decide(gone, close, { at: NOW, person: 'system' })).toEqual([])
  })

  it('adds a task that is scheduled from now on', () => {
    const added = amended(
      plan,
      { changes: [{ kind: 'added', key: '3', after: task('3', 'Viết sáng kiến', { due: earlier }) }], order: ['1', '3', '2'] },
      NOW,
    )
    expect(added.tasks.map(({ key, state }) => [key, state])).toEqual([
      ['1', 'open'],
      ['3', 'planned'],
      ['2', 'planned'],
    ])
    expect(schedulesOf(added, '').flatMap(({ name }) => name.split('.3.r1.')[1] ?? [])).toEqual(['near-1', 'close'])
  })
})

describe('another policy', () => {
  it('moves every deadline it reads differently, and no other', () => {
    const plan = planOf([task('1', 'Gửi hồ sơ'), task('2', 'Báo cáo', { due: by('2021-05-01') })])
    const strict = amended(plan, { policy: { ...plan.policy, closes: 'strict' } }, instantOf('2021-02-01'))
    expect(strict.tasks.map(({ revision }) => revision)).toEqual([1, undefined])
    const ladder = amended(plan, { policy: { ...plan.policy, reminderDays: [3] } }, instantOf('2021-02-01'))
    expect(ladder.tasks.map(({ revision }) => revision)).toEqual([1, 1])
    expect(schedulesOf(ladder, '').map(({ name }) => name.split('.r1.')[1])).toEqual(['near-3', 'close', 'near-3', 'close'])
  })
})

describe('what cannot be an amendment', () => {
  const plan = planOf([task('1', 'Gửi hồ sơ')])
  const order = {
    type: 'amend',
    draft: DRAFT,
    document: { number: '512/SGDĐT', date: '2021-04-01' },
    reason: 'Lùi thời hạn',
    changes: [],
    order: ['1'],
    policy: { ...plan.policy, closes: 'strict' },
  } as const
  const deciding = (change: object, state = plan) => decide(state, { ...order, ...change }, NOW)

  test.each([
    ['nothing-amended', { policy: undefined }],
    ['reason-missing', { reason: ' ' }],
    ['amendment-too-early', { document: { number: '512/SGDĐT', date: '2021-01-13' } }],
  ])('%s', (code, change) => expect(deciding(change)).toMatchObject({ refused: true, code }))

  it('is one that changes more than a transaction holds, or more than a plan may grow to', () => {
    const many = Array.from({ length: 90 }, (_, index) => ({
      kind: 'added',
      key: String(index + 2),
      after: task(String(index + 2), 'Việc'),
    }))
    expect(deciding({ changes: many })).toMatchObject({ code: 'amendment-too-large', facts: { max: 85 } })
    const long = Array.from({ length: 80 }, (_, index) => ({
      kind: 'added',
      key: String(index + 2),
      after: task('2', 'Việc '.repeat(800)),
    }))
    expect(deciding({ changes: long })).toMatchObject({ code: 'amendment-too-large' })
  })

  it('is the same draft twice: that changes nothing', () => {
    expect(deciding({}, amended(plan, { policy: order.policy }, NOW))).toEqual([])
  })

  it('is entered on the portal and in the archive, where its plan is', () => {
    const events = deciding({})
    expect(isRefusal(events) || events.map(({ name }) => name)).toEqual([
      'plan.amended',
      'plan.task-amended',
      'plan.published',
      'plan.archived',
    ])
  })
})
