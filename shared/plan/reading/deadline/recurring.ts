import type { Due } from '../types.ts'
import { isoDate } from './calendar.ts'
import type { Match } from './day.ts'
import { dateless } from './due.ts'
import { ofDay, timeIn } from './hour.ts'
import { howOften } from './how-often.ts'
import { daysOfMonth, following, hour, weekdays, type YearHint } from './written.ts'

/** "hàng tháng, hàng năm", "theo tháng, quý, năm", "trước ngày 20 hàng tháng", "thường xuyên". */
const every = '(?:hang|moi|theo|dinh ky|tung)'
const frequencies: readonly (readonly [RegExp, string])[] = [
  [/\bngay\b/, 'FREQ=DAILY'],
  [/\btuan\b/, 'FREQ=WEEKLY'],
  [/\bthang\b/, 'FREQ=MONTHLY'],
  [/\bquy\b/, 'FREQ=MONTHLY;INTERVAL=3'],
  [/\b6 thang\b/, 'FREQ=MONTHLY;INTERVAL=6'],
  [/\bhoc (?:ky|ki)\b/, 'FREQ=MONTHLY;INTERVAL=6'],
  [/\bnam\b/, 'FREQ=YEARLY'],
]
const one = '(?:6 thang|tuan|thang|quy|nam hoc|nam|hoc ky|hoc ki)'
const plain = new RegExp(String.raw`^(?:dinh ky\s+)?(?:${every}\s+)+${one}(?:\s*(?:,|;|va|/)\s*(?:${every}\s+)?${one})*`)
const by = '(?<bound>truoc|cham nhat|vao)'
const onDays = String.raw`\s*${hour}(?:ngay\s*)?(?<days>${daysOfMonth})\s*`
/** The first that matches is taken. */
const forms = [
  // "trước ngày 20 của tháng cuối quý", "ngày 25 tháng cuối mỗi quý", "trước ngày 05 của tháng đầu quý sau".
  String.raw`(?:(?:hang|moi) quy\s*,?\s*)?${by}?${onDays}(?:cua\s+)?thang (?<which>cuoi|dau) (?:cua\s+)?(?:${every}\s+)?quy\b(?:\s+${following})?`,
  // "trước ngày cuối cùng của mỗi quý"
  String.raw`${by}?\s*ngay cuoi(?: cung)?\s+(?:cua\s+)?(?:${every}\s+)?(?:thang|(?<which>quy))\b`,
  // "chiều thứ Sáu hằng tuần", "trước 15h00 thứ Hai và thứ Năm hằng tuần"
  String.raw`(?:${by}\s+)?${hour}(?:(?:sang|chieu|toi)\s+)?(?<weekdays>${weekdays})\s+(?:${every}\s+)tuan\b`,
  String.raw`${by}?\s*${hour}(?:ngay\s*)?(?<days>\d{1,2})\s*(?:/|thang)\s*(?<month>\d{1,2})\s*(?:,\s*)?(?:${every}\s+)nam\b`,
  String.raw`(?:${by}|tu)?${onDays}(?:${every}\s+thang\b|(?:cua\s+)?thang ${following}\b)`,
  // "hằng tháng, trước ngày 25"
  String.raw`${every}\s+thang(?: (?:mot|0?1) lan)?\s*,?\s*${by}\s*(?:la\s+)?(?:ngay\s*)?(?<days>\d{1,2})(?!\d|\s*[/.]\s*\d|\s*thang)`,
].map((form) => new RegExp(String.raw`^(?:dinh ky\s+)?${form}`))
const monthsOf: Readonly<Record<string, string>> = { dau: '1,4,7,10', cuoi: '3,6,9,12', quy: '3,6,9,12' }
/** Twice the six days that are counted, in words and in figures; Sunday has a name. */
const weekdayNames = 'hai|ba|tu|nam|sau|bay|2|3|4|5|6|7'.split('|')
const weekdayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA']
const continuous =
  /^(?:duy tri\s+)?(?:thuong xuyen|lien tuc|quanh nam)(?:\s*,?\s*(?:lien tuc|trong nam(?: hoc)?|ca nam|quanh nam|hang ngay))*/

