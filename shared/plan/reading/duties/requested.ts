import { splitUnits, startsUnitPhrase } from '../units.ts'
import type { Sentence, Whole } from './context.ts'
import { endOf, onEachDay, secondIn } from './days.ts'
import { delivery, emailIn, recipientIn } from './delivery.ts'
import type { Found } from './index.ts'
import { openingOf, readOpened } from './opened.ts'
import { readRecurringDuty } from './standing.ts'
import { findWhen } from './when.ts'
import { isInBrackets, namesOnlyUnits, subjectOf } from './who.ts'
import { workOf } from './work.ts'

/**
 * "… đề nghị A, B gửi C về D qua E trước ngày F": who, what, to whom, by which channel, by when. A sentence can ask for several
 * things, parted by semicolons, of the same units.
 */
export function readRequested(s: Sentence, whole: Whole): Found[] {
  const first = subjectOf(s.text, s.plain, s.plain.length)
  const clauses = clausesOf(s)
  const read = clauses.map(([from, to]) => {
    const clause = { ...s, text: s.text.slice(from, to), plain: s.plain.slice(from, to) }
    return { from, to, clause, duties: readClause(clause, from === 0 ? [] : first.units, whole) }
  })
  const isDated = read.some(({ duties }) => duties.length > 0)
  const found = read.flatMap(({ from, to, clause, duties }) => {
    // "…; định kỳ hằng quý báo cáo …" between others that have a day.
    const again =
      duties.length > 0 || !isDated || first.units.length === 0 ? undefined : readRecurringDuty({ ...clause, units: first.units }, whole)
    const place = clauses.length === 1 ? ([0, s.text.length] as const) : ([from, to] as const)
    return [...duties, ...(again === undefined ? [] : [again])].map((one) => shifted(one, place, from))
  })
  const [only] = found
  return found.length === 1 && only !== undefined ? [{ ...only, text: [0, s.text.length], duty: withChannel(only.duty, s) }] : found
}

/** "…; bản mềm gửi vào hộp thư …": the way stands in a clause of its own. */
const withChannel = (duty: Found['duty'], s: Sentence) => ({ ...duty, channel: duty.channel ?? emailIn(s.text) })

/** A semicolon, or a comma, "và" or "đồng thời" between two duties that each have a date of their own. */
const parting = /;\s*|(?:,|,?\s+(?:và|đồng thời))\s+(?=gửi|nộp|báo cáo|trình|tổ chức|hoàn thành|tổng hợp|họp|sơ kết|tổng kết)/gu

const bothDated = (plain: string, from: number, at: number, length: number) =>
  findWhen(plain.slice(from, at)) !== undefined && findWhen(plain.slice(at + length)) !== undefined

function clausesOf({ text, plain }: Sentence): [from: number, to: number][] {
  const out: [number, number][] = []
  let from = 0
  for (const match of text.matchAll(parting)) {
    // "xây dựng kế hoạch; gửi về …": what is sent stands before.
    if (/^(?:gửi|nộp)\s+(?:về|lên|cho)\s/u.test(text.slice(match.index + match[0].length)) || isInBrackets(text, match.index)) continue
    if (match[0].startsWith(';') ? !namesOnlyUnits(text.slice(from, match.index)) : bothDated(plain, from, match.index, match[0].length)) {
      out.push([from, match.index])
      from = match.index + match[0].length
    }
  }
  if (from < text.length) out.push([from, text.length])
  return out
}

function shifted(found: Found, text: readonly [number, number], by: number): Found {
  const deadline = found.deadline === undefined ? {} : { deadline: [found.deadline[0] + by, found.deadline[1] + by] as const }
  return { ...found, text, ...deadline }
}

function readClause(s: Sentence, inherited: readonly string[], whole: Whole): Found[] {
  const opening = openingOf(s, whole)
  if (opening !== undefined) return readOpened(s, opening, inherited, whole)
  const seen = findWhen(s.plain)
  if (seen === undefined) return []
  const when = { ...seen, to: endOf(s, seen) }
  const subject = subjectOf(s.text, s.plain, when.from)
  const aside = executorIn(s)
  const named = subject.units.length > 0 ? subject.units : (aside?.units ?? (inherited.length > 0 ? inherited : s.units))
  const work = workOf(s, subject.verbFrom, { ...when, from: Math.min(when.from, aside?.at ?? when.from) }, named.length > 0)
  if (work === undefined || (!when.isDay && named.length === 0)) return []
  const second = secondIn(s, when)
  const last = second?.when ?? when
  const to = work.to ?? recipientIn(s, undefined, last.to, last)
  const action = second === undefined ? work.action : `${work.action} ${second.of}`
  const owed = { action, ...delivery(s, to, last) }
  return [when, ...(second === undefined ? [] : [second.when])].flatMap((one) =>
    onEachDay(s, one, owed, named, subject.units.length > 0 ? 0.95 : 0.8, whole),
  )
}

/** "… (Văn phòng Sở chủ trì, phối hợp Công đoàn; hoàn thành trước ngày …)": who does it stands in brackets behind it. */
function executorIn({ text, plain }: Sentence): { readonly units: readonly string[]; readonly at: number } | undefined {
  const bracket = /\(((?:do |giao )?)([^():]{3,120}?) (?:chu tri|thuc hien|phu trach|chiu trach nhiem|lam dau moi)\b[^()]*\)/.exec(plain)
  if (bracket === null) return undefined
  const from = bracket.index + 1 + (bracket[1] ?? '').length
  const who = text.slice(from, from + (bracket[2] ?? '').length)
  return startsUnitPhrase(who) ? { units: splitUnits(who), at: bracket.index } : undefined
}
