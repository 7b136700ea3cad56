import { findWhen, recurrence } from './duties/when.ts'
import { namesOnlyUnits } from './duties/who.ts'
import { fold } from './fold.ts'
import { join, type Line, type Piece, pieceOf } from './lines.ts'
import { headingIsReal, type Parts } from './parts.ts'

/** The body as a person reads it: paragraphs whole again after page and line breaks, each under its headings. */
export type Paragraph = {
  readonly piece: Piece
  readonly kind: 'heading' | 'text'
  /** 1 for "A." or "I." at the top, 2 for what stands below it, and so on. */
  readonly depth: number
  /** Headings above, outermost first, without their numbers. */
  readonly under: readonly string[]
  /** Those of the headings above, outermost first, and its own: "III", "2", "a". */
  readonly numbers: readonly string[]
}

const bullet = /^\s*[-–+*•]\s*/
const closed = /[.;:!?…”"»)\]*/]\s*$/
const HEADING_CHARS_MAX = 240
/** A longer numbered line that ends in a stop is a sentence. */
const CLOSED_HEADING_CHARS_MAX = 60

export const bodyOf = (parts: Parts) => paragraphsIn(parts, parts.bodyFrom, parts.bodyTo)

/** The decision that issues the plan names what the plan stands on. */
export const decisionOf = (parts: Parts) => paragraphsIn(parts, Math.max(parts.type.headTo, 0), Math.max(parts.type.at, 0))

function paragraphsIn(parts: Parts, from: number, to: number): Paragraph[] {
  const inTable = (i: number) => parts.tables.some((t) => i >= t.from && i < t.to)
  const joined = joinLines(parts.lines.filter((_, i) => i >= from && i < to && !inTable(i)))
  const paragraphs: Paragraph[] = []
  let above: { depth: number; text: string; number: number | null; mark: string | undefined }[] = []
  for (const { piece, isHeading } of joined) {
    const label = isHeading ? undefined : unitLabel.exec(piece.text)?.[1]
    if (label !== undefined && namesOnlyUnits(label)) {
      above = above.filter((h) => h.depth < LABEL_DEPTH)
      paragraphs.push({ piece, kind: 'heading', depth: LABEL_DEPTH, under: above.map((h) => h.text), numbers: [] })
      above = [...above, { depth: LABEL_DEPTH, text: label, number: null, mark: undefined }]
      continue
    }
    if (!isHeading) above = withoutClosed(above, piece.text)
    const depth = isHeading ? depthOf(piece.text) : (above.at(-1)?.depth ?? 0) + 1
    if (isHeading) above = above.filter((h) => h.depth < depth)
    const mark = markOf(piece.text)
    const numbers = [...above.map((h) => h.mark), mark].filter((number) => number !== undefined)
    paragraphs.push({ piece, kind: isHeading ? 'heading' : 'text', depth, under: above.map((h) => h.text), numbers })
    if (isHeading) above = [...above, { depth, text: headingText(piece.text), number: itemNumber(piece.text), mark }]
  }
  return paragraphs
}

/** "- Các tổ trưởng:" over what they do, below whatever heads both. */
const unitLabel = /^\s*(?:[-–+*•]\s*|\p{Ll}\s*[.)]\s+)?([^:]{3,160}):$/u
const LABEL_DEPTH = 20

/** "3. Phòng Y tế các huyện phối hợp …" after the heading "2. Thủ trưởng các đơn vị" is no longer below it. */
function withoutClosed<H extends { text: string; depth: number; number: number | null }>(above: H[], text: string): H[] {
  const number = itemNumber(text)
  const last = number === null ? -1 : above.findLastIndex((h) => h.number !== null)
  return last >= 0 && above[last]?.number === (number ?? 0) - 1 ? above.slice(0, last) : above
}

const itemNumber = (text: string) => {
  const found = /^\s*(\d{1,2})[.)/-]\s/.exec(text)?.[1]
  return found === undefined ? null : Number(found)
}

