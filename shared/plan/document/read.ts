import { hasLegacyLetters } from './legacy.ts'
import { TEXT_CHARS_MAX } from './limits.ts'
import { Unfit } from './refuse.ts'
import { sniff } from './sniff.ts'
import type { DocumentText } from './types.ts'

/** Reads a document in this thread. Each format's library is loaded when a document of it comes first. */
export async function readDocument(bytes: Uint8Array, fileName: string, onScan: () => void): Promise<DocumentText> {
  const read = await readFormat(bytes, fileName, onScan)
  if (read.text.length > TEXT_CHARS_MAX) throw new Unfit('too-large', { limit: `${TEXT_CHARS_MAX / 1_000_000} triệu chữ` })
  if (read.text.trim() === '') throw new Unfit('empty')
  if (hasLegacyLetters(read.text)) throw new Unfit('legacy-font')
  return read
}

async function readFormat(bytes: Uint8Array, fileName: string, onScan: () => void): Promise<DocumentText> {
  switch (sniff(bytes)) {
    case 'zip':
      return (await import('./docx/index.ts')).docxText(bytes)
    case 'compound':
      return (await import('./doc.ts')).docText(bytes)
    case 'pdf':
      return (await import('./pdf/index.ts')).pdfText(bytes, onScan)
    case 'image':
      return (await import('./ocr/index.ts')).imageText(bytes, onScan)
    case 'text':
      return (await import('./text.ts')).plainText(bytes, fileName)
    default:
      throw new Unfit('wrong-type')
  }
}
