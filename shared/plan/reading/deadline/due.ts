import type { Due, DueKind } from '../types.ts'
import { firstOfMonth, lastOfMonth, plusDays, startOfDay, weekday } from './calendar.ts'

/** Constructors of readings: each fixes the strict and the lenient instant of its form in one place. */

export function beforeDate(to: string): Due {
  return {
    kind: 'before-date',
    to,
    toBound: 'exclusive',
    precision: 'day',
    strictLastDate: plusDays(to, -1),
    strictInstant: startOfDay(to),
    lenientInstant: startOfDay(plusDays(to, 1)),
    weekdayOfTo: weekday(to),
  }
}

export function closed(to: string): Pick<Due, 'to' | 'toBound' | 'strictLastDate' | 'strictInstant' | 'lenientInstant'> {
  const late = startOfDay(plusDays(to, 1))
  return { to, toBound: 'inclusive', strictLastDate: to, strictInstant: late, lenientInstant: late }
}

export const byDate = (to: string): Due => ({ kind: 'by-date', precision: 'day', ...closed(to), weekdayOfTo: weekday(to) })

export const onDate = (date: string): Due => ({ kind: 'on-date', from: date, precision: 'day', ...closed(date) })

export const range = (from: string, to: string, precision: 'day' | 'month' = 'day'): Due => ({
  kind: 'range',
  from,
  precision,
  ...closed(to),
})

/** "Từ 01/5 đến trước 15/5": as doubtful about its last day as "trước ngày 15/5". */
export function rangeBefore(from: string, to: string): Due {
  return { ...beforeDate(to), kind: 'range', from }
}

/** "Trước tháng M": late from the first of M on, under either reading. */
export function beforeMonth(year: number, month: number): Due {
  const to = firstOfMonth(year, month)
  return {
    kind: 'before-month',
    to,
    toBound: 'exclusive',
    precision: 'month',
    strictLastDate: plusDays(to, -1),
    strictInstant: startOfDay(to),
    lenientInstant: startOfDay(to),
  }
}

export const wholeMonth = (year: number, month: number): Due => ({
  kind: 'whole-month',
  from: firstOfMonth(year, month),
  precision: 'month',
  ...closed(lastOfMonth(year, month)),
})

export function monthList(months: readonly (readonly [year: number, month: number])[]): Due | undefined {
  const keys = months.map(([y, m]) => firstOfMonth(y, m)).sort()
  const first = keys[0]
  const last = keys.at(-1)
  if (first === undefined || last === undefined) return undefined
  const end = lastOfMonth(Number(last.slice(0, 4)), Number(last.slice(5, 7)))
  return { kind: 'month-list', from: first, precision: 'month', ...closed(end), months: keys.map((k) => k.slice(0, 7)) }
}

export const window = (kind: DueKind, from: string, to: string, precision: Due['precision']): Due => ({
  kind,
  from,
  precision,
  ...closed(to),
})

export const targetYear = (fromYear: number, toYear: number): Due => window('target-year', `${fromYear}-01-01`, `${toYear}-12-31`, 'year')

/** A form that is understood but has no date of its own. */
export const dateless = (kind: DueKind): Due => ({ kind, precision: 'none', from: null, to: null })

export const missing: Due = { ...dateless('missing'), flag: 'MISSING_DEADLINE' }
export const unread = (flag = 'UNREAD_DEADLINE'): Due => ({ ...dateless('unread'), flag })