/** "III" of "**III. TỔ CHỨC**", "2.1" of "2.1. Các phòng", "a" of "a) Gửi"; a bullet says nothing. */
const markOf = (text: string) =>
  /^[*#\s]*((?:[A-H]|[IVX]{1,4}|\d{1,2}(?:\.\d{1,2}){0,3})(?=\s*[.):/-]\s*\S|\s)|\p{Ll}(?=\s*[.)]\s))/u.exec(text)?.[1]

type Joined = { piece: Piece; isHeading: boolean }

function joinLines(lines: readonly Line[]): Joined[] {
  const out: Joined[] = []
  let blanks = 0
  for (const line of lines) {
    if (line.bare === '' || /^\d{1,3}$/.test(line.bare)) {
      blanks++
      continue
    }
    const last = out.at(-1)
    const isHeading = isHeadingLine(line)
    const piece = pieceOf(
      line.text.replace(/^(\s*)#{1,6}\s/, (m) => ' '.repeat(m.length)),
      line.start,
    )
    if (last !== undefined && !isHeading && goesOn(last, line, blanks)) {
      last.piece = join(last.piece, piece)
      // "1. Hiệu trưởng các trường gửi kế hoạch trước" / "ngày 28/9/2012." is a sentence.
      last.isHeading &&= findWhen(fold(last.piece.text)) === undefined && !isSentence(last.piece.text)
    } else out.push({ piece, isHeading })
    blanks = 0
  }
  return out
}

/** A paragraph a page cut goes on in lower case; one a line break cut also without a blank line between. */
function goesOn(last: Joined, line: Line, blanks: number): boolean {
  if (bullet.test(line.bare) || /^(?:\p{Ll}|\d{1,2}(?:\.\d{1,2}){1,3})\s*[.)]\s+\p{Lu}|^\p{Ll}\s*[.)]\s/u.test(line.bare)) return false
  const open = !closed.test(last.piece.text)
  if (last.isHeading && blanks === 0 && /\s(?:về|của|cho|và|với|tại|thuộc|do)$/u.test(last.piece.text)) return true
  if (last.isHeading) return open && blanks === 0 && /^(?:\p{Ll}|\d{1,2}\/\d|\d{1,2}\.\d{1,2}\.\d{4})/u.test(line.bare)
  if (/^[\p{Ll}\d(]/u.test(line.bare)) return open || (blanks === 0 && /^\p{Ll}/u.test(line.bare))
  return open && blanks === 0 && !line.text.startsWith('\t') && last.piece.text.length > 60
}

/** "… trước ngày" / "31 tháng 10 năm 2025." */
const restOfDate = /^\d{1,2}\s+tháng\s+\d/u

/** "Tháng 3: Hội đồng họp xét sáng kiến." */
const dated = /^(?:Tháng|Quý|Tuần|Ngày|Đầu|Giữa|Cuối|Từ|Trước)\s[^:]{1,40}:\s+\p{L}/u

/** "Đợt 1: từ 05/9 đến 20/11/2026": when a stage runs, over what is done in it. */
const stage = /^(?:Đợt|Giai đoạn|Học kỳ|Chặng)\s+(?:\d|[IVX])[^.;,]*\d{4}\)?:?$/u

function isHeadingLine(line: Line): boolean {
  if (bullet.test(line.bare) || line.bare.length > HEADING_CHARS_MAX || restOfDate.test(line.bare) || !headingIsReal(line)) return false
  const mark = /^(?:[A-HIVX]{1,4}\s*[.):/-]|\d{1,2}(?:\.\d{1,2}){0,3}(?:\s*[.)]|[/-])?)\s+/u.exec(`${line.bare} `)?.[0] ?? ''
  const rest = line.bare.slice(mark.length)
  if ((findWhen(line.plain) !== undefined && !stage.test(rest)) || (rest.endsWith('.') && recurrence.test(line.plain))) return false
  return rest !== '' && !dated.test(rest) && !isSentence(rest) && !/\.\s+\p{Lu}/u.test(rest)
}

const isSentence = (text: string) => /[.;]$/.test(text.replace(/\.$/, text.length < CLOSED_HEADING_CHARS_MAX ? '' : '.'))

function depthOf(text: string): number {
  const bare = text.replace(/^[*#\s]+/, '')
  if (/^[A-H]\s*[.):/-]/.test(bare) && !/^[CDIV]\s*[.]/.test(bare)) return 1
  if (/^[IVX]+\s*[.):/-]/.test(bare)) return 2
  if (/^[CD]\s*[.]/.test(bare)) return 1
  return 3 + (/^\d+((?:\.\d+)*)/.exec(bare)?.[1]?.split('.').length ?? 1) - 1
}

export function headingText(text: string): string {
  return text
    .replace(/^[*#\s]+/, '')
    .replace(/^(?:[A-HIVX]{1,4}\s*[.):/-]|\d{1,2}(?:\.\d{1,2}){0,3}(?:\s*[.)]|[/-](?=\s))?)\s*/u, '')
    .replace(/[*\s.:]+$/, '')
}

/** Sentences of a paragraph with their offsets in it. Stops in "TP.", numbers and before lower case end none. */
export function sentencesOf(text: string): { text: string; at: number }[] {
  const out: { text: string; at: number }[] = []
  let from = 0
  for (const match of text.matchAll(/(?<!\b(?:TP|Tp|Q|P|H|TX|Đ\/c|CN|CV|BS|ThS|TS))(?:\.(?=\s+[\p{Lu}“(*-])|;(?=\s+\p{Lu}))\s*/gu)) {
    const end = match.index + 1
    if (match[0].startsWith(';') && namesOnlyUnits(text.slice(from, match.index))) continue
    push(out, text, from, end)
    from = match.index + match[0].length
  }
  push(out, text, from, text.length)
  return out
}

function push(out: { text: string; at: number }[], text: string, from: number, to: number): void {
  const raw = text.slice(from, to)
  const trimmed = raw.trim()
  if (trimmed !== '') out.push({ text: trimmed, at: from + raw.indexOf(trimmed) })
}
