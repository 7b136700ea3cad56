import { Unfit } from './refuse.ts'
import { utf16Of } from './sniff.ts'
import type { DocumentText } from './types.ts'

/** Decodes a text file; the letters stay as they are (NFD, Word residue): mending them is the reader's. */
export function plainText(bytes: Uint8Array, fileName: string): DocumentText {
  const text = decoded(bytes)
  return { text, format: /\.(?:md|markdown)$/i.test(fileName) ? 'markdown' : 'text', fromOcr: false }
}

function decoded(bytes: Uint8Array): string {
  const wide = utf16Of(bytes)
  if (wide !== undefined) return new TextDecoder(wide).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const text = windows1258(bytes)
    if (text === undefined) throw new Unfit('unknown-encoding')
    return text
  }
}

/** Words no Vietnamese document is without; the same bytes read under another table do not spell them. */
const everyday = /(?:^|[^\p{L}])(?:của|và|các|ngày|năm|thực hiện|kế hoạch)(?=[^\p{L}]|$)/giu
const EVERYDAY_WORDS_MIN = 5

/** Windows' own Vietnamese table writes tones as combining marks, which makes it recognisable by what comes out. */
function windows1258(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('windows-1258').decode(bytes)
  return (text.normalize('NFC').match(everyday) ?? []).length >= EVERYDAY_WORDS_MIN ? text : undefined
}
