import { join, type Line, nothing, type Piece, pieceOf } from '../lines.ts'
import { startsUnitPhrase } from '../units.ts'
import { align, looksLikeDeadline } from './align.ts'
import { type Column, columnsOf, roleOf } from './columns.ts'
import { groupOf } from './groups.ts'
import { numberOf, type RawRow, type Table } from './rows.ts'

/**
 * A table whose cells came out one per line. With a leading tab on every cell the count tells where a row ends, even with empty
 * cells; without, a line that is the next row number does, and the cells are told apart by what they say.
 */
export function readVerticalTable(lines: readonly Line[], from: number): Table | undefined {
  const heading = headingAt(lines, from)
  if (heading === undefined) return undefined
  const tabbed = lines[from]?.text.startsWith('\t') === true
  const reader = new VerticalRows(heading.columns, tabbed)
  let i = heading.next
  for (; i < lines.length; i++) {
    const line = lines[i]
    if (line === undefined || /^(?:noi nhan\b|phu luc\b|\.\/\.)/.test(line.plain)) break
    const again = headingAt(lines, i)
    if (again !== undefined) i = again.next - 1
    else if (isBelow(lines, i, reader.expected)) break
    else if (!reader.take(line, nextWritten(lines, i))) break
  }
  reader.close()
  return { columns: heading.columns, rows: reader.rows, layout: 'vertical', from, to: i, strays: reader.strays }
}

const HEADING_LINES_MAX = 24
/** How many line breaks inside the cells of one row are mended when no tab marks a cell. */
const BROKEN_CELLS_MAX = 4

function headingAt(lines: readonly Line[], from: number): { columns: Column[]; next: number } | undefined {
  const first = lines[from]
  if (first === undefined || first.text.trim().includes('\t') || roleOf(first.bare) === undefined) return undefined
  const tabbed = first.text.startsWith('\t')
  const cells: string[] = []
  let i = from
  for (; i < Math.min(lines.length, from + HEADING_LINES_MAX); i++) {
    const line = lines[i]
    if (line === undefined || numberOf(line.bare) !== null || line.bare.length > 60 || groupOf([line.bare]) !== undefined) break
    if (line.bare === '') continue
    const newCell = cells.length === 0 || (tabbed ? line.text.startsWith('\t') : opensHeading(line.bare, cells.at(-1) ?? ''))
    if (newCell) cells.push(line.bare)
    else cells.push(`${cells.pop() ?? ''} ${line.bare}`)
  }
  const columns = i > from + 1 ? columnsOf(cells) : undefined
  return columns === undefined || columns.length < 3 || columns[0]?.role !== 'index' ? undefined : { columns, next: i }
}

/** Without tabs a new heading cell is a line that has a role of its own and does not merely finish the last ("Đơn vị" / "thực hiện"). */
function opensHeading(line: string, last: string): boolean {
  const own = roleOf(line)
  if (own === undefined || /^\p{Ll}/u.test(line)) return false
  return roleOf(last) !== undefined
}

const LOOK_AHEAD_LINES = 30

const nextWritten = (lines: readonly Line[], at: number) => lines.slice(at + 1, at + 1 + LOOK_AHEAD_LINES).find(({ bare }) => bare !== '')

/** A heading of the body, with no further row number below it: the table is over. */
function isBelow(lines: readonly Line[], at: number, expected: number): boolean {
  const line = lines[at]
  if (line === undefined || line.text.startsWith('\t') || !/^(?:[IVX]{1,4}|\d{1,2}(?:\.\d{1,2})*|[A-H])\s*[.)]\s*\p{Lu}/u.test(line.bare))
    return false
  return !lines.slice(at + 1, at + 1 + LOOK_AHEAD_LINES).some((below) => numberOf(below.bare) === expected)
}

class VerticalRows {
  readonly rows: RawRow[] = []
  readonly strays: Piece[] = []
  #cells: Piece[] = []
  #quarter: string | null = null
  #section: string | null = null
  /** "II" on a line of its own: the next line is what it heads. */
  #numeral: string | null = null
  #expected = 1
  readonly #columns: readonly Column[]
  readonly #tabbed: boolean

  constructor(columns: readonly Column[], tabbed: boolean) {
    this.#columns = columns
    this.#tabbed = tabbed
  }

