import WordExtractor from 'word-extractor'
import { columnsOf } from '../reading/appendix/columns.ts'
import { Unfit } from './refuse.ts'
import type { DocumentText } from './types.ts'

/** Reads a Word 97–2003 document. Automatic numbers are not in its text; those of a table's rows are put back, others are lost. */
export async function docText(bytes: Uint8Array): Promise<DocumentText> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (holds(file, 'EncryptedPackage')) throw new Unfit('encrypted')
  if (!holds(file, 'WordDocument')) throw new Unfit('wrong-type')
  if (holds(file, '_VBA_PROJECT')) throw new Unfit('macros')
  if (isEncrypted(file)) throw new Unfit('encrypted')
  const body = (await new WordExtractor().extract(file)).getBody({ filterUnicode: false })
  return { text: layOut(body), format: 'doc', fromOcr: false }
}

/** Names of the streams of a compound file stand in its directory as UTF-16. */
const holds = (file: Buffer, stream: string) => file.includes(Buffer.from(stream, 'utf16le'))

const WORD_MAGIC = Buffer.from([0xec, 0xa5])
/** Streams begin at multiples of this in a compound file, small ones too. */
const STREAM_ALIGNMENT = 64
const VERSION_AT = 2
const versions = { from: 0x00_65, to: 0x01_12 }
const FLAGS_AT = 0x0a
const ENCRYPTED_FLAG = 0x01_00

/** [MS-DOC] 2.5.1: `fEncrypted` of the file information block, which opens the document's stream. */
function isEncrypted(file: Buffer): boolean {
  for (let at = file.indexOf(WORD_MAGIC); at >= 0 && at + FLAGS_AT + 2 <= file.length; at = file.indexOf(WORD_MAGIC, at + 1)) {
    const version = file.readUInt16LE(at + VERSION_AT)
    if (at % STREAM_ALIGNMENT !== 0 || version < versions.from || version > versions.to) continue
    return (file.readUInt16LE(at + FLAGS_AT) & ENCRYPTED_FLAG) !== 0
  }
  return false
}

/** What Word marks its own things with: fields, notes, pictures. A no-break hyphen is written out. */
function withoutResidue(text: string): string {
  return text.replace(/\p{Cc}/gu, (mark) => (mark === '\t' || mark === '\n' ? mark : mark === '\u001e' ? '-' : ''))
}

const BROKEN_LINE_CHARS_MIN = 60

/**
 * A paragraph's end is a line's end here. From the first finished sentence on (the title is over), a blank line keeps long
 * paragraphs apart; a title of several paragraphs stays together.
 */
function layOut(body: string): string {
  const lines = wholeRows(withoutResidue(body).split('\n'))
  const titleEnd = lines.findIndex((line) => line.length > BROKEN_LINE_CHARS_MIN && /[.;:]\s*$/.test(line))
  const spaced = numberRows(lines).map((line, i) =>
    i >= titleEnd && titleEnd >= 0 && line.length > BROKEN_LINE_CHARS_MIN && !line.includes('\t') && lines[i + 1]?.includes('\t') === false
      ? `${line}\n`
      : line,
  )
  return spaced.join('\n')
}

const ROW_LINES_MAX = 60
const tabsIn = (line: string) => line.split('\t').length - 1

/**
 * Paragraphs inside the cells of a task table break its rows over lines. Behind every cell stands a tab, so lines belong together until
 * they hold as many tabs as the heading; a row of merged cells ends with fewer.
 */
function wholeRows(lines: readonly string[]): string[] {
  const out: string[] = []
  let open: string[] = []
  let width = 0
  for (const line of lines) {
    const isHeading = line.endsWith('\t') && columnsOf(line.split('\t')) !== undefined
    if (isHeading) width = tabsIn(line)
    const isOver = tabsIn(line) > width || open.length >= ROW_LINES_MAX || /^\W*nơi nhận/iu.test(line)
    const isRow = tabsIn(line) === width || (open.length === 0 && line.endsWith('\t'))
    const together = open.reduce((tabs, one) => tabs + tabsIn(one), tabsIn(line))
    if (isOver || isRow || together > width) out.push(...open.splice(0))
    if (isOver || isRow) out.push(line)
    else open.push(line)
    if (isOver) width = 0
    if (open.length === 0 || together !== width || !line.endsWith('\t')) continue
    const cells = open.join(' ').split('\t')
    out.push(cells.map((cell) => cell.replace(/\s+/g, ' ').trim()).join('\t'))
    open = []
  }
  return [...out, ...open]
}

/** Rows numbered by Word itself have an empty number cell; they are counted when no row of the table has a number typed. */
function numberRows(lines: readonly string[]): string[] {
  let width = 0
  let count = 0
  const counted = lines.map((line) => {
    const cells = line.split('\t')
    if (cells.length > 2 && columnsOf(cells)?.[0]?.role === 'index') width = cells.length
    else if (width > 0 && cells.length === width && cells[0]?.trim() === '' && (cells[1]?.trim() ?? '') !== '') return `${++count}.${line}`
    else if (width > 0 && /^\s*\d{1,3}[.)]?\s*$/.test(cells[0] ?? '') && cells.length === width) width = -1
    return line
  })
  return width < 0 ? [...lines] : counted
}
