export type Container = 'zip' | 'compound' | 'pdf' | 'image' | 'text' | 'other'

const magics: readonly (readonly [Container, readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['compound', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['image', [0x42, 0x4d]],
]
/** RTF, HTML, XML, PostScript and scripts are text too, but none that a plan is written in. */
const otherTexts = /^\s*(?:\{\\rtf|<!doctype|<html|<\?xml|<\?mso|%!PS|#!)/i
const HEAD_BYTES = 1_024

/** What a file is, by its first bytes. */
export function sniff(bytes: Uint8Array): Container {
  for (const [container, magic] of magics) if (magic.every((byte, i) => bytes[i] === byte)) return container
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES))
  if (head.includes('%PDF-')) return 'pdf'
  if (otherTexts.test(head)) return 'other'
  return isText(bytes) ? 'text' : 'other'
}

/** UTF-16 is told by its mark or by its many zero bytes on one side; any other zero byte is no text. */
function isText(bytes: Uint8Array): boolean {
  return utf16Of(bytes) !== undefined || !bytes.subarray(0, 65_536).includes(0)
}

const UTF16_ZERO_SHARE_MIN = 0.2

export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, 4_096)
  const zeros = [0, 0]
  sample.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  const enough = (sample.length / 2) * UTF16_ZERO_SHARE_MIN
  if (odd > enough && even === 0) return 'utf-16le'
  return even > enough && odd === 0 ? 'utf-16be' : undefined
}
