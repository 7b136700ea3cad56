import { textOfLine } from './lines.ts'
import type { TextLine } from './page.ts'

export type Margins = { readonly left: number; readonly right: number }

const INDENT_POINTS = 5
const SPACING_FACTOR_MAX = 1.75
const CENTRED_POINTS = 14
const MARGIN_POINTS = 10
/** A space and what the next word's width is misjudged by, in letter sizes; an unfinished sentence gets the benefit of the doubt. */
const CLOSED_SLACK = 0.4
const OPEN_SLACK = 1.5
const listMark =
  /^(?:[-–+•]\s*(?!\d{4}\b)\S|\d{1,2}(?:\.\d{1,2}){0,3}[.)/-]\s|[IVX]{1,4}\s*[.)/-]\s|[A-H]\.\s|[a-zđ]\)\s|Điều\s\d+\.|Nơi nhận|\*\s)/u

/**
 * Lines put together into paragraphs by what a typesetter does: a paragraph ends where the next word would still have fitted, where an
 * indent or a list mark opens another, or where the lines part. A blank line goes between; centred lines of a title stay together.
 */
export function flowText(lines: readonly TextLine[], margins: Margins): string {
  let text = ''
  lines.forEach((line, i) => {
    const before = lines[i - 1]
    if (before === undefined) text = textOfLine(line)
    else if (goesOn(before, line, margins, spacingBefore(lines, i))) text += ` ${textOfLine(line)}`
    else text += `${isCentred(before, margins) && isCentred(line, margins) ? '\n' : '\n\n'}${textOfLine(line)}`
  })
  return text
}

function goesOn(before: TextLine, line: TextLine, margins: Margins, spacing: number): boolean {
  if (before.segments.length > 1 || line.segments.length > 1) return false
  const text = textOfLine(line)
  if (listMark.test(text) || spacing > SPACING_FACTOR_MAX) return false
  const backAtMargin = line.x0 - margins.left < INDENT_POINTS
  // An indented first line can end as far from its margin as it began; its second line stands at the margin.
  if (isCentred(line, margins) || (isCentred(before, margins) && !backAtMargin)) return false
  const opensMark = listMark.test(textOfLine(before))
  if (line.x0 > before.x0 + INDENT_POINTS && !opensMark) return false
  const slack = /[.;:!?]$/.test(textOfLine(before)) ? CLOSED_SLACK : OPEN_SLACK
  return before.x1 + firstWordWidth(line) + slack * line.size > margins.right
}

function firstWordWidth(line: TextLine): number {
  const text = textOfLine(line)
  const word = text.split(/\s/)[0] ?? ''
  return ((line.x1 - line.x0) * word.length) / Math.max(1, text.length)
}

/** How many line heights lie between a line and the one above; on a new page, one. */
function spacingBefore(lines: readonly TextLine[], i: number): number {
  const [before, line] = [lines[i - 1], lines[i]]
  if (before === undefined || line === undefined || line.y <= before.y) return 1
  return (line.y - before.y) / (1.25 * Math.max(line.size, before.size))
}

/** Symmetric on the page, and short of both margins. */
export function isCentred(line: TextLine, { left, right }: Margins): boolean {
  if (line.segments.length > 1) return false
  const [free, other] = [line.x0 - left, right - line.x1]
  return free > MARGIN_POINTS && other > MARGIN_POINTS && Math.abs(free - other) < CENTRED_POINTS
}

export function marginsOf(lines: readonly TextLine[]): Margins {
  return { left: Math.min(...lines.map((l) => l.x0)), right: Math.max(...lines.map((l) => l.x1)) }
}
