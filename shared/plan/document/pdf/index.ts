import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import type { Item, Page } from '../layout/page.ts'
import { pagesText } from '../layout/pages.ts'
import { hasNoVietnamese } from '../legacy.ts'
import { DOCUMENT_PAGES_MAX, PDF_ITEMS_MAX } from '../limits.ts'
import { Unfit } from '../refuse.ts'
import type { DocumentText } from '../types.ts'
import { type Matrix, multiply, type Operators, rulesOf } from './rules.ts'
import { withStamps } from './stamps.ts'

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>
type PdfPage = Awaited<ReturnType<Pdf['getPage']>>

/** Fewer letters a page than this, and the page is a picture with at most a stamp of a signing service on it. */
const LETTERS_PER_PAGE_MIN = 60

/** Reads a PDF: its text layer by position, or, when it has none that is Vietnamese, the pictures of its pages through OCR. */
export async function pdfText(bytes: Uint8Array, onScan: () => void): Promise<DocumentText> {
  const pdf = await open(bytes)
  try {
    if (pdf.numPages > DOCUMENT_PAGES_MAX)
      throw new Unfit('too-many-pages', { pages: String(pdf.numPages), limit: String(DOCUMENT_PAGES_MAX) })
    const pages = await readPages(pdf)
    const written = pages.flatMap((page) => page.items.map((item) => item.text.trim())).join('')
    if (written.length < LETTERS_PER_PAGE_MIN * pdf.numPages || hasNoVietnamese(written)) {
      const scan = await (await import('./scan.ts')).scanText(pdf, onScan)
      if (scan !== undefined) return scan
    }
    return { text: pagesText(pages), format: 'pdf', pages: pdf.numPages, fromOcr: false }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

async function open(bytes: Uint8Array): Promise<Pdf> {
  try {
    // pdf.js keeps the bytes it is given; scripts in it are never run.
    return await getDocumentProxy(bytes.slice(), { verbosity: 0 })
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw new Unfit('encrypted')
    throw new Unfit('unreadable', {}, { cause: error })
  }
}

async function readPages(pdf: Pdf): Promise<Page[]> {
  const { OPS } = await getResolvedPDFJS()
  const pages: Page[] = []
  let items = 0
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const read = await readPage(page, OPS)
    items += read.items.length
    if (items > PDF_ITEMS_MAX) throw new Unfit('too-large', { limit: `${PDF_ITEMS_MAX} đoạn chữ` })
    pages.push(read)
    page.cleanup()
  }
  return pages
}

const noOperators: Operators = { fnArray: [], argsArray: [] }

async function readPage(page: PdfPage, codes: Readonly<Record<string, number>>): Promise<Page> {
  const { width, height, transform } = page.getViewport({ scale: 1 })
  const base = transform as unknown as Matrix
  const { items } = await page.getTextContent()
  // Asking what a page draws decodes its pictures; a page without text draws nothing that is wanted here.
  const operators = items.length === 0 ? noOperators : ((await page.getOperatorList()) as Operators)
  return {
    width,
    height,
    items: withStamps(
      items.flatMap((item) => ('str' in item ? itemOf(item, base) : [])),
      operators,
      codes,
      base,
    ),
    rules: rulesOf(operators, codes, base),
  }
}

type TextItem = { readonly str: string; readonly width: number; readonly transform: readonly number[] }

/** Text that does not run along the page (watermarks, stamps on the margin) is none of the document's. */
function itemOf({ str, width, transform }: TextItem, base: Matrix): Item[] {
  const [a, b, c, d, x, y] = multiply(base, transform as unknown as Matrix)
  const size = Math.hypot(c, d)
  if (str === '' || Math.abs(b) > Math.abs(a) * 0.1 || size === 0) return []
  return [{ text: str, x0: x, x1: x + width * Math.sign(a || 1), y, size }]
}
