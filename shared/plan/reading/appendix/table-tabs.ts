import { parted } from '../layout.ts'
import { isPageNumber, join, type Line, nothing, type Piece, pieceOf, within } from '../lines.ts'
import { looksLikeDeadline } from './align.ts'
import { type Column, columnsOf } from './columns.ts'
import { groupOf } from './groups.ts'
import { numberOf, type Table } from './rows.ts'
import { TabRows } from './tab-rows.ts'

/**
 * A table with one row per line and tabs (or Markdown bars) between the cells. Page breaks repeat the heading and cut rows in
 * two; line breaks cut a row anywhere. A row is whole when it has a cell per column.
 */
export function readTabTable(lines: readonly Line[], from: number): Table | undefined {
  const heading = headingAt(lines, from)
  if (heading === undefined) return undefined
  const columns = numbered(heading.columns, lines.slice(heading.next, heading.next + GROUP_LINES_MAX))
  const counted = countsInContent(columns, lines[heading.next])
  let unruled: ReadonlySet<number> | undefined
  const reader = new TabRows(counted ? [{ heading: '', role: 'index' }, ...columns] : columns)
  let i = heading.next
  for (; i < lines.length; i++) {
    const line = lines[i]
    if (line === undefined || endsTable(line)) break
    const again = headingAt(lines, i)
    // Another table right below: its heading has other columns.
    if (again !== undefined && (isReordered(again.columns, columns) || isOtherTable(again, columns, lines))) break
    if (again?.columns.some((c, at) => c.role !== 'index' && columns[at]?.role === c.role)) {
      i = again.next - 1
      continue
    }
    if (isRule(line)) unruled = openIn(line)
    if (isNumberOverHeading(lines, i)) continue
    if (line.bare === '' || isRule(line) || isPageNumber(line.text, line.text.length - line.text.trimStart().length)) continue
    const group = brokenGroup(lines, i)
    if (group !== undefined) {
      reader.take([group], { blankBefore: false, more: true, goesOn: false })
      i++
      continue
    }
    const more = moreRowsBelow(lines, i, columns.length)
    // A heading that no row follows opens the text below the table.
    if (!more && cellsOf(line).length === 1 && groupOf([line.bare]) !== undefined) break
    const cells = spread(cellsOf(line), line, columns.length)
    const apart = counted && (cells.length > 1 || (more && startsWithNumber(cells[0], (reader.lastNumber ?? 0) + 1)))
    if (
      !reader.take(apart ? withNumberApart(cells) : cells, {
        blankBefore: lines[i - 1]?.bare === '',
        more,
        goesOn: goesOnBelow(lines[i + 1]),
        unruled,
      }) &&
      !more
    )
      break
    unruled = undefined
  }
  reader.close()
  const markdown = lines[from]?.text.trim().startsWith('|') === true
  return { columns, rows: reader.rows, layout: markdown ? 'markdown' : 'tabs', from, to: i, strays: reader.strays }
}

/** Between bars a cell alone reaches over all columns: "| NHIỆM VỤ THƯỜNG XUYÊN      |". */
function spread(cells: Piece[], line: Line, columns: number): Piece[] {
  const isAlone = cells.length === 1 && /^\|.*\|$/.test(line.text.trim())
  return isAlone ? [...cells, ...Array.from({ length: columns - 1 }, () => nothing)] : cells
}

/** The number of a page, at its top, where the heading stands again, be it below blank lines. */
function isNumberOverHeading(lines: readonly Line[], at: number): boolean {
  if (!/^\d{1,3}$/.test(lines[at]?.bare ?? '')) return false
  const gap = lines.slice(at + 1, at + 1 + HEADING_LINES_MAX).findIndex(({ bare }) => bare !== '')
  return gap >= 0 && headingAt(lines, at + 1 + gap) !== undefined
}

const rolesOf = (columns: readonly Column[]) => new Set(columns.map((c) => c.role))

/** A page repeats the heading as it was; one whose columns mean something else where they stand heads a table of its own. */
function isReordered(next: readonly Column[], columns: readonly Column[]): boolean {
  if (next.length !== columns.length || rolesOf(next).size < 3) return false
  const known = (column: Column | undefined) => column !== undefined && column.role !== 'other'
  return next.some((column, i) => known(column) && known(columns[i]) && column.role !== columns[i]?.role)
}

