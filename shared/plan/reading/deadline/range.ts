import type { Due } from '../types.ts'
import { firstOfMonth, isoDate, lastOfMonth } from './calendar.ts'
import type { Match } from './day.ts'
import { range, rangeBefore } from './due.ts'
import { DAY_GROUPS, type DatedDay, dated, day, hour, month, writtenDay, writtenMonth, type YearHint, yearFor } from './written.ts'

/** From … to …: a window that opens and closes. A start without a year takes the end's, one less when it would start after the end. */
const until = String.raw`\s*,?\s*(?:den het|cho den|den|-|toi)\s*`
const untilOrBefore = String.raw`(?:${until}|\s*,?\s*den truoc\s+)`
const days = new RegExp(String.raw`^(?:trong\s+)?(?:thoi gian\s+)?(?:tu\s+)?${hour}${day}${untilOrBefore}${hour}${day}`)
/** "từ 05 đến 10/6", "24-25/5", and days side by side: "08 và 09/3". */
const bareDayThenDate = new RegExp(
  String.raw`^(?:(?:trong|vao)\s+)?(?:cac\s+)?(?:tu\s+)?(?:ngay\s*)?(\d{1,2})(?:,\s*\d{1,2})*(?:${untilOrBefore}|\s*(?:va|,|&)\s*)${hour}${day}`,
)
const months = new RegExp(String.raw`^(?:tu\s+|(?=thang\s*\d{1,2}\s*/\s*\d{4}))${month}${until}${month}`)

export function readRange(text: string, hint: YearHint): Match | 'no such date' | undefined {
  return readBareDays(text, hint) ?? readDays(text, hint) ?? readIntoMonth(text, hint) ?? readBareDay(text, hint) ?? readMonths(text, hint)
}

function readDays(text: string, hint: YearHint): Match | 'no such date' | undefined {
  const match = days.exec(text)
  if (match === null) return undefined
  const to = dated(writtenDay(match, 1 + DAY_GROUPS), hint)
  return to === undefined ? 'no such date' : untilDay(match, to, hint)
}

/** The day a range starts on, whose groups come first in the match, and the day it ends on. */
function untilDay(match: RegExpExecArray, to: DatedDay, hint: YearHint): Match | 'no such date' {
  const start = writtenDay(match, 1)
  const endYear = Number(to.date.slice(0, 4))
  let from = dated(start, hint, endYear)
  if (from?.inferred && from.date > to.date) from = dated(start, hint, endYear - 1)
  if (from === undefined || from.date > to.date) return 'no such date'
  const inferred = [from.inferred ? 'from' : '', to.inferred ? 'to' : ''].filter(Boolean).join(',')
  return { due: marked(windowOf(match[0], from.date, to.date), inferred), length: match[0].length }
}

/** "từ ngày 01/10/2025 đến hết tháng 3/2026": to the last day of the month. */
const intoMonth = new RegExp(String.raw`^tu\s+${hour}${day}${until}(?:het\s+|cuoi\s+)?${month}`)

function readIntoMonth(text: string, hint: YearHint): Match | 'no such date' | undefined {
  const match = intoMonth.exec(text)
  const end = match === null ? undefined : writtenMonth(match, 1 + DAY_GROUPS)
  if (match === null || end === undefined) return undefined
  const year = end.year ?? yearFor(end.month, hint)
  if (year === undefined) return undefined
  return untilDay(match, { date: lastOfMonth(year, end.month), inferred: end.year === undefined }, hint)
}

const windowOf = (written: string, from: string, to: string): Due =>
  /\bden truoc\b/.test(written) ? rangeBefore(from, to) : range(from, to)

function marked(due: Due, inferred: string): Due {
  return inferred === 'from' || inferred === 'to' || inferred === 'from,to' ? { ...due, yearInferredFor: inferred } : due
}

function readBareDay(text: string, hint: YearHint): Match | 'no such date' | undefined {
  const match = bareDayThenDate.exec(text)
  if (match === null) return undefined
  const to = dated(writtenDay(match, 2), hint)
  if (to === undefined) return 'no such date'
  const from = isoDate(Number(to.date.slice(0, 4)), Number(to.date.slice(5, 7)), Number(match[1]))
  if (from === undefined || from > to.date) return 'no such date'
  return { due: marked(windowOf(match[0], from, to.date), to.inferred ? 'from,to' : ''), length: match[0].length }
}

/** "Từ ngày 13 đến ngày 17", "05 - 10" under the heading of a month. */
const bareDays = new RegExp(String.raw`^(?:tu\s+)?(?:ngay\s*)?(\d{1,2})${until}(?:ngay\s*)?(\d{1,2})$`)

function readBareDays(text: string, hint: YearHint): Match | 'no such date' | undefined {
  const match = hint.month === undefined ? null : bareDays.exec(text)
  const year = hint.month === undefined ? undefined : yearFor(hint.month, hint)
  if (match === null || hint.month === undefined || year === undefined) return undefined
  const [from, to] = [isoDate(year, hint.month, Number(match[1])), isoDate(year, hint.month, Number(match[2]))]
  if (from === undefined || to === undefined || from > to) return 'no such date'
  return { due: marked(range(from, to), 'from,to'), length: text.length }
}

function readMonths(text: string, hint: YearHint): Match | undefined {
  const match = months.exec(text)
  const start = match === null ? undefined : writtenMonth(match, 1)
  const end = match === null ? undefined : writtenMonth(match, 4)
  if (match === null || start === undefined || end === undefined) return undefined
  const endYear = end.year ?? yearFor(end.month, hint)
  if (endYear === undefined) return undefined
  const startYear = start.year ?? (start.month > end.month ? endYear - 1 : endYear)
  const due = range(firstOfMonth(startYear, start.month), lastOfMonth(endYear, end.month), 'month')
  const inferred = [start.year === undefined ? 'from' : '', end.year === undefined ? 'to' : ''].filter(Boolean).join(',')
  return { due: marked(due, inferred), length: match[0].length }
}
