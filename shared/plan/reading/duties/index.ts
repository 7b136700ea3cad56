import { type Piece, within } from '../lines.ts'
import { type Paragraph, sentencesOf } from '../paragraphs.ts'
import { schoolYearOf, yearOf } from '../period.ts'
import type { BodyObligation, Header } from '../types.ts'
import { splitUnits, startsUnitPhrase } from '../units.ts'
import { isOrganising, plainOf, type Sentence, unitsOver, type Whole } from './context.ts'
import { readLabelled } from './labelled.ts'
import { readPerAppendix } from './per-appendix.ts'
import { readRequested } from './requested.ts'
import {
  readClosing,
  readContinuous,
  readOpinion,
  readOwnPlan,
  readRecurringDuty,
  readReport,
  readTarget,
  readTriggered,
} from './standing.ts'
import { namesOnlyUnits, subjectOf } from './who.ts'

export type ReadDuty = { readonly duty: BodyObligation; readonly pieces: Readonly<Record<string, Piece>>; readonly sure: number }

/** What a family of duties found in a sentence: offsets are the sentence's. */
export type Found = {
  readonly text: readonly [from: number, to: number]
  readonly deadline?: readonly [from: number, to: number]
  readonly duty: Omit<BodyObligation, 'text'>
  readonly sure: number
}

const families: readonly ((s: Sentence, whole: Whole) => Found | undefined | Found[])[] = [
  readClosing,
  readRequested,
  readPerAppendix,
  readTriggered,
  readTarget,
  readOwnPlan,
  readReport,
  readOpinion,
  readContinuous,
  readRecurringDuty,
]

/** The duties the body lays on someone outside the appendix, in the order of the text. */
export function readDuties(body: readonly Paragraph[], header: Header): ReadDuty[] {
  const whole = wholeOf(body, header)
  const duties: ReadDuty[] = []
  const labelled = readLabelled(body, whole)
  const byLabel = new Map(labelled.duties)
  body.forEach((paragraph, at) => {
    const told = byLabel.get(at)
    if (told !== undefined) duties.push(told)
    if (paragraph.kind === 'text' && !labelled.taken.has(at)) for (const s of sentences(paragraph)) addDuty(duties, s, whole)
  })
  return duties
}

function addDuty(duties: ReadDuty[], s: Sentence, whole: Whole): void {
  for (const family of families) {
    const found = [family(s, whole) ?? []].flat()
    if (found.length === 0) continue
    for (const one of found) addOne(duties, toDuty(s, one))
    return
  }
}

/** The same sentence under two headings is one duty of both. */
function addOne(duties: ReadDuty[], read: ReadDuty): void {
  const same = duties.findIndex(
    ({ duty: { text, action, due } }) => text === read.duty.text && action === read.duty.action && due.to === read.duty.due.to,
  )
  const first = duties[same]
  if (first === undefined) duties.push(read)
  else duties[same] = { ...first, duty: { ...first.duty, obligors: [...new Set([...first.duty.obligors, ...read.duty.obligors])] } }
}

/** A duty is named by what is done, wherever in the sentence the verb stood. */
const lowerFirst = (text: string) => (/^[\p{Lu}]{2}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1))

function toDuty(s: Sentence, found: Found): ReadDuty {
  const text = within(s.paragraph, s.at + found.text[0], s.at + found.text[1])
  const pieces: Record<string, Piece> = { text }
  if (found.deadline !== undefined) pieces.deadlineText = within(s.paragraph, s.at + found.deadline[0], s.at + found.deadline[1])
  return { duty: { text: text.text.trim(), ...found.duty, action: lowerFirst(found.duty.action) }, pieces, sure: found.sure }
}

