import { readDeadline } from '../deadline/index.ts'
import type { Due } from '../types.ts'
import { splitUnits } from '../units.ts'
import type { Sentence, Whole } from './context.ts'
import { endOf, onEachDay } from './days.ts'
import { delivery } from './delivery.ts'
import type { Found } from './index.ts'
import { findWhen, recurrence, type When } from './when.ts'
import { namesOnlyUnits, subjectOf, verbsIn } from './who.ts'
import { handingVerb, workOf } from './work.ts'

/** "Trước ngày 20/5/2026, các khoa nộp …", "Từ ngày 21/10 đến ngày 23/10: các khoa nộp …": the day stands first, what is owed behind. */
export type Opening = { readonly when: When; readonly from: number; readonly units: readonly string[] }

export function openingOf(s: Sentence, whole: Whole): Opening | undefined {
  const label = /^[^:]{3,60}?(?=\s*:\s+\p{L})/u.exec(s.text)?.[0]
  if (label !== undefined && hasDay(readDeadline(label, whole.hint))) return opened(s, { from: 0, to: label.length, isDay: true }, [])
  const seen = findWhen(s.plain)
  if (seen === undefined) return undefined
  const when = { ...seen, to: endOf(s, seen) }
  const before = s.text.slice(0, when.from).replace(/[:\s]+$/, '')
  if (before === '') return opened(s, when, [])
  if (namesOnlyUnits(before) && (when.isDay || !recurrence.test(s.plain))) return opened(s, when, splitUnits(before))
  // "…, đôn đốc, định kỳ ngày 20 tháng cuối quý tổng hợp …"
  const isOpen = before.endsWith(',') && verbsIn(s.text, s.plain, when.to + 1, s.text.length)[0] === when.to + 1
  return isOpen && !handingVerb.test(s.plain.slice(when.to + 1)) ? opened(s, when, subjectOf(s.text, s.plain, when.from).units) : undefined
}

const hasDay = ({ to, kind }: Due) => to != null && kind !== 'target-year'

function opened({ text }: Sentence, when: When, units: readonly string[]): Opening | undefined {
  const gap = /^[\s,:]+(?=\p{L})/u.exec(text.slice(when.to))?.[0].length
  return gap === undefined ? undefined : { when, from: when.to + gap, units }
}

/** "Ngày 11/11: Hạn cuối các khoa nộp …" */
const lastDay = /^(?:han|thoi han) (?:cuoi|chot)(?: cung)?(?: de| la)?\s+/
/** "Họp Hội đồng Sáng kiến": who meets is who holds the meeting. */
const meeting = /^(?:to chuc )?hop (?:xet )?(hoi dong [^,.;:(]+)/

export function readOpened(s: Sentence, { when, from, units }: Opening, inherited: readonly string[], whole: Whole): Found[] {
  const last = lastDay.exec(s.plain.slice(from))?.[0].length ?? 0
  const at = from + last
  const rest = { ...s, text: s.text.slice(at), plain: s.plain.slice(at), previous: '' }
  const end = rest.text.replace(/[\s./;]+$/, '').length
  const subject = subjectOf(rest.text, rest.plain, end)
  const council = meeting.exec(rest.plain)
  const held = council?.[1] === undefined ? [] : [rest.text.slice(council[0].length - council[1].length, council[0].length).trim()]
  const named = [subject.units, units, held, inherited, s.units].find((who) => who.length > 0) ?? []
  const behind = { from: end, to: end }
  const work = workOf(rest, subject.verbFrom, { ...behind, isDay: true }, named.length > 0)
  if (work === undefined || (!when.isDay && named.length === 0)) return []
  const duties = onEachDay(s, when, { action: work.action, ...delivery(rest, work.to, behind) }, named, 0.8, whole)
  return last === 0
    ? duties
    : duties.map((one) => ({ ...one, duty: { ...one.duty, due: readDeadline(`hạn cuối ${one.duty.deadlineText}`, whole.hint) } }))
}
