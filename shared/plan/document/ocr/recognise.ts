import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Item, Page, Rule } from '../layout/page.ts'
import { Unfit } from '../refuse.ts'

/** A page as a picture: what tesseract reads (PNG, JPEG, BMP), and the rules seen in it, in pixels. */
export type Picture = { readonly file: Uint8Array; readonly width: number; readonly height: number; readonly rules: readonly Rule[] }
export type Recognised = { readonly pages: readonly Page[]; readonly confidence: number }

/** Pages are brought to the width of A4 in points, so that layout rules hold for any resolution. */
const A4_WIDTH_POINTS = 595
/** Below this a word is dirt, a seal or a pen stroke. */
const WORD_CONFIDENCE_MIN = 30

/** Recognises Vietnamese on the machine itself: engine and language data come from packages, nothing is loaded from the network. */
export async function recognise(pictures: AsyncIterable<Picture> | Iterable<Picture>): Promise<Recognised> {
  const worker = await tesseract()
  const pages: Page[] = []
  const sure: number[] = []
  try {
    for await (const picture of pictures) {
      const { data } = await worker.recognize(Buffer.from(picture.file), {}, { blocks: true, text: false })
      const words = (data.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines)).flatMap(itemsOf)
      const kept = words.filter(({ confidence }) => confidence >= WORD_CONFIDENCE_MIN)
      sure.push(...kept.map(({ confidence }) => confidence))
      pages.push(
        pageOf(
          picture,
          kept.map(({ item }) => item),
        ),
      )
    }
  } finally {
    await worker.terminate()
  }
  return { pages, confidence: sure.length === 0 ? 0 : sure.reduce((a, b) => a + b, 0) / sure.length / 100 }
}

async function tesseract() {
  try {
    const { createWorker, OEM, PSM } = await import('tesseract.js')
    const data = dirname(fileURLToPath(import.meta.resolve('@tesseract.js-data/vie/package.json')))
    const failed = Promise.withResolvers<never>()
    // Also told of what `recognize` rejects with. Without a handler the package throws it where nobody can catch it.
    failed.promise.catch(() => {})
    const errorHandler = (reason: unknown) => failed.reject(reason)
    const options = { langPath: join(data, '4.0.0_best_int'), cacheMethod: 'none', gzip: true, errorHandler }
    const worker = await Promise.race([createWorker('vie', OEM.LSTM_ONLY, options), failed.promise])
    // A plan's page is many small blocks (letterhead, cells); finding words anywhere and laying them out by place reads more of them.
    await worker.setParameters({ tessedit_pageseg_mode: PSM.SPARSE_TEXT })
    return worker
  } catch (error) {
    throw new Unfit('scan-without-ocr', {}, { cause: error })
  }
}

type Box = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number }
type Line = { readonly bbox: Box; readonly baseline: Box; readonly words: readonly { text: string; confidence: number; bbox: Box }[] }

const LETTER_SHARE_OF_LINE = 0.75

function itemsOf({ bbox, baseline, words }: Line): { item: Item; confidence: number }[] {
  const size = (bbox.y1 - bbox.y0) * LETTER_SHARE_OF_LINE
  const slope = (baseline.y1 - baseline.y0) / Math.max(1, baseline.x1 - baseline.x0)
  return words.map(({ text, confidence, bbox: word }) => {
    const y = baseline.y0 + slope * ((word.x0 + word.x1) / 2 - baseline.x0)
    return { item: { text, x0: word.x0, x1: word.x1, y, size }, confidence }
  })
}

function pageOf({ width, height, rules }: Picture, items: readonly Item[]): Page {
  const scale = A4_WIDTH_POINTS / width
  return {
    width: A4_WIDTH_POINTS,
    height: height * scale,
    items: items.map(({ text, x0, x1, y, size }) => ({ text, x0: x0 * scale, x1: x1 * scale, y: y * scale, size: size * scale })),
    rules: rules.map(({ x0, y0, x1, y1 }) => ({ x0: x0 * scale, y0: y0 * scale, x1: x1 * scale, y1: y1 * scale })),
  }
}
