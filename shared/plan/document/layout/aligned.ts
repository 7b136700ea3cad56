import { looksLikeDeadline } from '../../reading/appendix/align.ts'
import { columnsOf } from '../../reading/appendix/columns.ts'
import { groupOf } from '../../reading/appendix/groups.ts'
import { numberOf } from '../../reading/appendix/rows.ts'
import type { Segment, TextLine } from './page.ts'

export type AlignedTable = { readonly rows: readonly string[]; readonly heading: string; readonly to: number }
type Column = { x0: number; x1: number }

const heading_lines_max = 3
const columns_min = 3

/**
 * A task table without rules: columns are the stretches of the page that a heading and the lines below it leave white between. `known` is the heading of
 * the table before, which tells where its repetition on a new page ends.
 */
export function alignedTable(lines: readonly TextLine[], from: number, known: string | undefined): AlignedTable | undefined {
  const first = lines[from]
  if (first === undefined || first.pieces.length < columns_min - 1) return undefined
  const to = tableEnd(lines, from)
  const columns = columnsIn(lines.slice(from, to))
  if (columns.length < columns_min) return undefined
  const heading = headingOf(lines, from, columns, known)
  if (heading === undefined) return undefined
  const words = heading.words.join('\t')
  return {
    heading: words,
    rows: [words, ...rowsOf(lines.slice(heading.to, to), columns, columnsOf(heading.words)?.[0]?.role === 'deadline')],
    to,
  }
}

/** "4. Tổ chức thực hiện" alone on its line opens the text below the table. */
const bodyHeading = /^(?:\d{1,2}|[IVX]{1,4})\.\s+\p{Lu}/u
const endOfTable = /^(?:Nơi nhận|PHỤ LỤC|Phụ lục|Ghi chú\s*:)/u

/** The table goes on as long as lines have gaps between columns or stay within one. */
function tableEnd(lines: readonly TextLine[], from: number): number {
  let columns = columnsIn(lines.slice(from, from + 1))
  let to = from + 1
  for (; to < lines.length; to++) {
    const line = lines[to]
    const text = line?.segments[0]?.text ?? ''
    if (line === undefined || endOfTable.test(text)) break
    if (isGroup(line)) continue
    if (line.pieces.length === 1 && bodyHeading.test(text)) break
    const wider = columnsIn([...lines.slice(from, to + 1)])
    if (wider.length < Math.max(columns_min, columns.length)) break
    columns = wider
  }
  // A heading that text follows on the same page opens that text.
  while (to < lines.length && to > from + 1 && isGroup(lines[to - 1])) to--
  return to
}

const isGroup = (line: TextLine | undefined) => line?.segments.length === 1 && groupOf([line.segments[0]?.text ?? '']) !== undefined

/** Stretches that segments cover, merged where they overlap; group headings cross columns and do not count. */
function columnsIn(lines: readonly TextLine[]): Column[] {
  const spans = lines
    .filter((line) => !isGroup(line))
    .flatMap((line) => line.pieces.map(({ x0, x1 }) => ({ x0, x1 })))
    .sort((a, b) => a.x0 - b.x0)
  const columns: Column[] = []
  for (const span of spans) {
    const last = columns.at(-1)
    if (last !== undefined && span.x0 < last.x1) last.x1 = Math.max(last.x1, span.x1)
    else columns.push({ ...span })
  }
  return columns
}

function headingOf(lines: readonly TextLine[], from: number, columns: readonly Column[], known: string | undefined) {
  let best: { words: string[]; to: number } | undefined
  const words = columns.map(() => '')
  for (let to = from; to < Math.min(lines.length, from + heading_lines_max); to++) {
    const line = lines[to]
    if (line === undefined || isGroup(line) || numberOf(line.pieces[0]?.text ?? '') !== null) break
    if (best !== undefined && line.pieces.some(({ text }) => looksLikeDeadline(text))) break
    addTo(words, line.pieces, columns)
    if (columnsOf(words) !== undefined) best = { words: [...words], to: to + 1 }
    if (words.join('\t') === known) break
  }
  return best
}

function addTo(words: string[], segments: readonly Segment[], columns: readonly Column[]): void {
  for (const segment of segments) {
    const middle = (segment.x0 + segment.x1) / 2
    const at = columns.findIndex(({ x0, x1 }) => middle >= x0 && middle <= x1)
    const column = at < 0 ? columns.length - 1 : at
    words[column] = `${words[column] ?? ''} ${segment.text}`.trim()
  }
}

/** A number in the first column opens a row, or a date where dates lead; lines without one go on with it. */
function rowsOf(lines: readonly TextLine[], columns: readonly Column[], ledByDates: boolean): string[] {
  const rows: string[][] = []
  for (const line of lines) {
    const group = isGroup(line)
    const starts = group || rows.length === 0 || startsRow(line, columns, ledByDates ? (rows.at(-1)?.[0] ?? '') : null)
    if (starts) rows.push(columns.map(() => ''))
    const row = rows.at(-1)
    if (row === undefined) continue
    if (group) row[0] = line.segments[0]?.text ?? ''
    else addTo(row, line.pieces, columns)
  }
  return rows.map((row) => row.join('\t'))
}

const opensDate = /^(?:Từ|Trước|Ngày|Tháng|Quý|Tuần|Đầu|Giữa|Cuối|Chậm nhất|Hết|Trong|Sau|Hạn|Xong)(?=\s|$)/u

/** Of a table led by dates a date without such a word may be the rest of the one above: "Trước ngày" / "20/10/2025". */
function opens(text: string, dateAbove: string | null): boolean {
  if (numberOf(text) !== null || /^\d{1,3}[.)]\s+\p{L}/u.test(text)) return true
  return dateAbove !== null && (opensDate.test(text) || (looksLikeDeadline(text) && looksLikeDeadline(dateAbove)))
}

function startsRow(line: TextLine, columns: readonly Column[], dateAbove: string | null): boolean {
  const [first, column] = [line.pieces[0], columns[0]]
  return first !== undefined && column !== undefined && first.x0 <= column.x1 && opens(first.text, dateAbove)
}
