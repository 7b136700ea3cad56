import type { Due } from '../types.ts'
import { beforeDate, byDate, onDate } from './due.ts'
import { type DatedDay, dated, day, hour, weekday, writtenDay, type YearHint } from './written.ts'

/** "Trước ngày 25/3/2021", "chậm nhất ngày …", "ngày …": one day and what the words before it make of it. */
const before = new RegExp(String.raw`^(?:(?:cham|muon|tre) nhat\s+|la\s+)*truoc\s+${hour}${day}`)
const by = new RegExp(
  String.raw`^(?:(?:cham|muon|tre) nhat|khong qua|khong muon hon|han (?:cuoi|chot)(?: (?:nhan|nop|gui)\s[^\d.;:]{2,40}?(?=\s+la\b|\s*:))?|den het|den|toi|het)(?:\s+(?:la|vao|den|het|trong))*\s*:?\s*${hour}${day}`,
)
const on = new RegExp(String.raw`^(?:(?:trong|vao)\s+)?${hour}${day}(?:\s*\(?\s*${weekday}\s*\)?)?`)

const forms: readonly (readonly [RegExp, (date: string) => Due])[] = [
  [before, beforeDate],
  [by, byDate],
  [on, onDate],
]

export type Match = { readonly due: Due; readonly length: number }

export const withInferredTo = (due: Due, day: DatedDay): Due => (day.inferred ? { ...due, yearInferredFor: 'to' } : due)

export function readDay(text: string, hint: YearHint): Match | 'no such date' | undefined {
  for (const [form, build] of forms) {
    const match = form.exec(text)
    if (match === null) continue
    const found = dated(writtenDay(match, 1), hint)
    return found === undefined ? 'no such date' : { due: withInferredTo(build(found.date), found), length: match[0].length }
  }
  return readDayOfMonth(text, hint)
}

/** "Trước ngày 15", "Trước 15", "15" under the heading "Tháng 10/2024". */
const dayOfMonth = /^(truoc|cham nhat|muon nhat|den het|den|het)?\s*(?:ngay\s*)?(\d{1,2})$/

function readDayOfMonth(text: string, hint: YearHint): Match | undefined {
  const match = hint.month === undefined ? null : dayOfMonth.exec(text)
  if (match === null || hint.month === undefined) return undefined
  const found = dated({ day: Number(match[2]), month: hint.month, year: undefined }, hint)
  const build = match[1] === undefined ? onDate : match[1] === 'truoc' ? beforeDate : byDate
  return found === undefined ? undefined : { due: withInferredTo(build(found.date), found), length: text.length }
}
