import type { Due } from '../types.ts'
import { firstOfMonth, lastOfMonth, plusDays, weekday } from './calendar.ts'
import type { Match } from './day.ts'
import { beforeMonth, monthList, targetYear, unread, window } from './due.ts'
import type { YearHint } from './written.ts'

/** Semesters, quarters, school years and target years. */
const years = String.raw`(\d{4})\s*[-/]\s*(\d{4})`
const semester = new RegExp(
  String.raw`^(?:trong|cuoi|het|vao|dau|ket thuc|den het)?\s*(?:hoc (?:ky|ki)|hk)\s*(1|2|ii|i)\b(?:\s*,?\s*(?:cua\s+)?(?:nam hoc\s*)?${years})?`,
)
const quarter = /^(?:trong|vao|cuoi|het|dau|den het|truoc)?\s*quy\s*(iv|iii|ii|i|[1-4])\b(?:\s*(?:[-/,]|nam)*\s*(\d{4}))?/
const moreQuarters = /^\s*(?:,|;|va|-|den)\s*(?:quy\s*)?(iv|iii|ii|i|[1-4])\b(?:\s*(?:[-/,]|nam)*\s*(\d{4}))?/
const half = /^(?:trong\s+)?(?:0?6|sau) thang (dau|cuoi) nam(?:\s*(\d{4}))?/
const thisYear = /^(?:trong|ca)\s+nam\s*$/
const schoolYear = new RegExp(String.raw`^(?:(?:trong )?suot|trong|cuoi|ca|ket thuc|het|dau)?\s*nam hoc(?:\s*${years})?`)
const target = /^(?:(?:truoc|trong|ca|den het|den cuoi|cuoi|het|den|phan dau den)\s*)?nam\s*(\d{4})(?!\s*[-/]\s*\d)/

const numbers: Readonly<Record<string, 1 | 2 | 3 | 4>> = { i: 1, ii: 2, iii: 3, iv: 4, '1': 1, '2': 2, '3': 3, '4': 4 }

export function readYear(text: string, hint: YearHint): Match | undefined {
  return (
    readSemester(text, hint) ??
    readQuarter(text, hint) ??
    readHalf(text, hint) ??
    readSchoolYear(text, hint) ??
    readTarget(text, hint) ??
    readThisYear(text, hint)
  )
}

function readSemester(text: string, hint: YearHint): Match | undefined {
  const match = semester.exec(text)
  const term = numbers[match?.[1] ?? '']
  if (match === null || (term !== 1 && term !== 2)) return undefined
  const written = match[2] === undefined ? hint.schoolYear : `${match[2]}-${match[3]}`
  const due: Due = {
    kind: 'semester',
    precision: 'semester',
    schoolYear: written,
    term,
    from: null,
    to: null,
    needsCalendar: true,
    ...(written === null ? {} : { assumedWindow: assumed(written, term) }),
  }
  return { due, length: match[0].length }
}

/**
 * The frame most provinces publish: the first term from 5 September, the second from the Monday on or after 15 January to the end
 * of May. Only an assumption for display until the officer enters the school calendar, hence its own field and not `from`/`to`.
 */
function assumed(schoolYear: string, term: 1 | 2): { from: string; to: string; basis: string } {
  const first = Number(schoolYear.slice(0, 4))
  let secondTerm = `${first + 1}-01-15`
  while (weekday(secondTerm) !== 'T2') secondTerm = plusDays(secondTerm, 1)
  const basis = `general knowledge (school-year frame ${schoolYear}), NOT in the seed`
  return term === 1
    ? { from: `${first}-09-05`, to: plusDays(secondTerm, -1), basis }
    : { from: secondTerm, to: `${first + 1}-05-31`, basis }
}

function readQuarter(text: string, hint: YearHint): Match | undefined {
  const match = quarter.exec(text)
  const number = numbers[match?.[1] ?? '']
  if (match === null || number === undefined) return undefined
  const more = moreQuarters.exec(text.slice(match[0].length))
  const last = numbers[more?.[1] ?? ''] ?? number
  const written = match[2] ?? more?.[2]
  const year = written === undefined ? hint.year : Number(written)
  if (year === null || last < number) return undefined
  if (match[0].startsWith('truoc')) {
    const due = beforeMonth(year, number * 3 - 2)
    return { due: match[2] === undefined ? { ...due, yearInferredFor: 'to' } : due, length: match[0].length }
  }
  const apart = more !== null && last > number + 1 && !/^\s*(?:-|den)/.test(more[0])
  const due = apart
    ? quartersApart([number, last], year)
    : window('quarter', firstOfMonth(year, number * 3 - 2), lastOfMonth(year, last * 3), 'quarter')
  return { due: written === undefined ? inferred(due) : due, length: match[0].length + (more?.[0].length ?? 0) }
}

/** "Quý I và quý III": the months of both, and none between. */
function quartersApart(quarters: readonly number[], year: number): Due {
  const months = quarters.flatMap((quarter) => [quarter * 3 - 2, quarter * 3 - 1, quarter * 3])
  return monthList(months.map((month) => [year, month] as const)) ?? unread()
}

const inferred = (due: Due): Due => ({ ...due, yearInferredFor: 'from,to' })

function readHalf(text: string, hint: YearHint): Match | undefined {
  const match = half.exec(text)
  const year = match?.[2] === undefined ? hint.year : Number(match[2])
  if (match === null || year === null) return undefined
  const [first, last] = match[1] === 'dau' ? [1, 6] : [7, 12]
  const due = window('range', firstOfMonth(year, first), lastOfMonth(year, last), 'month')
  return { due: match[2] === undefined ? inferred(due) : due, length: match[0].length }
}

function readThisYear(text: string, hint: YearHint): Match | undefined {
  if (!thisYear.test(text) || hint.year === null) return undefined
  return { due: inferred(targetYear(hint.year, hint.year)), length: text.length }
}

function readSchoolYear(text: string, hint: YearHint): Match | undefined {
  const match = schoolYear.exec(text)
  if (match === null) return undefined
  const written = match[1] === undefined ? hint.schoolYear : `${match[1]}-${match[2]}`
  const due: Due = { kind: 'school-year', precision: 'school-year', schoolYear: written, from: null, to: null, needsCalendar: true }
  return { due, length: match[0].length }
}

function readTarget(text: string, hint: YearHint): Match | undefined {
  const match = target.exec(text)
  if (match === null) return undefined
  const to = Number(match[1])
  if (match[0].startsWith('truoc')) return { due: beforeMonth(to, 1), length: match[0].length }
  const from = match[0].startsWith('den') || match[0].startsWith('phan') ? Math.min(to, hint.year ?? to) : to
  return { due: targetYear(from, to), length: match[0].length }
}
