import { alignedTable, wordsOf } from '../../reading/appendix/aligned.ts'
import { fold } from '../../reading/fold.ts'
import { toLines } from '../../reading/lines.ts'
import { findType } from '../../reading/parts.ts'
import { besides } from './beside.ts'
import { flowText, type Margins, marginsOf } from './flow.ts'
import type { Grid } from './grid.ts'
import { linesOf, textOfLine } from './lines.ts'
import type { Item, Page, TextLine } from './page.ts'
import { renderGrid, type TablesBefore } from './render.ts'
import { ruledTables } from './ruled.ts'

type Block =
  | { readonly lines: readonly TextLine[]; readonly margins: Margins }
  | { readonly grid: Grid }
  | { readonly kept: readonly string[] }

/** What holds for all pages, and what one learns from the pages before. */
type Whole = { readonly margins: Margins; readonly known: { heading?: string } }

const PAGE_EDGE_SHARE = 0.1

/** The text of laid-out pages: the letterhead and the closing column by column, tables as rows, everything else as paragraphs. */
export function pagesText(pages: readonly Page[], { countRows = false } = {}): string {
  const margins = marginsOf(pages.flatMap((page) => linesOf(page.items)))
  const whole: Whole = { margins, known: {} }
  const blocks = joinFlows(pages.flatMap((page, i) => blocksOf(page, i === 0, whole)))
  const tables: TablesBefore = { heading: [], countRows, rows: 0 }
  const texts = blocks.map((block) => {
    if ('grid' in block) return renderGrid(block.grid, tables)
    return 'kept' in block ? block.kept.join('\n') : flowText(block.lines, block.margins)
  })
  return `${texts.filter((text) => text.trim() !== '').join('\n\n')}\n`
}

function blocksOf(page: Page, isFirst: boolean, whole: Whole): Block[] {
  const { grids, rest } = ruledTables(page)
  const out: Block[] = []
  let top = Number.NEGATIVE_INFINITY
  for (const { grid, top: from, bottom } of [...grids].sort((a, b) => a.top - b.top)) {
    out.push(...textBlocks(between(rest, top, from), page, isFirst && out.length === 0, whole), { grid })
    top = bottom
  }
  return [...out, ...textBlocks(between(rest, top, Number.POSITIVE_INFINITY), page, isFirst && out.length === 0, whole)]
}

const between = (items: readonly Item[], from: number, to: number) => items.filter(({ y }) => y > from && y <= to)

function textBlocks(items: readonly Item[], page: Page, isTop: boolean, whole: Whole): Block[] {
  const lines = linesOf(items).filter((line) => !isPageNumber(line, page))
  const blocks: Block[] = []
  let from = 0
  if (isTop) {
    from = letterheadEnd(lines)
    blocks.push(...sideBySide(lines.slice(0, from), items, page))
  }
  const closing = lines.findIndex((line, i) => i >= from && line.segments.some((s) => /^noi nhan\b/.test(fold(s.text))))
  const closingTo = closing < 0 ? lines.length : lines.findIndex((line, i) => i > closing && /^phu luc\b/.test(fold(textOfLine(line))))
  const to = closingTo < 0 ? lines.length : closingTo
  const start = closing < 0 ? to : signatureAbove(lines, closing, page)
  blocks.push(...flowBlocks(lines.slice(from, start), whole))
  if (closing >= 0) blocks.push(...sideBySide(lines.slice(start, to), items, page), ...flowBlocks(lines.slice(to), whole))
  return blocks
}

/** The signature may begin a little above "Nơi nhận", in the right half. */
function signatureAbove(lines: readonly TextLine[], closing: number, page: Page): number {
  const line = lines[closing]
  let start = closing
  while (line !== undefined && start > 0) {
    const above = lines[start - 1]
    if (above === undefined || line.y - above.y > 3 * line.size || above.x0 < page.width * 0.4) break
    start--
  }
  return start
}

/** Everything above the line that names the document's type. */
function letterheadEnd(lines: readonly TextLine[]): number {
  const { at } = findType(toLines(lines.map(textOfLine).join('\n')))
  return Math.max(at, 0)
}

function sideBySide(lines: readonly TextLine[], items: readonly Item[], page: Page): Block[] {
  const [first, last] = [lines[0], lines.at(-1)]
  if (first === undefined || last === undefined) return []
  const inside = items.filter(({ y }) => y >= first.y - first.size && y <= last.y + 1)
  const columns = besides(inside, page)
  const gap = columns.length > 1 ? Number.POSITIVE_INFINITY : undefined
  return columns.map((column) => ({ kept: linesOf(column, gap).map(textOfLine) }))
}

function flowBlocks(lines: readonly TextLine[], { margins, known }: Whole): Block[] {
  const out: Block[] = []
  let from = 0
  for (let i = 0; i < lines.length; i++) {
    const table = alignedTable(lines, i, known.heading)
    if (table === undefined) continue
    known.heading = table.heading.join('\t')
    const rows = table.rows.map((row) => row.map(wordsOf).join('\t'))
    out.push({ lines: lines.slice(from, i), margins }, { kept: [known.heading, ...rows] })
    from = table.to
    i = table.to - 1
  }
  return [...out, { lines: lines.slice(from), margins }]
}

/** Paragraphs run on over pages. */
function joinFlows(blocks: readonly Block[]): Block[] {
  const out: Block[] = []
  for (const block of blocks) {
    const last = out.at(-1)
    if ('lines' in block && block.lines.length === 0) continue
    if (last !== undefined && 'lines' in last && 'lines' in block) out[out.length - 1] = { ...last, lines: [...last.lines, ...block.lines] }
    else out.push(block)
  }
  return out
}

function isPageNumber(line: TextLine, page: Page): boolean {
  const atEdge = line.y < page.height * PAGE_EDGE_SHARE || line.y > page.height * (1 - PAGE_EDGE_SHARE)
  return atEdge && /^[-–\s]*\d{1,3}[-–\s]*$/.test(textOfLine(line))
}
