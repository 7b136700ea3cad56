import { isPageNumber, join, type Line, nothing, type Piece, pieceOf } from '../lines.ts'
import { alignedTable, type LaidLine, type Stretch } from './aligned.ts'
import { roleOf } from './columns.ts'
import type { Table } from './rows.ts'
import { TabRows } from './tab-rows.ts'

/** A stretch of a line, in characters from its beginning, and where it stands in the text. */
type Placed = Stretch & { readonly piece: Piece }
type TextLine = LaidLine<Placed> & { readonly at: number }

const HEADING_ROLES_MIN = 2

/**
 * A table drawn with spaces, as e-mail, `pdftotext -layout` and typists leave it: cells stand below their headings, and go on in the
 * lines below.
 */
export function readSpacedTable(lines: readonly Line[], from: number): Table | undefined {
  const heading = lines[from]
  if (heading === undefined || heading.text.includes('\t')) return undefined
  if (stretchesOf(heading).filter(({ text }) => roleOf(text) !== undefined).length < HEADING_ROLES_MIN) return undefined
  const laid = layOut(lines, from)
  const table = alignedTable(laid, 0, undefined)
  if (table === undefined) return undefined
  const reader = new TabRows(table.columns)
  table.rows.forEach((row, i) => {
    const cells = row.map((cell) => cell.reduce((all, { piece }) => join(all, piece), nothing))
    reader.take(cells, { blankBefore: false, more: i < table.rows.length - 1, goesOn: false })
  })
  reader.close()
  if (reader.rows.length === 0) return undefined
  const to = (laid[table.to - 1]?.at ?? from) + 1
  return { columns: table.columns, rows: reader.rows, layout: 'spaces', from, to, strays: reader.strays }
}

/** The lines from there to the next tab, without what the top and the foot of a page say; blank ones only set others apart. */
function layOut(lines: readonly Line[], from: number): TextLine[] {
  const end = lines.findIndex(({ text }, i) => i > from && text.includes('\t'))
  const laid = lines.slice(from, end < 0 ? undefined : end).flatMap((line, i) => {
    const pieces = stretchesOf(line)
    return pieces.length === 0 ? [] : [{ segments: pieces, pieces, y: i, at: from + i }]
  })
  const [heading] = laid
  const again = headingsAgain(laid)
  return laid.filter((line, i) => heading === undefined || i === 0 || !(again.has(line) || isOfPage(line, laid[i - 1], heading)))
}

/** The heading as it stands again on a new page, with the lines it goes on in. */
function headingsAgain(laid: readonly TextLine[]): ReadonlySet<TextLine> {
  const texts = laid.map(({ pieces }) => pieces.map(({ text }) => text).join())
  return new Set(
    texts.flatMap((text, at) => {
      if (at === 0 || text !== texts[0]) return []
      const end = texts.findIndex((one, i) => i > at && one !== texts[i - at])
      return laid.slice(at, end < 0 ? undefined : end)
    }),
  )
}

/** A number by itself, or what stands below a page's number without regard to the columns. */
function isOfPage(line: TextLine, above: TextLine | undefined, heading: TextLine): boolean {
  if (isNumberOfPage(line)) return true
  const isHung = line.pieces.every(({ x0 }) => heading.pieces.some((column) => Math.abs(column.x0 - x0) <= 1))
  return above !== undefined && isNumberOfPage(above) && !isHung
}

const isNumberOfPage = ({ pieces: [first, ...others] }: TextLine) =>
  others.length === 0 && first !== undefined && isPageNumber(first.text, first.x0)

/** Words parted by single spaces belong together. */
function stretchesOf({ text, start }: Line): Placed[] {
  return [...text.matchAll(/\S+(?: \S+)*/g)].map(({ 0: words, index }) => ({
    text: words,
    x0: index,
    x1: index + words.length,
    piece: pieceOf(words, start + index),
  }))
}
