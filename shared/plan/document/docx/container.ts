import { unzipSync } from 'fflate'
import { CONTAINER_BYTES_MAX, CONTAINER_ENTRIES_MAX, INFLATION_CHECKED_FROM_BYTES, INFLATION_RATIO_MAX, PART_BYTES_MAX } from '../limits.ts'
import { Unfit } from '../refuse.ts'

export type Parts = {
  readonly document: Uint8Array
  readonly numbering?: Uint8Array
  readonly styles?: Uint8Array
  readonly properties?: Uint8Array
}

const wanted = new Map([
  ['word/document.xml', 'document'],
  ['word/numbering.xml', 'numbering'],
  ['word/styles.xml', 'styles'],
  ['docProps/app.xml', 'properties'],
])

/**
 * The few parts of a Word package that hold its text. Nothing else is inflated, and no part beyond the size its directory declares:
 * fflate writes into a buffer of that size. Pictures never leave the file.
 */
export function openPackage(bytes: Uint8Array): Parts {
  const seen = { entries: 0, inflated: 0, macros: false, encrypted: false }
  const files = unpack(bytes, ({ name, originalSize }) => {
    seen.entries++
    seen.inflated += originalSize
    if (/(?:^|\/)vbaProject\.bin$/i.test(name)) seen.macros = true
    if (/(?:^|\/)EncryptedPackage$/.test(name)) seen.encrypted = true
    if (seen.entries > CONTAINER_ENTRIES_MAX || seen.inflated > CONTAINER_BYTES_MAX || originalSize > CONTAINER_BYTES_MAX)
      throw new Unfit('zip-bomb')
    if (!wanted.has(name)) return false
    if (originalSize > PART_BYTES_MAX) throw new Unfit('zip-bomb')
    return true
  })
  if (seen.macros) throw new Unfit('macros')
  if (seen.encrypted) throw new Unfit('encrypted')
  if (seen.inflated > INFLATION_CHECKED_FROM_BYTES && seen.inflated > bytes.length * INFLATION_RATIO_MAX) throw new Unfit('zip-bomb')
  const parts = Object.fromEntries(Object.entries(files).map(([name, data]) => [wanted.get(name) ?? name, data]))
  const { document } = parts
  if (document === undefined) throw new Unfit('wrong-type')
  return { ...parts, document }
}

function unpack(bytes: Uint8Array, filter: (file: { name: string; originalSize: number }) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter })
  } catch (error) {
    if (error instanceof Unfit) throw error
    throw new Unfit('unreadable', {}, { cause: error })
  }
}
