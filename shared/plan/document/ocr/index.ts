import { pagesText } from '../layout/pages.ts'
import { IMAGE_PIXELS_MAX } from '../limits.ts'
import { Unfit } from '../refuse.ts'
import type { DocumentFormat, DocumentText } from '../types.ts'
import { type Picture, recognise } from './recognise.ts'
import { sizeOfImage } from './size.ts'

/** Reads a photographed or scanned page from an image file. */
export async function imageText(bytes: Uint8Array, onScan: () => void): Promise<DocumentText> {
  const size = sizeOfImage(bytes)
  if (size === undefined) throw new Unfit('unreadable')
  if (size.width * size.height > IMAGE_PIXELS_MAX) throw new Unfit('too-large', { limit: `${IMAGE_PIXELS_MAX / 1_000_000} triệu điểm ảnh` })
  onScan()
  return scanned([{ file: bytes, ...size, rules: [] }], 'image', 1)
}

export async function scanned(
  pictures: AsyncIterable<Picture> | Iterable<Picture>,
  format: DocumentFormat,
  pages: number,
): Promise<DocumentText> {
  const { pages: read, confidence } = await recognise(pictures)
  if (read.every((page) => page.items.length === 0)) throw new Unfit('scan-unreadable')
  return { text: pagesText(read, { countRows: true }), format, pages, fromOcr: true, ocrConfidence: confidence }
}
