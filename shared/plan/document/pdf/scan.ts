import { extractImages, type getDocumentProxy } from 'unpdf'
import { image_pixels_max, ocr_pages_max } from '../limits.ts'
import { scanned } from '../ocr/index.ts'
import { greyOf, pngOf, type Raster, rulesIn, wipe } from '../ocr/raster.ts'
import type { Picture } from '../ocr/recognise.ts'
import { Unfit } from '../refuse.ts'
import type { DocumentText } from '../types.ts'

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

/** A picture smaller than this is a logo or a stamp. */
const page_pixels_min = 400_000

/** Reads a PDF whose pages are pictures; undefined when they are none. */
export async function scanText(pdf: Pdf, onScan: () => void): Promise<DocumentText | undefined> {
  onScan()
  if ((await largest(pdf, 1)) === undefined) return undefined
  if (pdf.numPages > ocr_pages_max) throw new Unfit('too-many-pages', { pages: String(pdf.numPages), limit: String(ocr_pages_max) })
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
  const images = await extractImages(pdf, number)
  // pdf.js keeps decoded pictures with their page.
  const page = await pdf.getPage(number)
  page.cleanup()
  const image = images.reduce<Raster | undefined>(
    (most, one) => (one.width * one.height > (most?.width ?? 0) * (most?.height ?? 0) ? one : most),
    undefined,
  )
  if (image === undefined || image.width * image.height < page_pixels_min) return undefined
  if (image.width * image.height > image_pixels_max)
    throw new Unfit('too-large', { limit: `${image_pixels_max / 1_000_000} triệu điểm ảnh` })
  return image
}
