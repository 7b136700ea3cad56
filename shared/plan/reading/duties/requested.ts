import { readDeadline } from '../deadline/index.ts'
import type { Due } from '../types.ts'
import { startsUnitPhrase } from '../units.ts'
import { everyone, type Sentence, type Whole } from './context.ts'
import { delivery, emailIn, type Recipient, recipientIn, withoutWay } from './delivery.ts'
import type { Found } from './index.ts'
import { findWhen, type When } from './when.ts'
import { namesOnlyUnits, subjectOf, unitAt, verbsIn } from './who.ts'

/**
 * "… đề nghị A, B gửi C về D qua E trước ngày F": who, what, to whom, by which channel, by when. A sentence can ask for several
 * things, parted by semicolons, of the same units.
 */
export function readRequested(s: Sentence, whole: Whole): Found[] {
  const found: Found[] = []
  const first = subjectOf(s.text, s.plain, s.plain.length)
  const clauses = clausesOf(s)
  for (const [from, to] of clauses) {
    const clause = { ...s, text: s.text.slice(from, to), plain: s.plain.slice(from, to) }
    const read = readClause(clause, from === 0 ? [] : first.units, whole)
    if (read !== undefined) found.push(shifted(read, clauses.length === 1 ? [0, s.text.length] : [from, to], from))
  }
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
    if (/^(?:gửi|nộp)\s+(?:về|lên|cho)\s/u.test(text.slice(match.index + match[0].length))) continue
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

function readClause(s: Sentence, inherited: readonly string[], whole: Whole): Found | undefined {
  const seen = findWhen(s.plain)
  if (seen === undefined) return undefined
  const when = { ...seen, to: seen.to + markup(s.text, seen.to) }
  const subject = subjectOf(s.text, s.plain, when.from)
  const named = subject.units.length > 0 ? subject.units : inherited.length > 0 ? inherited : s.units
  const work = workOf(s, subject.verbFrom, when, named.length > 0)
  if (work === undefined || (!when.isDay && named.length === 0)) return undefined
  const deadlineText = s.text.slice(when.from, when.to).trim()
  const due = dueOf(s, when, deadlineText, whole)
  if (due.kind === 'unread' || due.kind === 'missing') return undefined
  return {
    text: [0, s.text.length],
    deadline: [when.from, when.to],
    duty: {
      obligors: named.length > 0 ? [...named] : [everyone(whole)],
      action: work.action,
      ...delivery(s, work.to, when),
      deadlineText,
      due,
    },
    sure: subject.units.length > 0 ? 0.95 : 0.8,
  }
}

/** Bold that a date closes belongs to its text: "trước ngày **22/01/2021**". */
const markup = (text: string, at: number) => /^[*_]+/.exec(text.slice(at))?.[0].length ?? 0

const yearly = /\b(?:hang|moi) nam\b/

/** "hằng năm báo cáo … trước ngày 15 tháng 7": a day without a year comes round every year. */
function dueOf(s: Sentence, when: When, text: string, whole: Whole): Due {
  const everyYear = when.isDay && yearly.test(s.plain.slice(0, when.from)) ? readDeadline(`${text} hằng năm`, whole.hint) : undefined
  return everyYear?.kind === 'recurring' ? everyYear : readDeadline(text, whole.hint)
}

/** "…, đồng thời gửi bản mềm tới hộp thư": by what other way, and not what is owed. */
const softCopy = /^(?:gui|nop)\s+(?:kem\s+)?(?:ban (?:mem|dien tu|scan)|file|tap tin)\b/
const handingVerb = /^(?:gui|nop|bao cao|trinh)\b/
const closingVerb = /^(?:hoan thanh|hoan tat|xong)\b/
/** Without anyone named only what is handed in or finished is a duty; the rest may describe. */
const owedByAll = /^(?:gui|nop|bao cao|dang ky|hoan thanh|hoan thien|lap danh sach|tong hop|cap nhat|nhap|to chuc|trinh|phan hoi)\b/

type Work = { readonly action: string; readonly to: Recipient | undefined }

/**
 * What is owed: what is handed in, with its object; where the object stands before ("xây dựng kế hoạch, gửi về …"), all from the
 * first verb on.
 */
function workOf(s: Sentence, verbFrom: number, when: When, isNamed: boolean): Work | undefined {
  const all = verbsIn(s.text, s.plain, verbFrom, when.from).filter(
    (at) => !/^(?:can cu|theo|phai|can|co trach nhiem)\b/.test(s.plain.slice(at)),
  )
  const verbs = isNamed ? withoutCompany(all, s.plain) : all.filter((at) => owedByAll.test(s.plain.slice(at)))
  const first = verbs[0] ?? (s.units.length > 0 ? firstWordOf(s, when) : undefined)
  if (first === undefined) return undefined
  const handing = verbs.filter((at) => handingVerb.test(s.plain.slice(at)) && !isObject(s, at))
  const main = handing.findLast((at) => !softCopy.test(s.plain.slice(at))) ?? handing.at(-1)
  const to = recipientIn(s, main, main ?? first, when)
  const end = to === undefined ? when.from : Math.min(to.at, when.from)
  const behind = main !== undefined && to?.to !== undefined && to.to < when.from ? tidy(s.text.slice(to.to, when.from)) : ''
  if (main !== undefined && behind !== '') return { action: `${tidy(s.text.slice(main, end))} ${behind}`, to }
  const at = main !== undefined && hasObject(s, main, end) ? main : first
  const action = withObject(withoutWay(tidy(s.text.slice(at, end))), s.previous)
  return { action: main === undefined ? withoutClosing(action) : action, to }
}

const object_chars_max = 150

/** "Báo cáo tổng kết năm học. Nộp Phòng trước ngày …": what is handed in is named in the sentence before. */
function withObject(action: string, before: string): string {
  const object = before.replace(/[.;:\s]+$/, '')
  const isAlone = /^(?:gửi|nộp|trình)$/iu.test(action) && object !== '' && object.length <= object_chars_max
  return isAlone ? `${action} ${object.charAt(0).toLowerCase()}${object.slice(1)}` : action
}

/** Below a unit's heading a sentence begins with what the unit does: "Niêm yết công khai …", "Ươm cây …". */
function firstWordOf({ text, plain }: Sentence, when: When): number | undefined {
  const opens = when.from > 0 && /^\p{L}/u.test(text) && !/^[^,.;]*:/.test(plain.slice(0, when.from)) && !startsUnitPhrase(text)
  return opens ? 0 : undefined
}

/** "phối hợp với Khối trưởng xây dựng tiêu chí": with whom is not what. */
function withoutCompany(verbs: readonly number[], plain: string): readonly number[] {
  const others = verbs.filter((at) => !/^(?:phoi hop|chu tri)\b/.test(plain.slice(at)))
  return others.length > 0 ? others : verbs
}

/** "gửi báo cáo", "nộp báo cáo": the report is what is handed in. */
const isObject = ({ text, plain }: Sentence, at: number) =>
  /\b(?:gui|nop|lam|viet|lap|hoan thien|cac|ban|tong hop|chuan bi)\s$/.test(plain.slice(0, at)) &&
  plain.startsWith('bao cao', at) &&
  unitAt(text, at + 'bao cao'.length) === undefined

/** "thẩm định thành tích, gửi kết quả": which result stands before. */
const hasObject = (s: Sentence, at: number, end: number) => {
  const said = tidy(s.plain.slice(at, end))
  return !/^(?:gui|nop) ket qua$/.test(said) && said.replace(handingVerb, '').trim() !== ''
}

function withoutClosing(action: string): string {
  const cut = action.lastIndexOf(',')
  return cut > 0 && closingVerb.test(plainTail(action.slice(cut + 1))) ? action.slice(0, cut) : action
}

const plainTail = (text: string) => text.trim().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')

const tidy = (text: string) =>
  text
    .replace(/[*_]/g, '')
    .trim()
    .replace(/[,;:(]+$/, '')
    .replace(/\s+(?:và|về|vào|xong)$/u, '')
    .trim()
