import { join, type Line, nothing, type Piece, pieceOf } from '../lines.ts'
import { align, looksLikeDeadline } from './align.ts'
import { type Column, columnsOf, type Role } from './columns.ts'
import { groupOf } from './groups.ts'
import { numberOf, type RawRow, type Table } from './rows.ts'

/**
 * A table with one row per line and tabs (or Markdown bars) between the cells. Page breaks repeat the heading and cut rows in
 * two; line breaks cut a row anywhere. A row is whole when it has a cell per column.
 */
type Open = { pieces: Piece[]; parts: string[][]; cut: boolean }

export function readTabTable(lines: readonly Line[], from: number): Table | undefined {
  const heading = headingAt(lines, from)
  if (heading === undefined) return undefined
  const { columns } = heading
  const reader = new TabRows(columns)
  let i = heading.next
  for (; i < lines.length; i++) {
    const line = lines[i]
    if (line === undefined || endsTable(line)) break
    const again = headingAt(lines, i)
    if (again !== undefined && again.columns.some((c, at) => c.role !== 'index' && columns[at]?.role === c.role)) {
      i = again.next - 1
      continue
    }
    if (line.bare === '' || isRule(line)) continue
    if (!reader.take(cellsOf(line))) break
  }
  reader.close()
  const markdown = lines[from]?.text.trim().startsWith('|') === true
  return { columns, rows: reader.rows, layout: markdown ? 'markdown' : 'tabs', from, to: i, strays: reader.strays }
}

/** A heading row, also one that a line break cut in two. */
function headingAt(lines: readonly Line[], at: number): { columns: Column[]; next: number } | undefined {
  const line = lines[at]
  if (line === undefined || !(line.text.includes('\t') || line.text.trim().startsWith('|'))) return undefined
  const cells = cellsOf(line).map((p) => p.text)
  const next = lines[at + 1]
  const joined =
    next === undefined || next.bare === '' || numberOf(cellsOf(next)[0]?.text ?? '') !== null
      ? undefined
      : joinCells(
          cells,
          cellsOf(next).map((p) => p.text),
        )
  const alone = columnsOf(cells)
  const both = joined === undefined || joined.some((c) => c.length > 60) ? undefined : columnsOf(joined)
  if (
    both !== undefined &&
    both.length > (alone?.length ?? 0) &&
    (next === undefined || columnsOf(cellsOf(next).map((p) => p.text)) === undefined)
  )
    return { columns: both, next: at + 2 }
  return alone === undefined ? undefined : { columns: alone, next: at + 1 }
}

const joinCells = (a: readonly string[], b: readonly string[]) => [
  ...a.slice(0, -1),
  `${a.at(-1) ?? ''} ${b[0] ?? ''}`.trim(),
  ...b.slice(1),
]

const isRule = (line: Line) => /^[|\s:+=-]+$/.test(line.bare) && line.bare.includes('-')

function endsTable(line: Line): boolean {
  return /^(?:noi nhan\b|phu luc\b|\.\/\.|ghi chu\s*:|(?:kt|tm|tl|tuq)\.)/.test(line.plain)
}

export function cellsOf(line: Line): Piece[] {
  const bars = line.text.trim().startsWith('|')
  const cut = bars ? '|' : '\t'
  const pieces: Piece[] = []
  let at = line.start
  for (const cell of line.text.split(cut)) {
    pieces.push(dressless(pieceOf(cell, at)))
    at += cell.length + 1
  }
  if (!bars) return pieces
  return pieces.slice(1, line.text.trimEnd().endsWith('|') ? -1 : undefined)
}

/** Bold in a Markdown cell is dress; inside a sentence it stays, as the stored text is the document's own. */
function dressless(piece: Piece): Piece {
  const match = /^(\*\*|__)([^*_]+)\1$/.exec(piece.text)
  const place = piece.at[0]
  if (match?.[2] === undefined || place === undefined) return piece
  return { text: match[2], at: [{ start: place.start + 2, end: place.end - 2 }] }
}

