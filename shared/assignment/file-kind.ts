/**
 * What a file really is, from its first and last bytes: PDF, JPEG, PNG, DOCX or XLSX. Office files are ZIP archives; what is in one
 * stands in the directory at its end, so a file of any size is told by two small reads.
 */

import { isLockedPdf } from './pdf-lock.ts'

/**
 * How much of the beginning and of the end is looked at. The trailer of a PDF made for the web fits, and a ZIP directory of some 5,000
 * entries.
 */
export const HEAD_BYTES = 64 * 1_024
export const TAIL_BYTES = 512 * 1_024

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The types a dossier may hold, by their usual endings. */
export const allowedTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: DOCX,
  xlsx: XLSX,
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
}

export type FileKind =
  | { readonly type: string }
  /** Looks like an allowed type but cannot be opened, or carries macros. */
  | { readonly unreadable: string }
  | { readonly unknown: true }

export function fileKindOf(head: Uint8Array, tail: Uint8Array): FileKind {
  if (startsWith(head, [0x25, 0x50, 0x44, 0x46, 0x2d])) {
    if (!text(tail).includes('%%EOF')) return { unreadable: 'pdf-cut-off' }
    return isLockedPdf(head, tail) ? { unreadable: 'pdf-locked' } : { type: 'application/pdf' }
  }
  if (startsWith(head, [0xff, 0xd8, 0xff])) return { type: 'image/jpeg' }
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    return text(tail).includes('IEND') ? { type: 'image/png' } : { unreadable: 'png-cut-off' }
  }
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return zipKind(tail)
  // Word and Excel before 2007, and every later one behind a password ([MS-OFFCRYPTO] 2.3), which nobody could look into.
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0])) return { unreadable: 'old-or-locked' }
  return { unknown: true }
}

/** Names of parts do not care for capitals (ECMA-376 part 2, §6.2.2.3). */
const macros = /vbaProject\.bin|macrosheets\//i

/** The names in the ZIP directory say which Office file it is (APPNOTE.TXT 4.3.16: its size stands 12 bytes into the end record). */
function zipKind(tail: Uint8Array): FileKind {
  const end = text(tail).lastIndexOf('PK\u0005\u0006')
  if (end < 0 || end + 22 > tail.length) return { unreadable: 'zip-cut-off' }
  const start = end - new DataView(tail.buffer, tail.byteOffset).getUint32(end + 12, true)
  // What is not seen could be anything.
  if (start < 0) return { unreadable: 'zip-directory' }
  const directory = text(tail.subarray(start, end))
  if (macros.test(directory)) return { unreadable: 'macros' }
  if (directory.includes('word/document.xml')) return { type: DOCX }
  if (directory.includes('xl/workbook.xml')) return { type: XLSX }
  return { unknown: true }
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((value, index) => bytes[index] === value)
}

/** Bytes as characters one to one, for looking up ASCII names. */
function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}
