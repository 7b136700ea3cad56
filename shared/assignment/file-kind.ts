/**
 * What a file really is, from its first and last bytes: PDF, JPEG, PNG, DOCX or XLSX. Office files are ZIP archives; what is in one
 * stands in the directory at its end, so a file of any size is told by two small reads.
 */

/** How much of the beginning and of the end is looked at. A ZIP directory of some 600 entries fits. */
export const HEAD_BYTES = 1_024
export const TAIL_BYTES = 64 * 1_024

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
  if (startsWith(head, [0x25, 0x50, 0x44, 0x46, 0x2d]))
    return text(tail).includes('%%EOF') ? { type: 'application/pdf' } : { unreadable: 'pdf-cut-off' }
  if (startsWith(head, [0xff, 0xd8, 0xff])) return { type: 'image/jpeg' }
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    return text(tail).includes('IEND') ? { type: 'image/png' } : { unreadable: 'png-cut-off' }
  }
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return zipKind(tail)
  return { unknown: true }
}

/** The names in the ZIP directory say which Office file it is. */
function zipKind(tail: Uint8Array): FileKind {
  const directory = text(tail)
  if (!directory.includes('PK\u0005\u0006')) return { unreadable: 'zip-cut-off' }
  if (directory.includes('vbaProject.bin')) return { unreadable: 'macros' }
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
