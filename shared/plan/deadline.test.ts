import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Due, PlanPolicy } from '../../events/plan.ts'
import { addDays, dayOf, instantOf } from '../time/calendar.ts'
import { extensionReminders, phasesOf, windowOf } from './deadline.ts'

const beforeDay = (to: string): Due => ({ kind: 'before-date', to, toBound: 'exclusive', precision: 'day' })
const range = (from: string, to: string): Due => ({ kind: 'range', from, to, toBound: 'inclusive', precision: 'day' })

/** Every form of a deadline that the plans use, as DOMAIN §8a reads them. */
const forms: readonly { text: string; due: Due; opensOn?: string; strict: string; lenient: string }[] = [
  { text: 'Trước ngày 25/3/2021', due: beforeDay('2021-03-25'), strict: '2021-03-24', lenient: '2021-03-25' },
  { text: 'Trước ngày 01/3/2021', due: beforeDay('2021-03-01'), strict: '2021-02-28', lenient: '2021-03-01' },
  { text: 'Trước ngày 01/3/2020, năm nhuận', due: beforeDay('2020-03-01'), strict: '2020-02-29', lenient: '2020-03-01' },
  { text: 'Trước ngày 01/01/2021', due: beforeDay('2021-01-01'), strict: '2020-12-31', lenient: '2021-01-01' },
  {
    text: 'Trước tháng 12/2020',
    due: { kind: 'before-month', to: '2020-12-01', toBound: 'exclusive', precision: 'month' },
    strict: '2020-11-30',
    lenient: '2020-11-30',
  },
  {
    text: 'Trước tháng 01/2021',
    due: { kind: 'before-month', to: '2021-01-01', toBound: 'exclusive', precision: 'month' },
    strict: '2020-12-31',
    lenient: '2020-12-31',
  },
  {
    text: 'Tháng 01/2023',
    due: { kind: 'month', from: '2023-01-01', to: '2023-01-31', toBound: 'inclusive', precision: 'month' },
    opensOn: '2023-01-01',
    strict: '2023-01-31',
    lenient: '2023-01-31',
  },
  {
    text: 'Tháng 4,5/2020',
    due: { kind: 'months', from: '2020-04-01', to: '2020-05-31', toBound: 'inclusive', precision: 'month' },
    opensOn: '2020-04-01',
    strict: '2020-05-31',
    lenient: '2020-05-31',
  },
  {
    text: 'Từ ngày 05/6/2021 đến ngày 15/6/2021',
    due: range('2021-06-05', '2021-06-15'),
    opensOn: '2021-06-05',
    strict: '2021-06-15',
    lenient: '2021-06-15',
  },
  {
    text: 'Từ ngày 10/10 đến ngày 15/11/2020',
    due: range('2020-10-10', '2020-11-15'),
    opensOn: '2020-10-10',
    strict: '2020-11-15',
    lenient: '2020-11-15',
  },
  { text: 'Ngày 15/01/2020', due: range('2020-01-15', '2020-01-15'), opensOn: '2020-01-15', strict: '2020-01-15', lenient: '2020-01-15' },
]

describe('the window of a deadline', () => {
  it.each(forms)('reads "$text" strictly to the end of $strict, leniently to the end of $lenient', ({ due, opensOn, strict, lenient }) => {
    const both = { opensOn, strictLastDay: strict, lenientLastDay: lenient }
    expect(windowOf(due, 'strict')).toEqual({ ...both, lastDay: strict, closesAt: instantOf(addDays(strict, 1)) })
    expect(windowOf(due, 'lenient')).toEqual({ ...both, lastDay: lenient, closesAt: instantOf(addDays(lenient, 1)) })
  })

  it('closes at midnight in Hà Nội, which is 17:00 in UTC', () => {
    expect(windowOf(beforeDay('2021-03-25'), 'strict')?.closesAt).toBe('2021-03-24T17:00:00.000Z')
    expect(windowOf(beforeDay('2021-03-25'), 'lenient')?.closesAt).toBe('2021-03-25T17:00:00.000Z')
  })

  it.each<[what: string, due: Due | null]>([
    ['an empty cell', null],
    ['a semester that no school calendar dates yet', { kind: 'semester', from: null, to: null }],
    ['a recurring duty', { kind: 'recurring' }],
    ['a beginning without an end', { kind: 'range', from: '2021-06-05', to: null }],
  ])('is none for %s: there is nothing to close on', (_what, due) => {
    expect(windowOf(due, 'lenient')).toBeUndefined()
    expect(phasesOf({ due }, policy())).toEqual([])
  })
})