  take(line: Line, next: Line | undefined): boolean {
    const piece = pieceOf(line.text, line.start)
    const isCell = line.text.startsWith('\t')
    if (piece.text === '') {
      if (this.#tabbed && isCell && this.#cells.length > 0 && this.#cells.length < this.#columns.length) this.#cells.push(nothing)
      return true
    }
    const group = groupOf([piece.text])
    if (group?.kind === 'quarter' && (this.#cells.length === 0 || this.#isFull())) {
      this.close()
      this.#quarter = group.text
      return true
    }
    if (group?.kind === 'section' && this.#headsRows(next)) {
      this.close()
      this.#section = group.text
      return true
    }
    if (this.#headsSection(piece)) return true
    const number = numberOf(piece.text)
    if (number !== null && this.#mayEnd() && (number === this.#expected || (isCell && this.#cells.length >= this.#columns.length)))
      return this.#startRow(piece, number)
    return this.#addCell(piece, isCell)
  }

  #headsSection({ text }: Piece): boolean {
    if (this.#numeral !== null) {
      this.#section = `${this.#numeral} ${text}`
      this.#numeral = null
      return true
    }
    const mayStand = this.#cells.length === 0 || this.#cells.length >= this.#columns.length || this.#isFull()
    if (!/^[IVX]{1,4}[.)]?$/.test(text) || !mayStand) return false
    this.close()
    this.#numeral = text
    return true
  }

  /** "B. HỌC KỲ II" right above the next number heads its row, also where the row above lost a cell. */
  #headsRows(next: Line | undefined): boolean {
    return this.#mayEnd() && next !== undefined && numberOf(next.bare) === this.#expected
  }

  get expected(): number {
    return this.#expected
  }

  /** A row can end once it has a cell besides its number and content. */
  #mayEnd(): boolean {
    return this.#cells.length === 0 || this.#cells.length >= Math.min(3, this.#columns.length)
  }

  #startRow(piece: Piece, number: number): boolean {
    this.close()
    this.#cells = [piece]
    this.#expected = number + 1
    return true
  }

  #addCell(piece: Piece, isCell: boolean): boolean {
    if (this.#cells.length === 0) {
      this.strays.push(piece)
      return this.rows.length === 0
    }
    if (this.#isFull()) return this.#overfull(piece, isCell)
    if (isCell || !this.#tabbed) this.#cells.push(piece)
    else this.#cells.push(join(this.#cells.pop() ?? nothing, piece))
    return true
  }

  /** Without tabs only the deadline in the last column tells that a row is complete. */
  #isFull(): boolean {
    const count = this.#cells.length
    if (this.#tabbed) return count >= this.#columns.length
    const lastIsDeadline = this.#columns.at(-1)?.role === 'deadline'
    if (lastIsDeadline && count >= 3 && looksLikeDeadline(this.#cells.at(-1)?.text ?? '')) return true
    return count >= this.#columns.length + BROKEN_CELLS_MAX
  }

  /** After a full row only the rest of its last cell may follow; anything else ends the row, and the last row ends the table. */
  #overfull(piece: Piece, isCell: boolean): boolean {
    if (!isCell && (this.#tabbed || /^[\p{Ll}(]/u.test(piece.text))) {
      this.#cells.push(join(this.#cells.pop() ?? nothing, piece))
      return true
    }
    this.close()
    this.strays.push(piece)
    return true
  }

  close(): void {
    const pieces = this.#cells
    this.#cells = []
    if (pieces.length < 2) return
    const { cells, uneven } = align(this.#tabbed ? pieces : mendBroken(pieces, this.#columns), this.#columns)
    this.rows.push({
      tt: cells.index === undefined ? null : numberOf(cells.index.text),
      quarter: this.#quarter,
      section: this.#section,
      cells,
      fragments: null,
      uneven,
    })
  }
}

/**
 * Without tabs a cell broken over two lines looks like two. One that goes on in lower case and names no unit belongs to the one
 * before; one that could name a unit does only when there are more cells than columns.
 */
function mendBroken(pieces: readonly Piece[], columns: readonly Column[]): Piece[] {
  const out: Piece[] = []
  let surplus = pieces.length - columns.length
  for (const piece of pieces) {
    const last = out.at(-1)
    const goesOn = last !== undefined && out.length > 1 && /^[\p{Ll}(]/u.test(piece.text) && !looksLikeDeadline(piece.text)
    if (last !== undefined && goesOn && (surplus > 0 || !startsUnitPhrase(piece.text))) {
      out[out.length - 1] = join(last, piece)
      surplus--
    } else out.push(piece)
  }
  return surplus === 1 ? contentWhole(out, columns) : out
}

/** "Tổng hợp, gửi Ban Nhân sự" / "Hội sở chính" / "Trước 08/3/2024": all that stands between the number and the deadline is the content. */
function contentWhole(pieces: Piece[], columns: readonly Column[]): Piece[] {
  const at = columns.findIndex(({ role }) => role === 'content')
  const [first, second, due] = pieces.slice(at)
  const isBroken = columns[at + 1]?.role === 'deadline' && due !== undefined && looksLikeDeadline(due.text)
  if (first === undefined || second === undefined || !isBroken || looksLikeDeadline(second.text)) return pieces
  return pieces.toSpliced(at, 2, join(first, second))
}