class TabRows {
  readonly rows: RawRow[] = []
  readonly strays: Piece[] = []
  #open: Open | null = null
  #quarter: string | null = null
  readonly #columns: readonly Column[]
  readonly #indexAt: number

  constructor(columns: readonly Column[]) {
    this.#columns = columns
    this.#indexAt = columns.findIndex((c) => c.role === 'index')
  }

  /** False when the line shows that the table is over. */
  take(cells: readonly Piece[]): boolean {
    const group = groupOf(cells.map((c) => c.text))
    if (group !== undefined && (this.#open === null || this.#isWhole())) {
      this.close()
      if (group.kind === 'quarter') this.#quarter = group.text
      return true
    }
    if (this.#startsRow(cells)) {
      this.close()
      this.#open = { pieces: [...cells], parts: [cells.map((c) => c.text)], cut: false }
      return true
    }
    return this.#continueRow(cells)
  }

  #startsRow(cells: readonly Piece[]): boolean {
    if (this.#indexAt === 0) return numberOf(cells[0]?.text ?? '') !== null && cells.length > 1
    if (this.#indexAt > 0) return cells.length >= this.#columns.length && numberOf(cells[this.#indexAt]?.text ?? '') !== null
    return (
      cells.length >= this.#columns.length &&
      (this.#open === null || this.#isWhole()) &&
      cells.every((c, i) => c.text !== '' || this.#columns[i]?.role !== 'content')
    )
  }

  #isWhole(): boolean {
    return this.#open !== null && this.#open.pieces.length >= this.#columns.length
  }

  #continueRow(cells: readonly Piece[]): boolean {
    const open = this.#open
    if (open === null) {
      this.strays.push(...cells.filter((c) => c.text !== ''))
      return cells.length > 1 || this.rows.length === 0
    }
    if (cells.length >= this.#columns.length - 1 && cells.length > 1 && this.#isWhole()) {
      this.#joinFragment(open, cells)
      return true
    }
    if (!this.#isWhole()) {
      const last = open.pieces.pop() ?? nothing
      open.pieces.push(join(last, cells[0] ?? nothing), ...cells.slice(1))
      return true
    }
    return this.#appendToDeadline(open, cells)
  }

  /** The rest of a row on the next page, with its own empty number cell. */
  #joinFragment(open: Open, cells: readonly Piece[]): void {
    open.pieces = open.pieces.map((piece, i) => join(piece, cells[i] ?? nothing))
    open.parts.push(cells.map((c) => c.text))
    open.cut = true
  }

  /** A last cell cut by a line break: kept only when it makes the deadline readable, or is a bracket that belongs to it. */
  #appendToDeadline(open: Open, cells: readonly Piece[]): boolean {
    const first = cells[0] ?? nothing
    const last = open.pieces.at(-1) ?? nothing
    const role = this.#columns[open.pieces.length - 1]?.role
    const joined = join(last, first)
    const belongs =
      cells.length === 1 &&
      (role === 'deadline'
        ? first.text.startsWith('(') || (!looksLikeDeadline(last.text) && last.text !== '' && looksLikeDeadline(joined.text))
        : role !== undefined && /^\p{Ll}/u.test(first.text))
    if (belongs) open.pieces[open.pieces.length - 1] = joined
    else {
      this.close()
      this.strays.push(first)
    }
    return belongs || cells.length > 1
  }

  close(): void {
    const open = this.#open
    this.#open = null
    if (open === null) return
    const { cells, uneven } = align(open.pieces, this.#columns)
    const content = cells.content?.text ?? ''
    if (content === '' && (cells.deadline?.text ?? '') === '') return
    const fragments = open.cut ? open.parts.map((part) => this.#taskCells(part)) : null
    this.rows.push({ tt: cells.index === undefined ? null : numberOf(cells.index.text), quarter: this.#quarter, cells, fragments, uneven })
  }

  #taskCells(part: readonly string[]): string[] {
    const order: readonly Role[] = ['content', 'executing', 'coordinating', 'deadline']
    return order.flatMap((role) => {
      const at = this.#columns.findIndex((c) => c.role === role)
      return at < 0 ? [] : [part[at] ?? '']
    })
  }
}
