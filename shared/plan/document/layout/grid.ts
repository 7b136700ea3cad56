/** A table as it is ruled: cells at grid columns, spanning some, going on from the row above. Word and PDF tables both become this. */
export type Cell = {
  readonly at: number
  readonly span: number
  /** Merged with the cell above. */
  readonly continues: boolean
  readonly lines: readonly string[]
}
export type Row = { readonly cells: readonly Cell[]; readonly repeats: boolean }
export type Grid = { readonly rows: readonly Row[] }

/** A cell merged downwards says the same in every row: each task stands by itself. */
export function fillDown({ rows }: Grid): Grid {
  const above = new Map<number, readonly string[]>()
  return {
    rows: rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => {
        const lines = cell.continues ? (above.get(cell.at) ?? cell.lines) : cell.lines
        above.set(cell.at, lines)
        return { ...cell, lines }
      }),
    })),
  }
}

export const wordsOf = (cell: Cell): string =>
  cell.lines
    .join(' ')
    .replace(/[\t\n]/g, ' ')
    .trim()

/** One line of text for each column: a cell over several columns speaks in its first. */
export function spread(row: Row, columns: readonly Span[]): string[] {
  const out = columns.map(() => '')
  const inOrder = row.cells.length === columns.length
  row.cells.forEach((cell, i) => {
    const at = inOrder ? i : columnFor(cell, columns)
    const words = wordsOf(cell)
    out[at] = [out[at], words].filter((w) => w !== undefined && w !== '').join(' ')
  })
  return out
}

export type Span = { readonly at: number; readonly span: number }

/** Word shifts cell edges by hairs and so counts more grid columns than a person sees; a cell belongs where most of it lies first. */
function columnFor(cell: Span, columns: readonly Span[]): number {
  const covers = columns.findIndex((column) => cell.at >= column.at && cell.at < column.at + column.span)
  return covers < 0 ? columns.length - 1 : covers
}
