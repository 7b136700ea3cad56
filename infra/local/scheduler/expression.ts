/**
 * Schedule expressions: `at(…)`, `rate(…)` and the plain part of `cron(…)`; `L`, `W` and `#` are refused by name.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
import { instantOf, localTime, requireZone } from './zoned-time.ts'

export interface ScheduleExpression {
  readonly kind: 'at' | 'rate' | 'cron'
  /** The first due instant after this one (milliseconds UTC); undefined when there is none any more. */
  next(after: number): number | undefined
}

/** Says what is wrong with an expression. */
export class ExpressionRefused extends Error {}

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 }
const SEARCH_DAYS_MAX = 366 * 5
const DAY_MS = 86_400_000

/** `since` is when a rate begins to count. */
export function readExpression(text: string, zone: string, since: number): ScheduleExpression {
  try {
    requireZone(zone)
  } catch {
    throw new ExpressionRefused(`Invalid time zone ${zone}`)
  }
  const [, kind, inner = ''] = text.match(/^(at|rate|cron)\((.*)\)$/) ?? []
  if (kind === 'at') return readAt(text, inner, zone)
  if (kind === 'rate') return readRate(text, inner, since)
  if (kind === 'cron') return readCron(text, inner, zone)
  throw new ExpressionRefused(`Invalid Schedule Expression ${text}.`)
}

function readAt(text: string, inner: string, zone: string): ScheduleExpression {
  const [, ...parts] = inner.match(/^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)$/) ?? []
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map(Number)
  const local = { year, month, day, hour, minute, second }
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const isReal = parts.length === 6 && `${utc.toISOString().slice(0, 19)}` === inner
  const instant = isReal ? instantOf(local, zone) : undefined
  if (instant === undefined) throw new ExpressionRefused(`Invalid Schedule Expression ${text}.`)
  return { kind: 'at', next: (after) => (instant > after ? instant : undefined) }
}

function readRate(text: string, inner: string, since: number): ScheduleExpression {
  const [, count = '', unit = ''] = inner.match(/^([1-9]\d*) (minute|hour|day)s?$/) ?? []
  const period = Number(count) * (UNIT_MS[unit] ?? 0)
  if (!(period > 0)) throw new ExpressionRefused(`Invalid Schedule Expression ${text}.`)
  return { kind: 'rate', next: (after) => since + Math.max(1, Math.floor((after - since) / period) + 1) * period }
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC']
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

/** minute hour day-of-month month day-of-week year; one of the two days is `?`. */
function readCron(text: string, inner: string, zone: string): ScheduleExpression {
  const fields = inner.trim().split(/\s+/)
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = fields
  if (fields.length !== 6 || (day === '?') === (weekday === '?')) throw new ExpressionRefused(`Invalid Schedule Expression ${text}.`)
  const read = (field: string, min: number, max: number, names: readonly string[] = []) => readField(text, field, min, max, names)
  const minutes = read(minute, 0, 59)
  const hours = read(hour, 0, 23)
  const days = read(day, 1, 31)
  const months = read(month, 1, 12, MONTHS)
  const weekdays = read(weekday, 1, 7, DAYS)
  const years = read(year, 1970, 2199)

  function* instantsOn(date: Date): Generator<number> {
    const [y, m, d] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
    if (!years.has(y) || !months.has(m) || !days.has(d) || !weekdays.has(date.getUTCDay() + 1)) return
    for (const h of hours) {
      for (const min of minutes) {
        // A local time that a clock change skips is skipped; one that comes twice comes once.
        const instant = instantOf({ year: y, month: m, day: d, hour: h, minute: min, second: 0 }, zone)
        if (instant !== undefined) yield instant
      }
    }
  }

  function next(after: number): number | undefined {
    const start = localTime(after, zone)
    const first = Date.UTC(start.year, start.month - 1, start.day)
    for (let days = 0; days <= SEARCH_DAYS_MAX; days += 1) {
      for (const instant of instantsOn(new Date(first + days * DAY_MS))) if (instant > after) return instant
    }
    return undefined
  }

  return { kind: 'cron', next }
}

function readField(text: string, field: string, min: number, max: number, names: readonly string[]): ReadonlySet<number> {
  const value = (word: string) => {
    const named = names.indexOf(word.toUpperCase())
    const number = named >= 0 ? named + 1 : /^\d+$/.test(word) ? Number(word) : Number.NaN
    if (!(number >= min && number <= max)) throw new ExpressionRefused(`Invalid Schedule Expression ${text}: ${field} is not understood.`)
    return number
  }
  const numbers = field.split(',').flatMap((part) => {
    const [range = '', step] = part.split('/')
    const [from = '', to] = range === '*' || range === '?' ? [String(min), String(max)] : range.split('-')
    const last = to !== undefined ? value(to) : step !== undefined ? max : value(from)
    const by = step === undefined ? 1 : Number(step)
    if (!Number.isInteger(by) || by < 1) throw new ExpressionRefused(`Invalid Schedule Expression ${text}: ${field} is not understood.`)
    return Array.from({ length: Math.max(0, Math.floor((last - value(from)) / by) + 1) }, (_, index) => value(from) + index * by)
  })
  return new Set(numbers.sort((left, right) => left - right))
}
