import { looksLikeDeadline } from '../../reading/appendix/align.ts'
import { type Column, columnsOf, roleOf } from '../../reading/appendix/columns.ts'
import { groupOf } from '../../reading/appendix/groups.ts'
import { numberOf, subMarkOf } from '../../reading/appendix/rows.ts'
import type { Segment, TextLine } from './page.ts'

export type AlignedTable = { readonly rows: readonly string[]; readonly heading: string; readonly to: number }
/** Where on the page a column stands. */
type Place = { x0: number; x1: number }

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
    rows: [words, ...rowsOf(lines.slice(heading.to, to), columns, columnsOf(heading.words) ?? [])],
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
    if ((line.pieces.length === 1 && bodyHeading.test(text)) || opensAnother(line)) break
    const wider = columnsIn([...lines.slice(from, to + 1)])
    if (wider.length < Math.max(columns_min, columns.length)) break
    columns = wider
  }
  // A heading that no row follows opens the text below, or the rows of the next page.
  while (to > from + 1 && isGroup(lines[to - 1])) to--
  return to
}

/** "STT | Nội dung | …" right below a row: the heading of another table, or of this one again. */
const opensAnother = ({ pieces }: TextLine) =>
  pieces.length >= columns_min && roleOf(pieces[0]?.text ?? '') === 'index' && columnsOf(pieces.map(({ text }) => text)) !== undefined

/** "II Sáng kiến", with the numeral in the number column or before the words. */
const numeral = /^[IVX]{1,4}(?=[.)]?$|\s+\p{Lu})/u

function isGroup(line: TextLine | undefined): boolean {
  const texts = line?.pieces.map(({ text }) => text) ?? []
  if (line?.segments.length === 1 && groupOf([line.segments[0]?.text ?? '']) !== undefined) return true
  return numeral.test(texts[0] ?? '') && groupOf([...texts, '', '']) !== undefined
}

/** Stretches that segments cover, merged where they overlap; group headings cross columns and do not count. */
function columnsIn(lines: readonly TextLine[]): Place[] {
  const spans = lines
    .filter((line) => !isGroup(line))
    .flatMap((line) => line.pieces.map(({ x0, x1 }) => ({ x0, x1 })))
    .sort((a, b) => a.x0 - b.x0)
  const columns: Place[] = []
  for (const span of spans) {
    const last = columns.at(-1)
    if (last !== undefined && span.x0 < last.x1) last.x1 = Math.max(last.x1, span.x1)
    else columns.push({ ...span })
  }
  return columns
}

function headingOf(lines: readonly TextLine[], from: number, columns: readonly Place[], known: string | undefined) {
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

function addTo(words: string[], segments: readonly Segment[], columns: readonly Place[]): void {
  for (const segment of segments) {
    const middle = (segment.x0 + segment.x1) / 2
    const at = columns.findIndex(({ x0, x1 }) => middle >= x0 && middle <= x1)
    const column = at < 0 ? columns.length - 1 : at
    words[column] = `${words[column] ?? ''} ${segment.text}`.trim()
  }
}

/** A row as it opens: the cells so far, and whether the line stands further below the one above than lines of a cell do. */
type Opening = { readonly line: TextLine; readonly row: readonly string[] | undefined; readonly apart: boolean | undefined }

/**
 * A number in the first column opens a row, or a date where dates lead; lines without one go on with it. Where neither leads, a row opens with what is to
 * be done and by when side by side, and, where rows stand further apart than the lines of a cell, at such a gap.
 */
function rowsOf(lines: readonly TextLine[], columns: readonly Place[], known: readonly Column[]): string[] {
  const rows: string[][] = []
  const gaps = gapsOf(lines)
  const numbered = known[0]?.role === 'index' || lines.some((line) => startsNumbered(line, columns))
  lines.forEach((line, i) => {
    const opening = { line, row: rows.at(-1), apart: gaps?.[i] }
    const group = isGroup(line)
    const starts = numbered || known[0]?.role === 'deadline' ? startsLed(opening, columns, known) : startsUnled(opening, columns, known)
    if (group || rows.length === 0 || starts) rows.push(columns.map(() => ''))
    const row = rows.at(-1)
    if (row === undefined) return
    if (group) row[0] = line.pieces.map(({ text }) => text).join(' ')
    else addTo(row, line.pieces, columns)
  })
  return rows.map((row) => row.join('\t'))
}

const row_gap_points_min = 0.5

/** Of each line, whether it stands further below the one above than the closest two lines do; undefined where all stand alike. */
function gapsOf(lines: readonly TextLine[]): boolean[] | undefined {
  const gaps = lines.map((line, i) => line.y - (lines[i - 1]?.y ?? line.y))
  const least = Math.min(...gaps.slice(1))
  const apart = gaps.map((gap) => gap > least + row_gap_points_min)
  return apart.slice(1).every((is) => is === apart[1]) ? undefined : apart
}

const opensDate = /^(?:Từ|Trước|Ngày|Tháng|Quý|Tuần|Đầu|Giữa|Cuối|Chậm nhất|Hết|Trong|Sau|Hạn|Xong)(?=\s|$)/u
/** In a column of months. */
const months = /^\d{1,2}(?:\s*[-–,]\s*\d{1,2})+$/u

const opensNumbered = (text: string) => numberOf(text) !== null || /^\d{1,3}[.)]\s+\p{L}/u.test(text)

function startsNumbered({ pieces: [first] }: TextLine, [column]: readonly Place[]): boolean {
  return first !== undefined && column !== undefined && first.x0 <= column.x1 && opensNumbered(first.text)
}

/** Of a table led by dates a date without such a word may be the rest of the one above: "Trước ngày" / "20/10/2025". */
function startsLed({ line, row }: Opening, columns: readonly Place[], known: readonly Column[]): boolean {
  const [first, column] = [line.pieces[0], columns[0]]
  if (first === undefined || column === undefined || first.x0 > column.x1) return false
  if (opensNumbered(first.text)) return true
  if (known[0]?.role === 'index') return subMarkOf(first.text) !== null
  if (known[0]?.role !== 'deadline') return false
  const opens = opensDate.test(first.text) || months.test(first.text)
  return opens || (looksLikeDeadline(first.text) && looksLikeDeadline(row?.[0] ?? ''))
}

function startsUnled({ line, row, apart }: Opening, columns: readonly Place[], known: readonly Column[]): boolean {
  const cells = columns.map(() => '')
  addTo(cells, line.pieces, columns)
  const at = (role: Column['role']) => known.findIndex((column) => column.role === role)
  const content = cells[at('content')] ?? ''
  if (apart === false || !/^[\p{Lu}\d"“]/u.test(content)) return false
  const [due, above] = [cells[at('deadline')] ?? '', row?.[at('deadline')] ?? '']
  if (apart || at('deadline') < 0) return true
  return (opensDate.test(due) || looksLikeDeadline(due)) && (row === undefined || looksLikeDeadline(above))
}
