import type { Cell, Grid, Row } from './grid.ts'
import { linesOf, textOfLine } from './lines.ts'
import type { Item, Page, Rule } from './page.ts'

/** Points by which a rule may miss another it should touch, or the rest of itself. */
const EDGE_POINTS = 3
/** A rule that a scan drew thick or aslant takes up this much at most. */
const EDGE_WIDTH_POINTS_MAX = 12
/** A shorter rule underlines a word. */
const RULE_POINTS_MIN = 8

export type PlacedGrid = { readonly grid: Grid; readonly top: number; readonly bottom: number }
export type Ruled = { readonly grids: readonly PlacedGrid[]; readonly rest: readonly Item[] }

type Box = { x0: number; y0: number; x1: number; y1: number; vertical: Rule[]; horizontal: Rule[] }

/** Tables drawn with rules; what stands in none of them is left. */
export function ruledTables(page: Page): Ruled {
  const boxes = boxesOf(page.rules).filter((box) => edges(box.vertical.map((r) => r.x0)).length > 2 && box.horizontal.length > 1)
  const taken = new Set<Item>()
  const grids = boxes.map((box) => {
    const inside = page.items.filter((item) => !taken.has(item) && isInside(item, box))
    for (const item of inside) taken.add(item)
    return { grid: gridOf(box, inside), top: box.y0, bottom: box.y1 }
  })
  return { grids: grids.filter(({ grid }) => grid.rows.length > 0), rest: page.items.filter((item) => !taken.has(item)) }
}

function isInside(item: Item, box: Box): boolean {
  const middle = (item.x0 + item.x1) / 2
  return middle > box.x0 && middle < box.x1 && item.y > box.y0 && item.y - item.size / 2 < box.y1
}

/** Rules that touch each other, directly or through others, are one table. */
function boxesOf(rules: readonly Rule[]): Box[] {
  let boxes: Box[] = []
  for (const rule of rules) {
    const isVertical = Math.abs(rule.x1 - rule.x0) < Math.abs(rule.y1 - rule.y0)
    if (Math.max(rule.x1 - rule.x0, rule.y1 - rule.y0) < RULE_POINTS_MIN) continue
    const own: Box = { ...rule, vertical: isVertical ? [rule] : [], horizontal: isVertical ? [] : [rule] }
    const touching = boxes.filter((box) => touches(box, rule))
    const merged = touching.reduce((a, b) => union(a, b), own)
    boxes = [...boxes.filter((box) => !touching.includes(box)), merged]
  }
  return boxes
}

const touches = (box: Box, rule: Rule) =>
  rule.x0 <= box.x1 + EDGE_POINTS && rule.x1 >= box.x0 - EDGE_POINTS && rule.y0 <= box.y1 + EDGE_POINTS && rule.y1 >= box.y0 - EDGE_POINTS

function union(a: Box, b: Box): Box {
  return {
    x0: Math.min(a.x0, b.x0),
    y0: Math.min(a.y0, b.y0),
    x1: Math.max(a.x1, b.x1),
    y1: Math.max(a.y1, b.y1),
    vertical: [...a.vertical, ...b.vertical],
    horizontal: [...a.horizontal, ...b.horizontal],
  }
}

type Edge = { readonly from: number; readonly to: number }

function edges(places: readonly number[]): Edge[] {
  const out: Edge[] = []
  for (const place of [...places].sort((a, b) => a - b)) {
    const last = out.at(-1)
    const isSame = last !== undefined && place - last.to <= EDGE_POINTS && place - last.from <= EDGE_WIDTH_POINTS_MAX
    if (isSame) out[out.length - 1] = { from: last.from, to: place }
    else out.push({ from: place, to: place })
  }
  return out
}

const isAt = (place: number, edge: Edge | undefined) =>
  edge !== undefined && place >= edge.from - EDGE_POINTS && place <= edge.to + EDGE_POINTS
const middle = (edge: Edge | undefined) => (edge === undefined ? 0 : (edge.from + edge.to) / 2)

type Lattice = { readonly xs: readonly Edge[]; readonly ys: readonly Edge[]; readonly box: Box }

function gridOf(box: Box, items: readonly Item[]): Grid {
  const lattice: Lattice = {
    xs: edges([...box.vertical.map((r) => r.x0)]),
    ys: edges([box.y0, ...box.horizontal.map((r) => r.y0), box.y1]),
    box,
  }
  const rows: Row[] = []
  for (let row = 0; row + 1 < lattice.ys.length; row++) {
    const cells = cellsOf(lattice, row, items)
    if (cells.some((cell) => cell.lines.length > 0 || cell.continues)) rows.push({ cells, repeats: false })
  }
  return { rows }
}

function cellsOf(lattice: Lattice, row: number, items: readonly Item[]): Cell[] {
  const { xs } = lattice
  const cells: Cell[] = []
  let at = 0
  for (let column = 1; column < xs.length; column++) {
    if (column < xs.length - 1 && !isParted(lattice, row, column)) continue
    const continues = row > 0 && !isRuled(lattice, row, at, column)
    const lines = continues ? [] : linesIn(lattice, row, at, column, items)
    cells.push({ at, span: column - at, continues, lines })
    at = column
  }
  return cells
}

/** A vertical rule runs through the middle of the row at this edge. */
function isParted({ xs, ys, box }: Lattice, row: number, column: number): boolean {
  const y = (middle(ys[row]) + middle(ys[row + 1])) / 2
  return box.vertical.some((r) => isAt(r.x0, xs[column]) && r.y0 <= y && r.y1 >= y)
}

/** A horizontal rule closes the cell above: it passes over the middle of this one. */
function isRuled({ xs, ys, box }: Lattice, row: number, from: number, to: number): boolean {
  const x = (middle(xs[from]) + middle(xs[to])) / 2
  return box.horizontal.some((r) => isAt(r.y0, ys[row]) && r.x0 <= x && r.x1 >= x)
}

/** The text of a cell, down to the rule that closes it. */
function linesIn(lattice: Lattice, row: number, from: number, to: number, items: readonly Item[]): string[] {
  const { xs, ys } = lattice
  let end = row + 1
  while (end < ys.length - 1 && !isRuled(lattice, end, from, to)) end++
  const [left, right, top, bottom] = [middle(xs[from]), middle(xs[to]), middle(ys[row]), middle(ys[end])]
  const inside = items.filter((item) => {
    const x = (item.x0 + item.x1) / 2
    const y = item.y - item.size / 3
    return x >= left && x < right && y >= top && y < bottom
  })
  return linesOf(inside, Number.POSITIVE_INFINITY).map(textOfLine)
}