const policy = (change: Partial<PlanPolicy> = {}): PlanPolicy => ({
  closes: 'lenient',
  reminderDays: [14, 7, 3, 1, 0],
  escalateFromDays: 1,
  ...change,
})

describe('the reminders of an extension', () => {
  it.each([
    [
      'count to its last day',
      '2021-04-01T17:00:00.000Z',
      '2021-03-27T02:00:00.000Z',
      ['2021-03-29T08:00 3', '2021-03-31T08:00 1', '2021-04-01T08:00 0'],
    ],
    [
      'are not caught up on, where they had passed when it was given',
      '2021-04-01T17:00:00.000Z',
      '2021-03-31T02:00:00.000Z',
      ['2021-04-01T08:00 0'],
    ],
    [
      'count to the day of an end at an hour',
      '2021-04-01T10:00:00.000Z',
      '2021-03-30T02:00:00.000Z',
      ['2021-03-31T08:00 1', '2021-04-01T08:00 0'],
    ],
    ['come before an end in the early morning', '2021-04-01T00:30:00.000Z', '2021-03-30T02:00:00.000Z', ['2021-03-31T08:00 1']],
    ['are none where the end comes before the next morning', '2021-03-25T23:00:00.000Z', '2021-03-25T02:00:00.000Z', []],
  ])('%s', (_what, until, since, expected) => {
    expect(extensionReminders(until, policy(), since).map(({ at, daysLeft }) => `${at} ${daysLeft}`)).toEqual(expected)
  })
})

describe('the phases of a task', () => {
  it('remind at 08:00 towards the strict day and close on the lenient one', () => {
    expect(phasesOf({ due: beforeDay('2021-03-25') }, policy())).toEqual([
      { phase: 'near', at: '2021-03-10T08:00', daysLeft: 14 },
      { phase: 'near', at: '2021-03-17T08:00', daysLeft: 7 },
      { phase: 'near', at: '2021-03-21T08:00', daysLeft: 3 },
      { phase: 'near', at: '2021-03-23T08:00', daysLeft: 1 },
      { phase: 'near', at: '2021-03-24T08:00', daysLeft: 0 },
      { phase: 'close', at: '2021-03-26T00:00' },
    ])
  })

  it('close at the hour the plan names, on the very day that is aimed for', () => {
    const at = (toTime: string) => phasesOf({ due: { ...beforeDay('2021-03-25'), toTime } }, policy({ reminderDays: [1, 0] }))
    expect(at('17:00')).toEqual([
      { phase: 'near', at: '2021-03-24T08:00', daysLeft: 1 },
      { phase: 'near', at: '2021-03-25T08:00', daysLeft: 0 },
      { phase: 'close', at: '2021-03-25T17:00' },
    ])
    expect(at('07:30').map(({ phase }) => phase)).toEqual(['near', 'close'])
  })

  it('close on the strict day where the plan says so, with the same reminders', () => {
    const strict = phasesOf({ due: beforeDay('2021-03-25') }, policy({ closes: 'strict' }))
    expect(strict.at(-1)).toEqual({ phase: 'close', at: '2021-03-25T00:00' })
    expect(strict.slice(0, -1)).toEqual(phasesOf({ due: beforeDay('2021-03-25') }, policy()).slice(0, -1))
  })

  it('begin with the opening, and remind of nothing that is not open yet', () => {
    expect(phasesOf({ due: range('2021-06-10', '2021-06-15') }, policy())).toEqual([
      { phase: 'open', at: '2021-06-10T00:00' },
      { phase: 'near', at: '2021-06-12T08:00', daysLeft: 3 },
      { phase: 'near', at: '2021-06-14T08:00', daysLeft: 1 },
      { phase: 'near', at: '2021-06-15T08:00', daysLeft: 0 },
      { phase: 'close', at: '2021-06-16T00:00' },
    ])
  })

  it('remind on the first day of a single day', () => {
    expect(phasesOf({ due: range('2020-01-15', '2020-01-15') }, policy()).map(({ phase, at }) => `${phase} ${at}`)).toEqual([
      'open 2020-01-15T00:00',
      'near 2020-01-15T08:00',
      'close 2020-01-16T00:00',
    ])
  })

  it('close only, where the plan wants no reminders', () => {
    expect(phasesOf({ due: beforeDay('2021-03-25') }, policy({ reminderDays: [] }))).toEqual([{ phase: 'close', at: '2021-03-26T00:00' }])
  })
})

