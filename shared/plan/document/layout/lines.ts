import type { Item, Segment, TextLine } from './page.ts'

/** In letter sizes: less parts letters of a word, more parts columns. Justified lines stretch their spaces to about one. */
const WORD_GAP_MIN = 0.12
const PIECE_GAP_MIN = 0.5
const COLUMN_GAP_MIN = 1.5
const SAME_LINE_SHARE = 0.5

/** Items put into lines by their baselines, from top to bottom and left to right. */
export function linesOf(items: readonly Item[], columnGap = COLUMN_GAP_MIN): TextLine[] {
  const rows: Item[][] = []
  for (const item of [...items].sort((a, b) => a.y - b.y)) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row !== undefined && first !== undefined && item.y - first.y < SAME_LINE_SHARE * Math.min(item.size, first.size)) row.push(item)
    else rows.push([item])
  }
  return rows.map((row) => toLine(segmentsOf(row, columnGap), segmentsOf(row, PIECE_GAP_MIN))).filter((line) => line.segments.length > 0)
}

function toLine(segments: readonly Segment[], pieces: readonly Segment[]): TextLine {
  return {
    segments,
    pieces,
    y: Math.max(...segments.map((s) => s.y)),
    size: Math.max(...segments.map((s) => s.size)),
    x0: Math.min(...segments.map((s) => s.x0)),
    x1: Math.max(...segments.map((s) => s.x1)),
  }
}

/** The two lines of every letterhead that begin its right column, however close the left one comes. */
const rightColumn = /^(?:CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|Độc lập\s*[-–])/u

function segmentsOf(row: readonly Item[], columnGap: number): Segment[] {
  const out: Segment[] = []
  for (const item of [...row].sort((a, b) => a.x0 - b.x0)) {
    const last = out.at(-1)
    const gap = last === undefined ? 0 : item.x0 - last.x1
    if (item.text.trim() === '') continue
    if (last === undefined || (gap > columnGap * item.size && !/^[)\]]/.test(item.text)) || rightColumn.test(item.text)) {
      out.push({ text: item.text.trimStart(), x0: item.x0, x1: item.x1, y: item.y, size: item.size })
      continue
    }
    const space = gap > WORD_GAP_MIN * item.size && !last.text.endsWith(' ') && !item.text.startsWith(' ')
    out[out.length - 1] = {
      text: `${last.text}${space ? ' ' : ''}${item.text}`,
      x0: last.x0,
      x1: Math.max(last.x1, item.x1),
      y: Math.max(last.y, item.y),
      size: Math.max(last.size, item.size),
    }
  }
  return out.map((segment) => ({ ...segment, text: segment.text.trim() }))
}

export const textOfLine = (line: TextLine): string => line.segments.map((s) => s.text).join('\t')