export function readRecurring(text: string, hint: YearHint): Match | 'no such date' | undefined {
  const steady = continuous.exec(text)
  if (steady !== null) return { due: { ...dateless('continuous'), ...bounds(hint) }, length: steady[0].length }
  for (const form of forms) {
    const found = form.exec(text)
    if (found === null) continue
    const due = onEvery(found[0], found.groups ?? {})
    return due === undefined ? 'no such date' : { due, length: found[0].length }
  }
  const often = howOften(text)
  if (often?.rule === null) return undefined
  const length = Math.max(often?.length ?? 0, plain.exec(text)?.[0].length ?? 0)
  return length === 0 ? undefined : { due: recurrence(text.slice(0, length), hint), length }
}

type Groups = Readonly<Record<string, string | undefined>>

/** With the rule of RFC 5545; nothing where there is no such day or hour in any year. "Trước 24 giờ" takes in the whole day. */
function onEvery(words: string, { bound, weekdays, days = '-1', month, which }: Groups): Due | undefined {
  const numbers = (days.match(/-?\d+/g) ?? []).map(Number)
  if (numbers.some((day) => day !== LAST && isoDate(LEAP_YEAR, Number(month ?? 1), day) === undefined)) return undefined
  const time = timeIn(words)
  const isWholeDay = time === '24:00'
  if (time !== undefined && !isWholeDay && !ofDay.test(time)) return undefined
  const [hours, minutes] = isWholeDay ? [] : (time?.split(':').map(Number) ?? [])
  const months = which === undefined ? month && Number(month) : monthsOf[which]
  const on = weekdays === undefined ? `;BYMONTHDAY=${numbers}` : `;BYDAY=${weekdays.match(/(?<=thu\s+)\w+|chu/g)?.map(codeOf)}`
  const often = weekdays !== undefined ? 'WEEKLY' : months === undefined ? 'MONTHLY' : `YEARLY;BYMONTH=${months}`
  return {
    kind: 'recurring',
    precision: 'recurrence',
    from: null,
    to: null,
    toBound: bound === 'truoc' && !isWholeDay ? 'exclusive' : 'inclusive',
    rrule: [`FREQ=${often}${on}${hours === undefined ? '' : `;BYHOUR=${hours};BYMINUTE=${minutes}`}`],
  }
}

const LAST = -1
const LEAP_YEAR = 2024
const codeOf = (name: string) => weekdayCodes[weekdayNames.indexOf(name) % weekdayCodes.length] ?? 'SU'

export function bounds(hint: YearHint): { from: string | null; to: string | null } {
  return hint.year === null ? { from: null, to: null } : { from: `${hint.year}-01-01`, to: `${hint.year}-12-31` }
}

export function rules(words: string): string[] {
  const often = howOften(words)
  if (often?.length === words.length) return often.rule === null ? [] : [often.rule]
  const six = /\b6 thang\b/.test(words)
  return frequencies.filter(([word, rule]) => word.test(words) && !(six && rule === 'FREQ=MONTHLY')).map(([, rule]) => rule)
}

function recurrence(words: string, hint: YearHint): Due {
  return boundRecurrence(rules(words), hint.year === null ? null : [hint.year, hint.year])
}

/** A yearly duty of a one-year plan has no first and last day of its own; anything more frequent runs through the plan's period. */
export function boundRecurrence(rrule: readonly string[], period: readonly [from: number, to: number] | null): Due {
  const unbound = period === null || (period[0] === period[1] && rrule.every((rule) => rule === 'FREQ=YEARLY'))
  const [from, to] = unbound ? [null, null] : [`${period[0]}-01-01`, `${period[1]}-12-31`]
  return { kind: 'recurring', precision: 'recurrence', from, to, rrule }
}
