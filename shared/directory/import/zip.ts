/** Reads named entries of a zip, within a limit on what they hold. (APPNOTE.TXT 4.3: the directory of entries stands at the end.) */

import { inflateRawSync } from 'node:zlib'

export type Zip = {
  /** Undefined where there is no such entry. Throws `ZipTooLarge` beyond the limit, `Error` where the entry is broken. */
  read(name: string): Uint8Array | undefined
}

export class ZipTooLarge extends Error {}

const END_OF_DIRECTORY_SIGNATURE = 0x06054b50
const DIRECTORY_ENTRY_SIGNATURE = 0x02014b50
const ENCRYPTED_FLAG = 1
const methods = { stored: 0, deflated: 8 } as const
const COMMENT_BYTES_MAX = 0xffff
const ENTRIES_MAX = 1_000

type Entry = { readonly method: number; readonly compressedBytes: number; readonly localAt: number }

/**
 * `inflatedBytesMax` bounds all entries read together, by inflating them: the sizes a zip states may lie. Undefined where the bytes are no zip
 * that can be read.
 */
export function zipOf(bytes: Uint8Array, inflatedBytesMax: number): Zip | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let entries: ReadonlyMap<string, Entry> | undefined
  try {
    entries = entriesOf(bytes, view)
  } catch {
    // An offset beyond the end of the file.
    return undefined
  }
  if (!entries) return undefined
  const known = entries
  let left = inflatedBytesMax

  function read(name: string): Uint8Array | undefined {
    const entry = known.get(name)
    if (!entry) return undefined
    const content = contentOf(entry, bytes, view, left)
    left -= content.byteLength
    if (left < 0) throw new ZipTooLarge()
    return content
  }

  return { read }
}

function entriesOf(bytes: Uint8Array, view: DataView): ReadonlyMap<string, Entry> | undefined {
  const end = endOfDirectory(view)
  if (end === undefined) return undefined
  const count = view.getUint16(end + 10, true)
  if (count > ENTRIES_MAX) return undefined
  const found = new Map<string, Entry>()
  let at = view.getUint32(end + 16, true)
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== DIRECTORY_ENTRY_SIGNATURE || view.getUint16(at + 8, true) & ENCRYPTED_FLAG) return undefined
    const nameBytes = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameBytes))
    // Readers differ in which of two entries of one name they take, so a file that has them is not read at all.
    if (found.has(name)) return undefined
    found.set(name, {
      method: view.getUint16(at + 10, true),
      compressedBytes: view.getUint32(at + 20, true),
      localAt: view.getUint32(at + 42, true),
    })
    at += 46 + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return found
}

function endOfDirectory(view: DataView): number | undefined {
  const last = view.byteLength - 22
  for (let at = last; at >= Math.max(0, last - COMMENT_BYTES_MAX); at--)
    if (view.getUint32(at, true) === END_OF_DIRECTORY_SIGNATURE) return at
  return undefined
}

function contentOf({ method, compressedBytes, localAt }: Entry, bytes: Uint8Array, view: DataView, limit: number): Uint8Array {
  const start = localAt + 30 + view.getUint16(localAt + 26, true) + view.getUint16(localAt + 28, true)
  const content = bytes.subarray(start, start + compressedBytes)
  if (method === methods.stored) return content
  if (method !== methods.deflated) throw new Error(`zip method ${method}`)
  try {
    return inflateRawSync(content, { maxOutputLength: Math.max(1, limit) })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw new ZipTooLarge()
    throw error
  }
}
