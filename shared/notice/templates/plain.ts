/** A letter as plain text, for those who read it that way. Whatever a person wrote is indented, so it cannot pass for the letter's own. */
import { oneLine } from '../html.ts'
import type { Block, Envelope, Item, Letter, Row } from './letter.ts'

const INDENT = '   '
/** RFC 3676: a line of two dashes and a space starts what is no longer the message. */
const SIGNATURE = '-- '

export function plainOf(letter: Letter, envelope: Envelope): string {
  return [
    [oneLine(letter.headline)],
    [`Kính gửi: ${oneLine(envelope.salutation)}`],
    ...letter.lead.map(blockLines),
    [`${letter.action}:`, envelope.url],
    ...letter.details.map(blockLines),
    ['Việc tiếp theo', ...letter.next.map((line) => `- ${oneLine(line)}`)],
    [SIGNATURE, oneLine(envelope.sender), oneLine(envelope.why)],
  ]
    .map((lines) => lines.join('\n'))
    .join('\n\n')
    .concat('\n')
}

function blockLines(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
      return [oneLine(block.text)]
    case 'callout':
      return [...rowLines(block.rows), ...remarkLines(block.remark)]
    case 'rows':
      return [...(block.title === undefined ? [] : [block.title]), ...rowLines(block.rows)]
    case 'quote':
      return [`${block.title}:`, ...linesOf(block.text).map((line) => INDENT + line)]
    case 'items':
      return [block.title, ...block.items.flatMap(itemLines)]
    case 'list':
      return [block.title, ...block.lines.map((line, index) => `${INDENT}${block.numbered ? `${index + 1}.` : '-'} ${oneLine(line)}`)]
  }
}

function itemLines(item: Item): string[] {
  const exact = item.exact === undefined ? [] : [item.exact]
  const details = [...rowLines([...item.rows, ...exact]), ...remarkLines(item.remark)]
  return ['', oneLine(item.label), oneLine(item.title), ...details.map((line) => INDENT + line)]
}

function rowLines(rows: readonly Row[]): string[] {
  return rows.map(([label, value]) => `${oneLine(label)}: ${oneLine(value)}`)
}

function remarkLines(remark: string | undefined): string[] {
  return remark === undefined ? [] : [`Lưu ý: ${oneLine(remark)}`]
}

/** The lines a person wrote, empty ones left out. */
export function linesOf(text: string): string[] {
  return text
    .split(/[\r\n\u2028\u2029]+/)
    .map(oneLine)
    .filter((line) => line !== '')
}