const day = fc.integer({ min: 0, max: 8_000 }).map((days) => addDays('2015-01-01', days))
const due = fc
  .record({
    to: day,
    length: fc.option(fc.integer({ min: 1, max: 90 })),
    exclusive: fc.boolean(),
    precision: fc.constantFrom('day', 'month'),
  })
  .map(({ to, length, exclusive, precision }): Due => {
    const from = length === null ? undefined : addDays(to, -length)
    return { kind: 'any', from, to, toBound: exclusive ? 'exclusive' : 'inclusive', precision }
  })
const hour = fc.integer({ min: 1, max: 24 * 60 - 1 }).map((minutes) => new Date(minutes * 60_000).toISOString().slice(11, 16))
const dueAtHour = fc.record({ due, toTime: hour }).map(({ due, toTime }): Due => ({ ...due, toTime }))
const anyDue = fc.oneof(due, dueAtHour)
const policies = fc.record({
  closes: fc.constantFrom('strict' as const, 'lenient' as const),
  reminderDays: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 8 }),
  escalateFromDays: fc.constant(1),
})

describe('any deadline under any policy', () => {
  it('has its phases in order of time, each at a time of its own', () => {
    fc.assert(
      fc.property(anyDue, policies, (due, policy) => {
        const times = phasesOf({ due }, policy).map(({ at }) => at)
        expect(times).toEqual([...new Set(times)].sort())
      }),
    )
  })

  it('opens first and closes last, exactly once', () => {
    fc.assert(
      fc.property(anyDue, policies, (due, policy) => {
        const phases = phasesOf({ due }, policy).map(({ phase }) => phase)
        expect(phases.filter((phase) => phase === 'close')).toEqual(['close'])
        expect(phases.at(-1)).toBe('close')
        expect(phases.indexOf('open')).toBe(due.from === undefined ? -1 : 0)
      }),
    )
  })

  it('that names an hour closes then, on either reading, and reminds of nothing afterwards', () => {
    fc.assert(
      fc.property(dueAtHour, policies, (due, policy) => {
        const { to = '', toTime = '' } = due
        expect(windowOf(due, policy.closes)).toMatchObject({ strictLastDay: to, lastDay: to, closesAt: instantOf(to ?? '', toTime) })
        expect(phasesOf({ due }, policy).at(-1)?.at).toBe(`${to}T${toTime}`)
      }),
    )
  })

  it('closes at the end of its last day: that day counts and the next does not', () => {
    fc.assert(
      fc.property(due, policies, (due, policy) => {
        const window = windowOf(due, policy.closes)
        if (window === undefined) throw new Error('no window')
        const lastMoment = new Date(Date.parse(window.closesAt) - 1).toISOString()
        expect([dayOf(lastMoment), dayOf(window.closesAt)]).toEqual([window.lastDay, addDays(window.lastDay, 1)])
        expect(phasesOf({ due }, policy).at(-1)?.at).toBe(`${addDays(window.lastDay, 1)}T00:00`)
      }),
    )
  })

  it('is never stricter under the lenient reading, and at most one day apart', () => {
    fc.assert(
      fc.property(due, (due) => {
        const window = windowOf(due, 'lenient')
        if (window === undefined) throw new Error('no window')
        expect([window.strictLastDay, addDays(window.strictLastDay, 1)]).toContain(window.lenientLastDay)
      }),
    )
  })

  it('is one stored value: opening, closing and every reminder move with it', () => {
    fc.assert(
      fc.property(anyDue, policies, fc.integer({ min: -400, max: 400 }), (due, policy, days) => {
        const move = (text: string) => addDays(text.slice(0, 10), days) + text.slice(10)
        const moved: Due = { ...due, from: due.from == null ? due.from : addDays(due.from, days), to: addDays(due.to ?? '', days) }
        const expected = phasesOf({ due }, policy).map((phase) => ({ ...phase, at: move(phase.at) }))
        expect(phasesOf({ due: moved }, policy)).toEqual(expected)
      }),
    )
  })
})