/** As many kinds of columns and another number of them, or fewer, and rows below that have just so many cells. */
function isOtherTable(next: Heading, columns: readonly Column[], lines: readonly Line[]): boolean {
  if (next.columns.length === columns.length || rolesOf(next.columns).size < 3) return false
  if (rolesOf(next.columns).size >= rolesOf(columns).size) return true
  const first = lines
    .slice(next.next, next.next + GROUP_LINES_MAX)
    .map(cellsOf)
    .find((cells) => cells.length > 1)
  return first?.length === next.width
}

/** "Quý" / "IV - 2021": a heading of rows that a line break cut. */
function brokenGroup(lines: readonly Line[], at: number): Piece | undefined {
  const [line, next] = [lines[at], lines[at + 1]]
  if (line === undefined || next === undefined || !opensGroup.test(line.plain) || cellsOf(line).length > 1) return undefined
  const [rest, ...others] = cellsOf(next)
  const own = cellsOf(line)[0]
  if (own === undefined || rest === undefined || others.some((cell) => cell.text !== '') || groupOf([own.text]) !== undefined)
    return undefined
  const whole = join(own, rest)
  return groupOf([whole.text])?.kind === 'quarter' ? whole : undefined
}

const opensGroup = /^(?:quy|thang)(?: \w{1,4})?$/

const leadingNumber = /^\d{1,3}\s*[.)](?=\s+\p{L})/u

/** A table without a column of numbers writes them before the content: "1. Ký cam kết thi đua". */
function countsInContent(columns: readonly Column[], first: Line | undefined): boolean {
  if (columns[0]?.role !== 'content' || columns.some((c) => c.role === 'index') || first === undefined) return false
  return numberOf(leadingNumber.exec(cellsOf(first)[0]?.text ?? '')?.[0] ?? '') === 1
}

const startsWithNumber = (cell: Piece | undefined, number: number) => numberOf(leadingNumber.exec(cell?.text ?? '')?.[0] ?? '') === number

function withNumberApart(cells: readonly Piece[]): Piece[] {
  const [first, ...others] = cells
  const mark = leadingNumber.exec(first?.text ?? '')?.[0].length ?? 0
  if (first === undefined || mark === 0) return [...(first?.text === '' ? [first] : []), ...cells]
  return [within(first, 0, mark), trimmed(first, mark), ...others]
}

function trimmed(piece: Piece, from: number): Piece {
  const lead = piece.text.slice(from).length - piece.text.slice(from).trimStart().length
  return within(piece, from + lead, piece.text.length)
}

/** Row numbers under a heading of another name ("Giai đoạn") or none. */
const GROUP_LINES_MAX = 4

function numbered(columns: Column[], below: readonly Line[]): Column[] {
  const [lead, ...others] = columns
  const first = below.map(cellsOf).find((cells) => cells.length > 1)
  const isNumber = numberOf(first?.[0]?.text ?? '') === 1
  if (lead === undefined || lead.role !== 'other' || columns.some((c) => c.role === 'index') || !isNumber) return columns
  return [{ ...lead, role: 'index' }, ...others]
}

const HEADING_LINES_MAX = 6

/** `width`: cells of its line, with empty ones at the end that Word 97 writes. */
type Heading = { readonly columns: Column[]; readonly next: number; readonly width: number }

/** A heading row, also one that line breaks cut: the shortest stretch of lines that gives the most columns. */
function headingAt(lines: readonly Line[], at: number): Heading | undefined {
  const first = lines[at]
  if (first === undefined || cellsOf(first).filter((c) => c.text !== '').length < 2 || numberOf(cellsOf(first)[0]?.text ?? '') !== null)
    return undefined
  let cells: string[] = []
  let best: Heading | undefined
  for (let i = at; i < Math.min(lines.length, at + HEADING_LINES_MAX); i++) {
    const line = lines[i]
    if (line === undefined || line.bare === '') break
    const more = cellsOf(line).map((p) => p.text)
    if (i > at && (more[0] === '' || numberOf(more[0] ?? '') !== null || groupOf(more) !== undefined || isRule(line))) break
    const another = columnsOf(more) !== undefined && !/^\p{Ll}/u.test(more[0] ?? '')
    if (i > at && best !== undefined && (another || more.some(looksLikeDeadline))) break
    cells = i === at ? more : joinCells(cells, more)
    if (cells.some((c) => c.length > HEADING_CHARS_MAX)) break
    const columns = columnsOf(cells)
    if (
      columns !== undefined &&
      (score(columns) > score(best?.columns ?? []) ||
        (best !== undefined && best.next === i && finishesHeading(line) && score(columns) === score(best.columns)))
    )
      best = { columns, next: i + 1, width: cells.length }
  }
  return best
}

