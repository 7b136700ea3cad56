import CFB from 'cfb'
import { columnsOf, type Part, type PlanModel } from './model.ts'

/** Marks of the Word 97 format: end of a paragraph, of a cell, and (a paragraph property) of a row. */
const paragraphEnd = '\r'
const cellEnd = '\u0007'

type Text = { text: string; rowEnds: number[] }

/**
 * The smallest Word 97 file with text and table rows ([MS-DOC]): one Unicode piece, and one page of paragraph properties that marks
 * the row ends (`sprmPFTtp`).
 */
export function asDoc(plan: PlanModel): Uint8Array {
  const out: Text = { text: '', rowEnds: [] }
  for (const line of [...plan.letterhead.left, ...plan.letterhead.right, ...plan.title]) out.text += line + paragraphEnd
  parts(out, plan.body)
  for (const line of [...plan.recipients, ...plan.signature]) out.text += line + paragraphEnd
  parts(out, plan.appendix)
  return assemble(out)
}

function parts(out: Text, given: readonly Part[]): void {
  for (const part of given) {
    if ('paragraph' in part) out.text += part.paragraph + paragraphEnd
    else if ('signers' in part) for (const line of columnsOf(part).flat()) out.text += line + paragraphEnd
    else {
      row(out, part.table.heading)
      for (const one of part.table.rows) row(out, 'group' in one ? [one.group, ...part.table.heading.slice(1).map(() => '')] : one.cells)
    }
  }
}

function row(out: Text, cells: readonly string[]): void {
  out.text += cells.map((cell) => cell + cellEnd).join('')
  out.rowEnds.push(out.text.length)
  out.text += cellEnd
}

const SECTOR = 512
const TEXT_AT = 4 * SECTOR

/** Options for the refusals: an encrypted file, and one with macros. */
export function assemble({ text, rowEnds }: Text, flags = 0x02_00, macros = false): Uint8Array {
  const pages = propertyPages(rowEnds.map((cp) => TEXT_AT + 2 * cp))
  const pagesAt = Math.ceil((TEXT_AT + 2 * text.length) / SECTOR)
  const stream = Buffer.alloc((pagesAt + pages.length) * SECTOR)
  stream.writeUInt16LE(0xa5ec, 0)
  stream.writeUInt16LE(0x00c1, 2)
  stream.writeUInt16LE(flags, 0x0a)
  stream.writeUInt32LE(TEXT_AT, 0x18)
  stream.writeUInt32LE(text.length, 0x4c)
  stream.write(text, TEXT_AT, 'utf16le')
  pages.forEach((page, i) => {
    page.copy(stream, (pagesAt + i) * SECTOR)
  })
  const pieces = pieceTable(text.length)
  const places = Buffer.alloc(4 * (pages.length + 1) + 4 * pages.length)
  pages.forEach((_, i) => {
    places.writeUInt32LE(pagesAt + i, 4 * (pages.length + 1) + 4 * i)
  })
  stream.writeUInt32LE(0, 0x01a2)
  stream.writeUInt32LE(pieces.length, 0x01a6)
  stream.writeUInt32LE(pieces.length, 0x0102)
  stream.writeUInt32LE(places.length, 0x0106)
  stream.writeUInt32LE(4, 0x00fe)
  const file = CFB.utils.cfb_new()
  CFB.utils.cfb_add(file, '/WordDocument', stream)
  CFB.utils.cfb_add(file, '/1Table', Buffer.concat([pieces, places, Buffer.alloc(4_096)]))
  if (macros) CFB.utils.cfb_add(file, '/Macros/VBA/_VBA_PROJECT', Buffer.alloc(64))
  return new Uint8Array(CFB.write(file, { type: 'buffer' }) as Buffer)
}

function pieceTable(length: number): Buffer {
  const table = Buffer.alloc(5 + 8 + 8)
  table.writeUInt8(2, 0)
  table.writeUInt32LE(16, 1)
  table.writeUInt32LE(length, 9)
  table.writeUInt32LE(TEXT_AT, 15)
  return table
}

const RUNS_PER_PAGE = 12

/** Each page lists stretches of the file; every second one, a row end, has the property. */
function propertyPages(rowEnds: readonly number[]): Buffer[] {
  const pages: Buffer[] = []
  for (let from = 0; from < rowEnds.length; from += RUNS_PER_PAGE) {
    const ends = rowEnds.slice(from, from + RUNS_PER_PAGE)
    const page = Buffer.alloc(SECTOR)
    const bounds = ends.flatMap((fc) => [fc, fc + 2])
    const count = bounds.length - 1
    bounds.forEach((fc, i) => {
      page.writeUInt32LE(fc, 4 * i)
    })
    const [marked, plain] = [480, 490]
    for (let i = 0; i < count; i++) page.writeUInt8((i % 2 === 0 ? marked : plain) / 2, 4 * (count + 1) + 13 * i)
    page.set([3, 0, 0, 0x17, 0x24, 1], marked)
    page.set([2, 0, 0, 0], plain)
    page.writeUInt8(count, 511)
    pages.push(page)
  }
  return pages
}
