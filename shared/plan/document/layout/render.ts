import { columnsOf, roleOf } from '../../reading/appendix/columns.ts'
import { numberOf } from '../../reading/appendix/rows.ts'
import { fillDown, type Grid, type Row, type Span, spread, wordsOf } from './grid.ts'

const LAYOUT_COLUMNS_MAX = 3
const LAYOUT_ROWS_MAX = 6
const HEADING_SEARCHED_ROWS_MAX = 5
const HEADING_ROWS_MAX = 3

/**
 * A table as text. A task table, or one that goes on from a task table on the page before (`before` tells of the
 * tables so far), has a line a row and a tab between cells; a table without rules of its own that only places text side by side (the
 * letterhead, recipients and signature) is read cell after cell.
 */
export function renderGrid(given: Grid, before: TablesBefore): string {
  const { rows } = fillDown(given)
  const heading = headingOf(rows, given)
  if (heading !== undefined) {
    before.heading = heading.words
    const above = rows.slice(0, heading.from).map(alone)
    const below = rows.slice(heading.to).map((row) => counted(spread(row, heading.columns), before))
    return [...above, heading.words.join('\t'), ...below].filter((line) => line.trim() !== '').join('\n')
  }
  const widest = rows.reduce<Row>((most, row) => (row.cells.length > most.cells.length ? row : most), { cells: [], repeats: false })
  const goesOn = before.heading.length === widest.cells.length && rows.some(isNumberedOrCut)
  const places = !goesOn && widest.cells.length <= LAYOUT_COLUMNS_MAX && rows.length <= LAYOUT_ROWS_MAX
  if (places)
    return rows
      .map(stacked)
      .filter((line) => line !== '')
      .join('\n')
  return rows
    .map((row) => spread(row, widest.cells))
    .map((cells) => (goesOn ? counted(cells, before) : cells.join('\t')))
    .filter((line) => line.trim() !== '')
    .join('\n')
}

/** What is known from the tables above this one. */
export type TablesBefore = {
  heading: readonly string[]
  /** OCR loses lone digits: rows whose number cell is empty are counted on. */
  readonly countRows: boolean
  rows: number
}

const CUT_COLUMNS_MIN = 3

/** A row with a number, or the rest of one that the page cut. */
function isNumberedOrCut(row: Row): boolean {
  const first = wordsOf(row.cells[0] ?? nothing)
  return numberOf(first) !== null || (first === '' && row.cells.length >= CUT_COLUMNS_MIN)
}

/** A row that begins with a small letter is the rest of the one above, and has no number. */
function counted(cells: readonly string[], before: TablesBefore): string {
  const [first = '', ...rest] = cells
  const number = numberOf(first)
  if (number !== null) before.rows = number
  const opens = rest.filter((cell) => /^[\p{Lu}\d]/u.test(cell)).length > 1
  const isCounted = before.countRows && number === null && opens && roleOf(before.heading[0] ?? '') === 'index' && !/\p{L}/u.test(first)
  return [isCounted ? `${++before.rows}.` : first, ...rest].join('\t')
}

const nothing = { at: 0, span: 1, continues: false, lines: [] }

const alone = (row: Row) =>
  row.cells
    .map(wordsOf)
    .filter((w) => w !== '')
    .join('\n')
const stacked = (row: Row) => row.cells.flatMap((cell) => cell.lines).join('\n')

type Heading = { readonly from: number; readonly to: number; readonly words: readonly string[]; readonly columns: readonly Span[] }

/** The heading of a task table, also one of two or three rows ("Đơn vị" over "chủ trì" and "phối hợp"). */
function headingOf(rows: readonly Row[], given: Grid): Heading | undefined {
  for (let from = 0; from < Math.min(rows.length, HEADING_SEARCHED_ROWS_MAX); from++) {
    let best: Heading | undefined
    for (let to = from + 1; to <= Math.min(rows.length, from + HEADING_ROWS_MAX); to++) {
      if (to > from + 1 && !belongsAbove(rows[to - 1], given.rows[to - 1], rows[from])) break
      const stack = rows.slice(from, to)
      const columns = stack.reduce<readonly Span[]>((most, row) => (row.cells.length > most.length ? row.cells : most), [])
      const words = columns.map((column) => headingWords(stack, column))
      const known = columnsOf(words)
      if (known !== undefined) best = { from, to, words, columns }
    }
    if (best !== undefined) return best
  }
  return undefined
}

/** A second heading row stands under merged cells of the first, or splits one of them. */
function belongsAbove(row: Row | undefined, given: Row | undefined, first: Row | undefined): boolean {
  if (row === undefined || given === undefined || first === undefined) return false
  if (row.cells.some((cell) => numberOf(wordsOf(cell)) !== null)) return false
  return given.cells.some((cell) => cell.continues) && row.cells.length >= first.cells.length
}

function headingWords(stack: readonly Row[], column: Span): string {
  const words: string[] = []
  for (const row of stack) {
    const cell = row.cells.find((one) => column.at >= one.at && column.at < one.at + one.span)
    const said = cell === undefined ? '' : wordsOf(cell)
    if (said !== '' && !words.includes(said)) words.push(said)
  }
  return words.join(' ')
}
