import type { Due } from '../types.ts'
import { lastOfMonth } from './calendar.ts'
import type { Match } from './day.ts'
import { beforeMonth, byDate, monthList, wholeMonth, window } from './due.ts'
import { month, writtenMonth, type YearHint, yearFor } from './written.ts'

/** Months: before one, a whole one, a part of one, and lists of them that share a year ("Tháng 4,5/2020"). */
const before = new RegExp(String.raw`^(?:(?:cham|muon|tre) nhat\s+)?truoc\s+${month}`)
const by = new RegExp(String.raw`^(?:(?:cham|muon|tre) nhat|den het|het|den cuoi|den)\s+(?:trong\s+)?${month}`)
const whole = new RegExp(String.raw`^(?:(?:trong|vao|ca)\s+)?${month}`)
const part = new RegExp(
  String.raw`^(?:(?:trong|vao)\s+)?(nua dau|nua cuoi|tuan (?:dau|cuoi)|dau|giua|cuoi|(?:thuong|trung|ha) tuan|tuan\s*(?:thu\s*)?(?:\d(?:\s*(?:,|va|-)\s*\d)?|hai|ba|tu|nam|nhat)|\d{1,2} ngay (?:dau|cuoi))\s*(?:cua\s+)?${month}`,
)
const list =
  /^(?:(?:trong|vao)\s+)?(?:cac\s+)?thang\s*(\d{1,2}(?:\s*(?:[,;+&]|va|hoac|-)\s*(?:thang\s*)?\d{1,2})+)(?:\s*\/\s*(\d{4})|\s*,?\s*nam\s*(\d{4}))?(?!\d)(?!\s*\/)/

export function readMonth(text: string, hint: YearHint): Match | undefined {
  return (
    readWeek(text, hint) ??
    readAside(text, hint) ??
    readList(text, hint) ??
    readOne(text, hint, before, beforeMonth) ??
    readPart(text, hint) ??
    readOne(text, hint, by, endOfMonth) ??
    readOne(text, hint, whole, wholeMonth)
  )
}

const endOfMonth = (year: number, m: number): Due => ({ ...byDate(lastOfMonth(year, m)), precision: 'month' })

function readOne(text: string, hint: YearHint, form: RegExp, build: (year: number, month: number) => Due): Match | undefined {
  const match = form.exec(text)
  const written = match === null ? undefined : writtenMonth(match, 1)
  if (match === null || written === undefined) return undefined
  const year = written.year ?? yearFor(written.month, hint)
  if (year === undefined) return undefined
  const due = build(year, written.month)
  return {
    due: written.year === undefined ? { ...due, yearInferredFor: due.from === undefined ? 'to' : 'from,to' } : due,
    length: match[0].length,
  }
}

function readList(text: string, hint: YearHint): Match | undefined {
  const match = list.exec(text)
  const numbers = match?.[1]
  if (match === null || numbers === undefined) return undefined
  const months = expand(numbers)
  if (months === undefined) return undefined
  const written = match[2] ?? match[3]
  const years = months.map((m) => (written === undefined ? yearFor(m, hint) : Number(written)))
  const pairs = months.flatMap((m, i): [number, number][] => {
    const year = years[i]
    return year === undefined ? [] : [[year, m]]
  })
  const due = pairs.length === months.length ? monthList(pairs) : undefined
  if (due === undefined) return undefined
  return { due: written === undefined ? { ...due, yearInferredFor: 'from,to' } : due, length: match[0].length }
}

/** "4,5", "4 và 5", "10 hoặc tháng 11", "3-5" → the months meant; undefined when one is no month or a span runs backwards. */
function expand(numbers: string): number[] | undefined {
  const months: number[] = []
  for (const part of numbers.split(/\s*(?:[,;+&]|va|hoac)\s*(?:thang\s*)?/)) {
    const [from, to] = part.split(/\s*-\s*(?:thang\s*)?/).map(Number)
    if (from === undefined || !(from >= 1 && from <= 12)) return undefined
    const last = to ?? from
    if (!(last >= from && last <= 12)) return undefined
    for (let m = from; m <= last; m++) months.push(m)
  }
  return months
}

/** "Tuần 3/11/2015": the third week of November. */
const week = /^tuan\s*(?:thu\s*)?([1-5])\s*\/\s*(\d{1,2}\s*(?:\/\s*\d{4})?)(?!\d)(?!\s*[/%])/

/** "Tháng 7 (tuần cuối)": the bracket says which part of the month. */
const aside = new RegExp(String.raw`^(${month})\s*\(([^()]+)\)$`)

function readAside(text: string, hint: YearHint): Match | undefined {
  const match = aside.exec(text)
  const found = match === null ? undefined : readPart(`${match[5]?.trim()} ${match[1]}`, hint)
  return found === undefined ? undefined : { ...found, length: text.length }
}

function readWeek(text: string, hint: YearHint): Match | undefined {
  const match = week.exec(text)
  const found = match === null ? undefined : readPart(`tuan ${match[1]} thang ${match[2]}`, hint)
  return match === null || found === undefined ? undefined : { ...found, length: match[0].length }
}

const MIDDLE_OF_MONTH = 15
const LAST_DAY_OF_FIRST_THIRD = 10
const LAST_DAY_OF_SECOND_THIRD = 20
const WEEK_DAYS = 7
const ordinals = ['', 'nhat', 'hai', 'ba', 'tu', 'nam']

function readPart(text: string, hint: YearHint): Match | undefined {
  const match = part.exec(text)
  const written = match === null ? undefined : writtenMonth(match, 2)
  const word = match?.[1]
  if (match === null || written === undefined || word === undefined) return undefined
  const year = written.year ?? yearFor(written.month, hint)
  if (year === undefined) return undefined
  const last = Number(lastOfMonth(year, written.month).slice(8))
  const [from, to] = partOfMonth(word, last)
  if (from > last || to > last) return undefined
  const prefix = lastOfMonth(year, written.month).slice(0, 8)
  const due = window('month-part', prefix + String(from).padStart(2, '0'), prefix + String(to).padStart(2, '0'), 'day')
  return { due: written.year === undefined ? { ...due, yearInferredFor: 'from,to' } : due, length: match[0].length }
}

function partOfMonth(word: string, last: number): [from: number, to: number] {
  if (word === 'nua dau') return [1, MIDDLE_OF_MONTH]
  if (word === 'nua cuoi') return [MIDDLE_OF_MONTH + 1, last]
  if (word === 'dau' || word === 'thuong tuan') return [1, LAST_DAY_OF_FIRST_THIRD]
  if (word === 'giua' || word === 'trung tuan') return [LAST_DAY_OF_FIRST_THIRD + 1, LAST_DAY_OF_SECOND_THIRD]
  if (word === 'cuoi' || word === 'ha tuan') return [LAST_DAY_OF_SECOND_THIRD + 1, last]
  const days = /^tuan (?:dau|cuoi)$/.test(word) ? WEEK_DAYS : Number(/^(\d+) ngay/.exec(word)?.[1] ?? 0)
  if (days > 0) return word.endsWith('dau') ? [1, days] : [Math.max(1, last - days + 1), last]
  const [first = 0, to = first] = /\d/.test(word) ? (word.match(/\d/g) ?? []).map(Number) : [ordinals.indexOf(word.split(' ').at(-1) ?? '')]
  // Only weeks that follow each other are one stretch of days.
  if (first < 1 || to < first || to > first + 1) return [last + 1, last + 1]
  return [(first - 1) * WEEK_DAYS + 1, to >= 4 ? last : to * WEEK_DAYS]
}
