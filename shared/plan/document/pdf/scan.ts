import { type getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { IMAGE_PIXELS_MAX, OCR_PAGES_MAX } from '../limits.ts'
import { scanned } from '../ocr/index.ts'
import { greyOf, pngOf, type Raster, rulesIn, unpacked, wipe } from '../ocr/raster.ts'
import type { Picture } from '../ocr/recognise.ts'
import { Unfit } from '../refuse.ts'
import type { DocumentText } from '../types.ts'

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

/** A picture smaller than this is a logo or a stamp. */
const PAGE_PIXELS_MIN = 400_000

/** Reads a PDF whose pages are pictures; undefined when they are none. */
export async function scanText(pdf: Pdf, onScan: () => void): Promise<DocumentText | undefined> {
  onScan()
  if ((await largest(pdf, 1)) === undefined) return undefined
  if (pdf.numPages > OCR_PAGES_MAX) throw new Unfit('too-many-pages', { pages: String(pdf.numPages), limit: String(OCR_PAGES_MAX) })
  return scanned(pictures(pdf, onScan), 'pdf', pdf.numPages)
}

async function* pictures(pdf: Pdf, onScan: () => void): AsyncGenerator<Picture> {
  for (let number = 1; number <= pdf.numPages; number++) {
    onScan()
    const image = await largest(pdf, number)
    if (image === undefined) continue
    const { width, height } = image
    const grey = greyOf(image)
    const rules = rulesIn(grey, width, height)
    wipe(grey, width, height, rules)
    yield { file: pngOf(grey, width, height), width, height, rules }
  }
}

async function largest(pdf: Pdf, number: number): Promise<Raster | undefined> {
  const { OPS } = await getResolvedPDFJS()
  const page = await pdf.getPage(number)
  const { fnArray, argsArray } = await page.getOperatorList()
  let most: Raster | undefined
  for (const [i, code] of fnArray.entries()) {
    if (code !== OPS.paintImageXObject) continue
    const name = String(argsArray[i]?.[0])
    const drawn = await new Promise<Drawn>((resolve) => void (name.startsWith('g_') ? page.commonObjs : page.objs).get(name, resolve))
    const image = drawn === null ? undefined : rasterOf(drawn)
    if (image !== undefined && image.width * image.height > (most?.width ?? 0) * (most?.height ?? 0)) most = image
  }
  // pdf.js keeps decoded pictures with their page.
  page.cleanup()
  if (most === undefined || most.width * most.height < PAGE_PIXELS_MIN) return undefined
  if (most.width * most.height > IMAGE_PIXELS_MAX) throw new Unfit('too-large', { limit: `${IMAGE_PIXELS_MAX / 1_000_000} triệu điểm ảnh` })
  return most
}

/** A picture as pdf.js decodes it; null when it cannot. */
type Drawn = { readonly width: number; readonly height: number; readonly data?: Raster['data'] } | null

/** What is only black and white, as most scanners of an office make it, is left packed, a bit a dot. */
function rasterOf({ width, height, data }: NonNullable<Drawn>): Raster | undefined {
  if (data?.length === Math.ceil(width / 8) * height) return { data: unpacked(data, width, height), width, height, channels: 1 }
  const channels = (data?.length ?? 0) / (width * height)
  return data === undefined || (channels !== 1 && channels !== 3 && channels !== 4) ? undefined : { data, width, height, channels }
}
