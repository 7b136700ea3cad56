import type { Due } from '../types.ts'
import type { Match } from './day.ts'
import { dateless } from './due.ts'
import { howOften } from './how-often.ts'
import type { YearHint } from './written.ts'

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
/** "hằng tháng, trước ngày 25". */
const ofMonthDay = new RegExp(
  String.raw`^(?:${every}\s+)thang(?: (?:mot|0?1) lan)?\s*,?\s*(truoc|cham nhat|vao)\s*(?:la\s+)?(?:ngay\s*)?(\d{1,2})(?!\d|\s*[/.]\s*\d|\s*thang)`,
)
const dayOfMonth = new RegExp(
  String.raw`^(?:dinh ky\s+)?(truoc|cham nhat|vao|tu)?\s*(?:ngay\s*)?(\d{1,2})\s*(?:${every}\s+thang\b|(?:cua\s+)?thang (?:sau|tiep theo|ke tiep|lien ke)\b)`,
)
const dayOfYear = new RegExp(
  String.raw`^(?:dinh ky\s+)?(truoc|cham nhat|vao)?\s*(?:ngay\s*)?(\d{1,2})\s*(?:/|thang)\s*(\d{1,2})\s*(?:,\s*)?(?:${every}\s+)nam\b`,
)
/** "trước ngày 20 của tháng cuối quý", "ngày 25 tháng cuối mỗi quý", "trước ngày 05 của tháng đầu quý sau". */
const dayOfQuarter = new RegExp(
  String.raw`^(?:dinh ky\s+)?(?:(?:hang|moi) quy\s*,?\s*)?(truoc|cham nhat|vao)?\s*(?:ngay\s*)?(\d{1,2})\s*(?:cua\s+)?thang (cuoi|dau) (?:cua\s+)?(?:${every}\s+)?quy\b(?:\s+(?:sau|tiep theo|ke tiep|lien ke))?`,
)
/** "trước ngày cuối cùng của mỗi quý" */
const lastOfEvery = new RegExp(String.raw`^(truoc|vao)?\s*ngay cuoi(?: cung)?\s+(?:cua\s+)?(?:${every}\s+)?(thang|quy)\b`)
const monthsOf: Readonly<Record<string, string>> = { dau: '1,4,7,10', cuoi: '3,6,9,12' }
/** Twice the six days that are counted, in words and in figures; Sunday has a name. */
const weekdays = 'hai|ba|tu|nam|sau|bay|2|3|4|5|6|7'
const dayOfWeek = new RegExp(
  String.raw`^(?:(truoc|cham nhat|vao)\s+)?(?:(?:sang|chieu|toi)\s+)?(?:thu\s+(${weekdays})|(chu nhat))\s+(?:${every}\s+)tuan\b`,
)
const weekdayCodes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA']
const continuous =
  /^(?:duy tri\s+)?(?:thuong xuyen|lien tuc|quanh nam)(?:\s*,?\s*(?:lien tuc|trong nam(?: hoc)?|ca nam|quanh nam|hang ngay))*/

export function readRecurring(text: string, hint: YearHint): Match | undefined {
  const steady = continuous.exec(text)
  if (steady !== null) return { due: { ...dateless('continuous'), ...bounds(hint) }, length: steady[0].length }
  const quarterly = dayOfQuarter.exec(text)
  if (quarterly !== null)
    return {
      due: onEvery(`FREQ=YEARLY;BYMONTH=${monthsOf[quarterly[3] ?? '']};BYMONTHDAY=${Number(quarterly[2])}`, quarterly[1]),
      length: quarterly[0].length,
    }
  const ending = lastOfEvery.exec(text)
  if (ending !== null) {
    const months = ending[2] === 'quy' ? `FREQ=YEARLY;BYMONTH=${monthsOf.cuoi}` : 'FREQ=MONTHLY'
    return { due: onEvery(`${months};BYMONTHDAY=-1`, ending[1]), length: ending[0].length }
  }
  const weekly = dayOfWeek.exec(text)
  if (weekly !== null)
    return {
      due: onEvery(`FREQ=WEEKLY;BYDAY=${weekdayCodes[weekdays.split('|').indexOf(weekly[2] ?? '') % 6] ?? 'SU'}`, weekly[1]),
      length: weekly[0].length,
    }
  const yearly = dayOfYear.exec(text)
  if (yearly !== null)
    return { due: onEvery(`FREQ=YEARLY;BYMONTH=${Number(yearly[3])};BYMONTHDAY=${Number(yearly[2])}`, yearly[1]), length: yearly[0].length }
  const monthly = dayOfMonth.exec(text) ?? ofMonthDay.exec(text)
  if (monthly !== null) return { due: onEvery(`FREQ=MONTHLY;BYMONTHDAY=${Number(monthly[2])}`, monthly[1]), length: monthly[0].length }
  const often = howOften(text)
  if (often?.rule === null) return undefined
  const length = Math.max(often?.length ?? 0, plain.exec(text)?.[0].length ?? 0)
  return length === 0 ? undefined : { due: recurrence(text.slice(0, length), hint), length }
}

function onEvery(rule: string, bound: string | undefined): Due {
  return {
    kind: 'recurring',
    precision: 'recurrence',
    from: null,
    to: null,
    toBound: bound === 'truoc' ? 'exclusive' : 'inclusive',
    rrule: [rule],
  }
}

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
