import { looksLikeDeadline, opensDate } from './align.ts'
import { type Column, columnsOf, roleOf } from './columns.ts'
import { groupOf } from './groups.ts'
import { numberOf, subMarkOf } from './rows.ts'

/** Words that stand together, and from where to where: in points on a page, in characters on a line of text. */
export type Stretch = { readonly text: string; readonly x0: number; readonly x1: number }
/** `segments` are parted by gaps of columns, `pieces` by every gap wider than a space; `y` downwards. */
export type LaidLine<S extends Stretch = Stretch> = { readonly segments: readonly S[]; readonly pieces: readonly S[]; readonly y: number }

type Cell<S extends Stretch> = readonly S[]
export type AlignedTable<S extends Stretch> = {
  readonly heading: readonly string[]
  readonly columns: readonly Column[]
  /** Each with a cell per column; the heading of a group is in the first. */
  readonly rows: readonly (readonly Cell<S>[])[]
  /** Index of the first line after the table. */
  readonly to: number
}

/** Where a column stands. */
type Place = { x0: number; x1: number }

const HEADING_LINES_MAX = 4
const COLUMNS_MIN = 3

/**
 * A task table without rules: columns are the stretches of the page that a heading and the lines below it leave white between. `known` is
 * the heading of the table before, joined by tabs, which tells where its repetition on a new page ends.
 */
export function alignedTable<S extends Stretch>(
  lines: readonly LaidLine<S>[],
  from: number,
  known: string | undefined,
): AlignedTable<S> | undefined {
  const first = lines[from]
  if (first === undefined || first.pieces.length < COLUMNS_MIN - 1) return undefined
  const to = tableEnd(lines, from)
  const columns = columnsIn(lines.slice(from, to))
  if (columns.length < COLUMNS_MIN) return undefined
  const heading = headingOf(lines, from, columns, known)
  if (heading === undefined) return undefined
  const named = columnsOf(heading.words) ?? []
  return { heading: heading.words, columns: named, rows: rowsOf(lines.slice(heading.to, to), columns, named), to }
}

/** What a cell says, its lines one after the other. */
export const wordsOf = (cell: readonly Stretch[]): string => cell.map(({ text }) => text).join(' ')

/** "4. Tổ chức thực hiện" alone on its line opens the text below the table. */
const bodyHeading = /^(?:\d{1,2}|[IVX]{1,4})\.\s+\p{Lu}/u
const endOfTable = /^(?:Nơi nhận|PHỤ LỤC|Phụ lục|Ghi chú\s*:)/u

/** The table goes on as long as lines have gaps between columns or stay within one. */
function tableEnd(lines: readonly LaidLine[], from: number): number {
  let columns = columnsIn(lines.slice(from, from + 1))
  let to = from + 1
  for (; to < lines.length; to++) {
    const line = lines[to]
    const text = line?.segments[0]?.text ?? ''
    if (line === undefined || endOfTable.test(text)) break
    if (isGroup(line)) continue
    if ((line.pieces.length === 1 && bodyHeading.test(text)) || opensAnother(line)) break
    const wider = columnsIn([...lines.slice(from, to + 1)])
    if (wider.length < Math.max(COLUMNS_MIN, columns.length)) break
    columns = wider
  }
  // A heading that no row follows opens the text below, or the rows of the next page.
  while (to > from + 1 && isGroup(lines[to - 1])) to--
  return to
}

/** "STT | Nội dung | …" right below a row: the heading of another table, or of this one again. */
const opensAnother = ({ pieces }: LaidLine) =>
  pieces.length >= COLUMNS_MIN && roleOf(pieces[0]?.text ?? '') === 'index' && columnsOf(pieces.map(({ text }) => text)) !== undefined

/** "II Sáng kiến", with the numeral in the number column or before the words. */
const numeral = /^(?:[IVX]{1,4}|[A-H](?!$))(?=[.)]?$|\s+\p{Lu})/u

function isGroup(line: LaidLine | undefined): boolean {
  const texts = line?.pieces.map(({ text }) => text) ?? []
  const [only = '', ...others] = line?.segments.map(({ text }) => text) ?? []
  // A letter alone is the rest of a cell: "Hội trường" / "A".
  if (others.length === 0 && /\s/.test(only) && groupOf([only]) !== undefined) return true
  return numeral.test(texts[0] ?? '') && groupOf([...texts, '', '']) !== undefined
}

