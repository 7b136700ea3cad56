import { renderGrid, type TablesBefore } from '../layout/render.ts'
import { DOCUMENT_PAGES_MAX } from '../limits.ts'
import { Unfit } from '../refuse.ts'
import type { DocumentText } from '../types.ts'
import { type Block, Body } from './body.ts'
import { openPackage } from './container.ts'
import { Numbering } from './numbering.ts'
import { Styles } from './styles.ts'
import { child, type Element, parseXml } from './xml.ts'

/** Reads a Word document (2007 and later) from its package. */
export function docxText(bytes: Uint8Array): DocumentText {
  const parts = openPackage(bytes)
  const optional = (part: Uint8Array | undefined): Element | undefined => (part === undefined ? undefined : parseXml(part))
  const pages = Number(child(optional(parts.properties), 'Properties', 'Pages')?.text ?? 0)
  if (pages > DOCUMENT_PAGES_MAX) throw new Unfit('too-many-pages', { pages: String(pages), limit: String(DOCUMENT_PAGES_MAX) })
  const body = new Body(new Styles(optional(parts.styles)), new Numbering(optional(parts.numbering)))
  const blocks = body.blocks(child(parseXml(parts.document), 'w:document', 'w:body'))
  return { text: layOut(blocks), format: 'docx', ...(pages > 0 ? { pages } : {}), fromOcr: false }
}

/** The mark of a list typed by hand, with the tab Word leaves behind it. */
const typedMark = /^((?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[IVXA-H]{1,4}[.)]|[a-zđ][.)]|[-–+*•]))\t+/u

/**
 * A blank line ends a paragraph, so that none is taken for the broken line of another. Centred lines that follow each other stay
 * together: a title is centred over several paragraphs.
 */
export function layOut(blocks: readonly Block[]): string {
  let text = ''
  let centredBefore = false
  const tables: TablesBefore = { heading: [], countRows: false, rows: 0 }
  for (const block of blocks) {
    const piece = block.kind === 'table' ? renderGrid(block.grid, tables) : block.text.trim().replace(typedMark, '$1 ')
    const centred = block.kind === 'paragraph' && block.centred
    if (piece === '') centredBefore = false
    else {
      text += `${text === '' ? '' : centred && centredBefore ? '\n' : '\n\n'}${piece}`
      centredBefore = centred
    }
  }
  return `${text}\n`
}
