/** Rows copied from a spreadsheet, as nominees. */
import type { DraftBody } from '../api/answers.ts'

type Nominee = DraftBody['nominees'][number]

export const COLUMNS = ['name', 'position', 'award', 'kind'] as const
export type Column = (typeof COLUMNS)[number]

/** Cells row by row, or nothing where the text is one plain cell, which goes into the field as any text does. */
export function cellsOf(text: string): readonly (readonly string[])[] | undefined {
  const rows = rowsOf(text.replace(/\r\n?/g, '\n').replace(/\n+$/, '')).filter((row) => row.some((cell) => cell !== ''))
  return rows.length > 1 || (rows[0]?.length ?? 0) > 1 ? rows : undefined
}

/** Puts cells into the list, from a row and a column on, over what stands there; rows that are not there yet are like `blank`. */
export function paste(
  nominees: readonly Nominee[],
  cells: readonly (readonly string[])[],
  at: { readonly row: number; readonly column: Column },
  blank: Nominee,
): readonly Nominee[] {
  const columns = COLUMNS.slice(COLUMNS.indexOf(at.column))
  const rows = at.column === 'name' ? withoutNumbers(cells) : cells
  const before = Array.from({ length: Math.max(nominees.length, at.row + rows.length) }, (_, index) => nominees[index] ?? blank)
  return before.map((nominee, index) => {
    const given = rows[index - at.row]
    return given === undefined ? nominee : { ...nominee, ...valuesOf(given, columns) }
  })
}

function valuesOf(cells: readonly string[], columns: readonly Column[]): Partial<Nominee> {
  const values: { -readonly [Field in keyof Nominee]?: Nominee[Field] } = {}
  for (const [at, column] of columns.entries()) {
    const cell = cells[at]
    if (cell === undefined) break
    if (column === 'kind') values.kind = /^tập thể$/i.test(cell) ? 'collective' : 'individual'
    else values[column] = cell
  }
  return values
}

/** A spreadsheet cell with a line break or a quotation mark in it comes in quotation marks, and its own are doubled. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))([\t\n]|$)/g)) {
    rows.at(-1)?.push(oneLine(quoted?.replaceAll('""', '"') ?? plain))
    if (end === '') break
    if (end === '\n') rows.push([])
  }
  return rows
}

/** As one writes it by hand: one blank between words, none around them, and accents as everybody stores them. */
export function oneLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** Lists begin with a column of running numbers, which is nobody's name. */
function withoutNumbers(cells: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return cells.every(([first = '', second = '']) => /^\d+\.?$/.test(first) && second !== '') ? cells.map((row) => row.slice(1)) : cells
}