/** More columns, then more of them told apart. */
const score = (columns: readonly Column[]) => 10 * columns.length + new Set(columns.map((c) => c.role)).size

/** The tail of a last heading cell ("hợp" of "Đơn vị phối hợp"). */
function finishesHeading(line: Line): boolean {
  return line.bare.length <= 20 && /^\p{Ll}/u.test(line.bare) && cellsOf(line).length === 1
}

const HEADING_CHARS_MAX = 60
const joinCells = (a: readonly string[], b: readonly string[]) => [
  ...a.slice(0, -1),
  `${a.at(-1) ?? ''} ${b[0] ?? ''}`.trim(),
  ...b.slice(1),
]

const LOOK_AHEAD_LINES = 8

/** A stray line inside the table: numbered rows follow it. */
function moreRowsBelow(lines: readonly Line[], at: number, columns: number): boolean {
  const below = lines.slice(at + 1, at + 1 + LOOK_AHEAD_LINES)
  const end = below.findIndex(endsTable)
  return below.slice(0, end < 0 ? undefined : end).some((line) => {
    const cells = cellsOf(line)
    return cells.length >= columns || (cells.length > 1 && cells.some((c) => numberOf(c.text) !== null))
  })
}

/** The next line is the rest of a cell, with the cells behind it. */
const goesOnBelow = (next: Line | undefined) => next !== undefined && cellsOf(next).length > 1 && /^\p{Ll}/u.test(next.bare)

/** "+----+          +----+": the columns that a rule leaves open, whose cells go on below it. */
function openIn(line: Line): ReadonlySet<number> {
  const stretches = line.text.trim().split(/[+|]/).slice(1, -1)
  return new Set(stretches.flatMap((stretch, i) => (stretch.trim() === '' ? [i] : [])))
}

const isRule = (line: Line) => /^[|\s:+=-]+$/.test(line.bare) && line.bare.includes('-')

function endsTable(line: Line): boolean {
  return /^(?:noi nhan\b|phu luc\b|tren day la\b|trong qua trinh\b|\.\/\.|ghi chu\s*:|(?:kt|tm|tl|tuq)\.)/.test(line.plain)
}

/** "TT | Nội dung | Thời gian": bars between the cells only; a line that broke in its second cell, or goes on with one, has one. */
const between = /^[^\t|]*\S\s\|\s[^\t|]*\|[^\t]*$|^\s*(?:\d{1,3}|\p{Ll}[^\t|]*)\s\|\s[^\t|]+$/u

export function cellsOf(line: Line): Piece[] {
  const bars = line.text.trim().startsWith('|')
  const cut = bars || between.test(line.text) ? '|' : '\t'
  const pieces: Piece[] = []
  let at = line.start
  for (const cell of line.text.split(cut)) {
    pieces.push(lineBreak.test(cell) ? linesJoined(cell, at) : dressless(pieceOf(cell, at)))
    at += cell.length + 1
  }
  if (!bars) return pieces
  return pieces.slice(1, line.text.trimEnd().endsWith('|') ? -1 : undefined)
}

const lineBreak = /<br\s*\/?>/i

/** "Trưởng các khoa,<br>phòng": the lines of a Markdown cell are one text. */
const linesJoined = (text: string, start: number): Piece =>
  parted({ text, start }, new RegExp(lineBreak, 'gi'))
    .map((line) => dressless(pieceOf(line.text, line.start)))
    .reduce(join)

/** Bold in a Markdown cell is dress; inside a sentence it stays, as the stored text is the document's own. */
function dressless(piece: Piece): Piece {
  const match = /^(\*\*|__)([^*_]+)\1$/.exec(piece.text)
  const place = piece.at[0]
  if (match?.[2] === undefined || place === undefined) return piece
  return { text: match[2], at: [{ start: place.start + 2, end: place.end - 2 }] }
}