/** A bullet and an italic label ("*Thi đua …:*") that names the topic. */
const leadIn =
  /^(?:[-–+•]\s*|\*\s+|(?:\d{1,2}(?:\.\d{1,2}){0,3}\s*[.)/-]|\p{Ll}\s*[.)])\s+)?(?:\*{1,2}[^*]{3,160}:\s*\*{1,2}\s*|\*{1,2}[^*]{3,160}\*{1,2}:\s*)?/u

const TOPIC_CHARS_MAX = 80

/** "Khen thưởng đột xuất: các đơn vị gửi …": what it is about, before who owes it. */
function topicLength(text: string): number {
  const label = /^[^:;.()]+(?:\([^:;()]*\))?:\s*/u.exec(text)?.[0] ?? ''
  const rest = text.slice(label.length)
  if (label === '' || label.length > TOPIC_CHARS_MAX || startsUnitPhrase(label) || asked.test(plainOf(label)) || dates.test(plainOf(label)))
    return 0
  return startsUnitPhrase(rest) && subjectOf(rest, plainOf(rest), rest.length).units.length > 0 ? label.length : 0
}

/** "Ban Tổ chức Nhân sự: định kỳ hàng tháng báo cáo …": the unit before the colon owes all that follows. */
function labelledUnits(text: string): string[] | undefined {
  const label = /^([^:.;]{3,160}):\s/u.exec(text.slice(leadIn.exec(text)?.[0].length ?? 0))?.[1]
  return label !== undefined && namesOnlyUnits(label) ? splitUnits(label.replace(/[*_]/g, '')) : undefined
}

/** "Ngày 12/11: các khoa …": by when, and no topic. */
const dates = /\d\s*[/.]\s*\d|\b(?:thang|quy|ngay) (?:\d|[iv])/

/** "Yêu cầu: các đơn vị …", "Thời gian: …" say something of the duty itself. */
const asked = /\b(?:yeu cau|de nghi|giao|phan cong|thoi (?:gian|han)|dia diem|thanh phan)\b/

/** A longer one is dirt, and would take its square of time. A day in it is still shown to the officer. */
const SENTENCE_CHARS_MAX = 5_000

function sentences(paragraph: Paragraph): Sentence[] {
  const units = labelledUnits(paragraph.piece.text) ?? unitsOver(paragraph)
  const organising = isOrganising(paragraph.under)
  let previous = ''
  const short = sentencesOf(paragraph.piece.text).filter(({ text }) => text.length <= SENTENCE_CHARS_MAX)
  return short.map((raw) => {
    const bullet = leadIn.exec(raw.text)?.[0].length ?? 0
    const label = topicLength(raw.text.slice(bullet))
    const text = raw.text.slice(bullet + label)
    const sentence = { text, plain: plainOf(text), at: raw.at + bullet + label, paragraph: paragraph.piece, previous, units, organising }
    // A number alone is no sentence.
    if (/\p{L}/u.test(text)) previous = text
    return sentence
  })
}

function wholeOf(body: readonly Paragraph[], header: Header): Whole {
  const council = body.find((p) => p.kind === 'heading' && isOrganising(p.under) && /^\d+[.)]\s*Hội đồng/u.test(p.piece.text))
  return {
    hint: { year: yearOf(header.period), schoolYear: schoolYearOf(header.period), planDate: header.date },
    period: header.period,
    isSchool: /^Trường/u.test(header.issuer ?? ''),
    council: council?.piece.text.replace(/^\d+[.)]\s*/, '').replace(/[.:]$/, '') ?? null,
    sector: `Ngành ${sectorName(body)}`,
  }
}

/** "ngành GD&ĐT" as the body writes it most shortly. */
function sectorName(body: readonly Paragraph[]): string {
  for (const { piece } of body) {
    const found = /[Nn]gành\s+(GD&ĐT|GDĐT|giáo dục và đào tạo|Giáo dục và Đào tạo|[Yy] tế|[Vv]ăn hóa)/u.exec(piece.text)?.[1]
    if (found !== undefined && found.length <= 5) return found
  }
  return 'GD&ĐT'
}