/** Stretches that segments cover, merged where they overlap; group headings cross columns and do not count. */
function columnsIn(lines: readonly LaidLine[]): Place[] {
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

function headingOf(lines: readonly LaidLine[], from: number, columns: readonly Place[], known: string | undefined) {
  let best: { words: string[]; to: number } | undefined
  const cells: Stretch[][] = columns.map(() => [])
  for (let to = from; to < Math.min(lines.length, from + HEADING_LINES_MAX); to++) {
    const line = lines[to]
    if (line === undefined || isGroup(line) || numberOf(line.pieces[0]?.text ?? '') !== null) break
    if (best !== undefined && line.pieces.some(({ text }) => looksLikeDeadline(text))) break
    addTo(cells, line.pieces, columns)
    const words = cells.map(wordsOf)
    if (columnsOf(words) !== undefined) best = { words, to: to + 1 }
    if (words.join('\t') === known) break
  }
  return best
}

function addTo<S extends Stretch>(cells: S[][], pieces: readonly S[], columns: readonly Place[]): void {
  for (const piece of pieces) {
    const middle = (piece.x0 + piece.x1) / 2
    const at = columns.findIndex(({ x0, x1 }) => middle >= x0 && middle <= x1)
    // One between two columns counts to the last.
    cells.at(at)?.push(piece)
  }
}

/** A row as it opens: the cells so far, and whether the line stands further below the one above than lines of a cell do. */
type Opening = { readonly line: LaidLine; readonly row: readonly Cell<Stretch>[] | undefined; readonly apart: boolean | undefined }

/**
 * A number in the first column opens a row, or a date where dates lead; lines without one go on with it. Where neither leads, a row opens with what is to
 * be done and by when side by side, and, where rows stand further apart than the lines of a cell, at such a gap.
 */
function rowsOf<S extends Stretch>(lines: readonly LaidLine<S>[], columns: readonly Place[], known: readonly Column[]): S[][][] {
  const rows: S[][][] = []
  const gaps = gapsOf(lines)
  const numbered = known[0]?.role === 'index' || lines.some((line) => startsNumbered(line, columns))
  lines.forEach((line, i) => {
    const opening = { line, row: rows.at(-1), apart: gaps?.[i] }
    const group = isGroup(line) && opensInFirst(line, columns)
    const starts = numbered || known[0]?.role === 'deadline' ? startsLed(opening, columns, known) : startsUnled(opening, columns, known)
    if (group || rows.length === 0 || starts) rows.push(columns.map(() => []))
    const row = rows.at(-1)
    if (row === undefined) return
    if (group) row[0] = [...line.pieces]
    else addTo(row, line.pieces, columns)
  })
  return rows
}

/** "… quý" / "II | Công ty": a numeral in a later column goes on with a cell. */
const opensInFirst = ({ pieces: [first, second] }: LaidLine, [column]: readonly Place[]) =>
  second === undefined || first === undefined || column === undefined || first.x0 <= column.x1

const ROW_GAP_POINTS_MIN = 0.5

/** Of each line, whether it stands further below the one above than the closest two lines do; undefined where all stand alike. */
function gapsOf(lines: readonly LaidLine[]): boolean[] | undefined {
  const gaps = lines.map((line, i) => line.y - (lines[i - 1]?.y ?? line.y))
  const least = Math.min(...gaps.slice(1))
  const apart = gaps.map((gap) => gap > least + ROW_GAP_POINTS_MIN)
  return apart.slice(1).every((is) => is === apart[1]) ? undefined : apart
}

/** In a column of months. */
const months = /^\d{1,2}(?:\s*[-–,]\s*\d{1,2})+$/u

/** "20/4/2026 –": its last day stands on the next line. */
const openRange = /^\d{1,2}\s*\/\s*\d[\d/\s]*[-–]$/u

const opensNumbered = (text: string) => numberOf(text) !== null || /^\d{1,3}[.)]\s+\p{L}/u.test(text)

function startsNumbered({ pieces: [first] }: LaidLine, [column]: readonly Place[]): boolean {
  return first !== undefined && column !== undefined && first.x0 <= column.x1 && opensNumbered(first.text)
}

/** "Tuần 3 tháng 5/2026 | 10 | …": where the number stands behind the date, the number tells. */
function hasNumber({ pieces }: LaidLine, columns: readonly Place[], at: number): boolean {
  const cells: Stretch[][] = columns.map(() => [])
  addTo(cells, pieces, columns)
  return numberOf(wordsOf(cells[at] ?? [])) !== null
}

/** Of a table led by dates a date without such a word may be the rest of the one above: "Trước ngày" / "20/10/2025". */
function startsLed({ line, row }: Opening, columns: readonly Place[], known: readonly Column[]): boolean {
  const at = known.findIndex(({ role }) => role === 'index')
  if (at > 0) return hasNumber(line, columns, at)
  const [first, column] = [line.pieces[0], columns[0]]
  if (first === undefined || column === undefined || first.x0 > column.x1) return false
  if (opensNumbered(first.text)) return true
  if (known[0]?.role === 'index') return subMarkOf(first.text) !== null
  if (known[0]?.role !== 'deadline') return false
  const opens = opensDate.test(first.text) || months.test(first.text)
  return opens || ((looksLikeDeadline(first.text) || openRange.test(first.text)) && looksLikeDeadline(wordsOf(row?.[0] ?? [])))
}

function startsUnled({ line, row, apart }: Opening, columns: readonly Place[], known: readonly Column[]): boolean {
  const cells: Stretch[][] = columns.map(() => [])
  addTo(cells, line.pieces, columns)
  const at = (role: Column['role']) => known.findIndex((column) => column.role === role)
  const content = wordsOf(cells[at('content')] ?? [])
  if (apart === false || !/^[\p{Lu}\d"“]/u.test(content)) return false
  const [due, above] = [wordsOf(cells[at('deadline')] ?? []), wordsOf(row?.[at('deadline')] ?? [])]
  if (apart || at('deadline') < 0) return true
  return (opensDate.test(due) || looksLikeDeadline(due)) && (row === undefined || looksLikeDeadline(above))
}
