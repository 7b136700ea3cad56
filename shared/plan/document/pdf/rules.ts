import type { Rule } from '../layout/page.ts'
import { PDF_RULES_MAX } from '../limits.ts'
import { Unfit } from '../refuse.ts'

export type Matrix = readonly [number, number, number, number, number, number]
export type Operators = { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] }
type Codes = Readonly<Record<string, number>>

/** Codes of pdf.js inside a path. */
const path = { moveTo: 0, lineTo: 1, curveTo: 2, quadraticTo: 3, close: 4 }
const THIN_POINTS_MAX = 3
const SLANT_POINTS_MAX = 1

/** The straight lines a page draws: strokes, and the thin filled boxes that Word draws for borders. */
export function rulesOf(operators: Operators, codes: Codes, base: Matrix): Rule[] {
  const strokes = new Set([codes.stroke, codes.closeStroke, codes.fillStroke, codes.eoFillStroke, codes.closeFillStroke])
  const fills = new Set([codes.fill, codes.eoFill])
  const rules: Rule[] = []
  const saved: Matrix[] = []
  let matrix = base
  operators.fnArray.forEach((code, i) => {
    const args = operators.argsArray[i]
    if (code === codes.save || code === codes.paintFormXObjectBegin) saved.push(matrix)
    if (code === codes.restore || code === codes.paintFormXObjectEnd) matrix = saved.pop() ?? base
    if ((code === codes.transform || code === codes.paintFormXObjectBegin) && Array.isArray(args)) {
      const own = code === codes.transform ? args : args[0]
      if (isMatrix(own)) matrix = multiply(matrix, own)
    }
    if (code !== codes.constructPath || !Array.isArray(args)) return
    const [paint, [points]] = args
    if (points === undefined || points === null) return
    if (strokes.has(paint)) rules.push(...segmentsOf(points, matrix))
    if (fills.has(paint)) rules.push(...segmentsOf(points, matrix, true))
    if (rules.length > PDF_RULES_MAX) throw new Unfit('too-large', { limit: `${PDF_RULES_MAX} đường kẻ` })
  })
  return rules
}

const isMatrix = (given: unknown): given is Matrix =>
  (Array.isArray(given) || ArrayBuffer.isView(given)) && (given as ArrayLike<number>).length === 6

export function multiply(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[2] * b[1],
    a[1] * b[0] + a[3] * b[1],
    a[0] * b[2] + a[2] * b[3],
    a[1] * b[2] + a[3] * b[3],
    a[0] * b[4] + a[2] * b[5] + a[4],
    a[1] * b[4] + a[3] * b[5] + a[5],
  ]
}

export const apply = (m: Matrix, x: number, y: number): [number, number] => [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]]

/** Of a filled outline only the middle line of a thin box counts. */
function segmentsOf(points: ArrayLike<number>, matrix: Matrix, filled = false): Rule[] {
  const rules: Rule[] = []
  let outline: [number, number][] = []
  const end = () => {
    if (filled) rules.push(...thinBox(outline))
    outline = []
  }
  for (let i = 0; i < points.length; ) {
    const code = points[i]
    const width = code === path.curveTo ? 6 : code === path.quadraticTo ? 4 : code === path.close ? 0 : 2
    if (code === path.moveTo) end()
    const before = outline.at(-1)
    const to = code === path.close ? outline[0] : apply(matrix, points[i + width - 1] ?? 0, points[i + width] ?? 0)
    if (to !== undefined) {
      if (!filled && before !== undefined && (code === path.lineTo || code === path.close)) rules.push(...straight(before, to))
      outline.push(to)
    }
    i += 1 + width
  }
  end()
  return rules
}

function straight([ax, ay]: [number, number], [bx, by]: [number, number]): Rule[] {
  if (Math.abs(ax - bx) > SLANT_POINTS_MAX && Math.abs(ay - by) > SLANT_POINTS_MAX) return []
  return [{ x0: Math.min(ax, bx), y0: Math.min(ay, by), x1: Math.max(ax, bx), y1: Math.max(ay, by) }]
}

function thinBox(outline: readonly [number, number][]): Rule[] {
  if (outline.length < 4) return []
  const xs = outline.map(([x]) => x)
  const ys = outline.map(([, y]) => y)
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  if (x1 - x0 <= THIN_POINTS_MAX) return [{ x0: (x0 + x1) / 2, x1: (x0 + x1) / 2, y0, y1 }]
  return y1 - y0 <= THIN_POINTS_MAX ? [{ x0, x1, y0: (y0 + y1) / 2, y1: (y0 + y1) / 2 }] : []
}
