import { readDeadline } from '../deadline/index.ts'
import type { Due } from '../types.ts'
import { everyone, type Sentence, type Whole } from './context.ts'
import type { Found } from './index.ts'
import { findWhen, type When } from './when.ts'

/** A month or quarter without its year, where the plan only describes, is when something takes place. */
const isDescribed = (s: Sentence, when: When, due: Due) =>
  !s.organising && !when.isDay && due.yearInferredFor !== undefined && (due.precision === 'month' || due.precision === 'quarter')

/** One duty a date: "trước ngày 10/6 và 10/11" are two. */
export function onEachDay(s: Sentence, when: When, owed: Owed, named: readonly string[], sure: number, whole: Whole): Found[] {
  const deadlineText = s.text.slice(when.from, when.to).trim()
  const text = [0, s.text.length] as const
  const duty = { obligors: named.length > 0 ? [...named] : [everyone(whole)], ...owed, deadlineText }
  return daysOf(deadlineText).flatMap((written) => {
    const due = dueOf(s, when, written, whole)
    return due.kind === 'unread' || due.kind === 'missing' || isDescribed(s, when, due)
      ? []
      : [{ text, deadline: [when.from, when.to], duty: { ...duty, due }, sure }]
  })
}

/** What is owed, to whom and by which way, before it is said by whom and by when. */
export type Owed = Omit<Found['duty'], 'obligors' | 'deadlineText' | 'due'>

const dayMonth = String.raw`\d{1,2}\/\d{1,2}(?:\/\d{4})?(?!\d)`
const another = String.raw`(?:,|\s+và)\s+(?:trước\s+)?(?:ngày\s+)?${dayMonth}`
const severalDays = new RegExp(String.raw`^([^\d,]*)${dayMonth}(?:${another})+$`, 'u')

function daysOf(text: string): string[] {
  const lead = severalDays.exec(text)?.[1]
  return lead === undefined ? [text] : [...text.matchAll(new RegExp(dayMonth, 'g'))].map(([day]) => `${lead}${day}`)
}

/** "báo cáo 6 tháng (trước ngày 10/6) và cả năm (trước ngày 05/12)": each of two has a day of its own. */
export function secondIn(s: Sentence, { to }: When): { readonly of: string; readonly when: When } | undefined {
  const [gap, of] = /^\)\s*(và [^().,;]{2,40}?)\s*\(/u.exec(s.text.slice(to)) ?? []
  const seen = gap === undefined ? undefined : findWhen(s.plain.slice(to + gap.length))
  if (gap === undefined || of === undefined || seen?.from !== 0) return undefined
  return { of, when: { ...seen, from: to + gap.length, to: to + gap.length + seen.to } }
}

/** "… và 10/11", "…, 10/6, 10/9", "… hằng năm" behind a day. */
const more = new RegExp(String.raw`^(?:${another})+|^,? (?:hằng|hàng|mỗi) năm(?!\p{L})`, 'u')

/** Where the deadline ends: behind the bold that a date closes, the further ones of several days, and "hằng năm". */
export function endOf(s: Sentence, { to }: When): number {
  const at = to + markup(s.text, to)
  return at + (more.exec(s.text.slice(at))?.[0].length ?? 0)
}

/** Bold that a date closes belongs to its text: "trước ngày **22/01/2021**". */
const markup = (text: string, at: number) => /^[*_]+/.exec(text.slice(at))?.[0].length ?? 0

const yearly = /\b(?:hang|moi) nam\b/

/** "hằng năm báo cáo … trước ngày 15 tháng 7": a day without a year comes round every year, and of several days the last. */
function dueOf(s: Sentence, when: When, text: string, whole: Whole): Due {
  const [, written = text] = /^(.*?),? (?:hằng|hàng|mỗi) năm$/u.exec(text) ?? []
  const comesRound = when.isDay && (written !== text || yearly.test(s.plain.slice(0, when.from)))
  const everyYear = comesRound ? readDeadline(`${written.replace(/^từ .* đến (?:hết )?/iu, '')} hằng năm`, whole.hint) : undefined
  return everyYear?.kind === 'recurring' ? everyYear : readDeadline(text, whole.hint)
}
