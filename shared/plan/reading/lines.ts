import { fold } from './fold.ts'
import { parted, withoutLayout } from './layout.ts'

/** One line of the normalised text. `text` is trimmed of nothing: a leading tab is how a vertical table marks a cell. */
export type Line = {
  readonly text: string
  readonly start: number
  /** Without Markdown and HTML dress, trimmed: what a person reads. */
  readonly bare: string
  /** `bare`, folded for matching. */
  readonly plain: string
}

/** A stretch of text and where it stands in the normalised text; joined pieces keep every place. */
export type Piece = { readonly text: string; readonly at: readonly { readonly start: number; readonly end: number }[] }

export const nothing: Piece = { text: '', at: [] }

export function undress(text: string): string {
  return text
    .trim()
    .replace(/^#{1,6}\s+/, '')
    .replace(/^>\s+/, '')
    .replace(/<\/?(?:b|i|u|strong|em|p|br)\s*\/?>/gi, '')
    .replace(/^\\-/, '-')
    .replace(/^(\*\*|__|\*(?=\S))(?=.)/, (mark, _m, at: number, whole: string) =>
      whole.indexOf(mark, at + mark.length) > 0 || mark !== '*' ? '' : mark,
    )
    .replace(/(?:\*\*|__)$/, '')
    .replace(/(?<=\S)\*$/, '')
    .trim()
}

export function toLines(text: string): Line[] {
  const lines = withoutLayout(parted({ text: withPlainRules(text), start: 0 }, /\n/g)).map((line) => {
    const bare = undress(line.text)
    return { ...line, bare, plain: fold(bare) }
  })
  return withoutSealNoise(lines)
}

const box = /[\u2500-\u257f]/g
const across = /[─━┄┅┈┉╌╍═╴╶╸╺╼╾]/
const down = /[│┃┆┇┊┋╎╏║╵╷╹╻╽╿]/

/** Tables drawn with box characters are read as those drawn with bars, hyphens and plus signs; one character stays one. */
function withPlainRules(text: string): string {
  return text.replace(box, (mark) => (across.test(mark) ? '-' : down.test(mark) ? '|' : '+'))
}

const PAGE_NUMBER_INDENT_MIN = 20

/** "- 3 -"; or "3", "Trang 3" far from the left edge, by that many characters. */
export function isPageNumber(text: string, indent: number): boolean {
  const bare = text.trim()
  return /^[-–]\s*\d{1,3}\s*[-–]$/.test(bare) || (indent >= PAGE_NUMBER_INDENT_MIN && /^(?:trang\s+)?\d{1,3}$/iu.test(bare))
}

const SEAL_LINE_CHARS_MAX = 4
const SEAL_LINES_MIN = 3

/** The letters around a stamp come out of OCR as a block of tiny lines; a block of nothing else is blanked. */
function withoutSealNoise(lines: Line[]): Line[] {
  const noise = new Set<Line>()
  let block: Line[] = []
  for (const line of [...lines, undefined]) {
    if (line !== undefined && line.bare !== '') {
      block.push(line)
      continue
    }
    if (block.length >= SEAL_LINES_MIN && block.every(isSealCrumb)) for (const crumb of block) noise.add(crumb)
    block = []
  }
  return lines.map((line) => (noise.has(line) ? { ...line, text: '', bare: '', plain: '' } : line))
}

function isSealCrumb(line: Line): boolean {
  const crumb = line.bare.replace(/\s+/g, '')
  return (
    !line.text.startsWith('\t') &&
    crumb.length <= 2 * SEAL_LINE_CHARS_MAX - 2 &&
    line.bare.split(/\s+/).every((w) => w.length <= SEAL_LINE_CHARS_MAX)
  )
}

/** The piece of a line between two offsets, trimmed, with its place. */
export function pieceOf(text: string, start: number): Piece {
  const lead = text.length - text.trimStart().length
  const trimmed = text.trim()
  return trimmed === '' ? nothing : { text: trimmed, at: [{ start: start + lead, end: start + lead + trimmed.length }] }
}

/** Joins pieces that a line or page break cut, with one space, as a person would copy them. */
export function join(a: Piece, b: Piece): Piece {
  if (a.text === '') return b
  if (b.text === '') return a
  return { text: `${a.text} ${b.text}`, at: [...a.at, ...b.at] }
}

/** The part of a piece between two offsets of its joined text. */
export function within(piece: Piece, from: number, to: number): Piece {
  const at: { start: number; end: number }[] = []
  let offset = 0
  for (const part of piece.at) {
    const length = part.end - part.start
    const start = Math.max(from - offset, 0)
    const end = Math.min(to - offset, length)
    if (start < end) at.push({ start: part.start + start, end: part.start + end })
    offset += length + 1
  }
  return { text: piece.text.slice(from, to), at }
}
