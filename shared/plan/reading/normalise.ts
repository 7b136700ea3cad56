/**
 * What Word, PDF extraction and OCR leave in a text is repaired here once, so that every later rule sees NFC letters and `\n`.
 * Letters are never corrected: only the encoding of the same letter is.
 */
export type Source = {
  readonly text: string
  /** Offset in the given text of the character at offset `i` of the normalised text. */
  readonly origin: (i: number) => number
}

const sameLetter: Readonly<Record<string, string>> = {
  ƣ: 'ư',
  Ƣ: 'Ư',
  Ð: 'Đ',
  ð: 'đ',
  '\u00a0': ' ',
  '\u2007': ' ',
  '\u202f': ' ',
  '\r': '\n',
  '\f': '\n',
  '\v': '\n',
  '\u2028': '\n',
  '\u2029': '\n',
}

const dropped = /^(?:[\u200b-\u200f\u2060\ufeff\u00ad]|\p{M}+)$/u
const cluster = /\[bookmark:[^\]\n]{0,60}\]|\r\n|[^\p{M}]\p{M}*|\p{M}+/gsu
const untouched = /^(?:(?!\p{M})[^ƣƢÐð\u00a0\u2007\u202f\r\f\v\u2028\u2029\u200b-\u200f\u2060\ufeff\u00ad])*$/u

export function normalise(given: string): Source {
  if (untouched.test(given) && !given.includes('[bookmark:')) return { text: given, origin: (i) => i }
  const origins: number[] = []
  let text = ''
  for (const match of given.matchAll(cluster)) {
    const piece = match[0]
    if (piece.startsWith('[bookmark:') || dropped.test(piece)) continue
    let clean = piece === '\r\n' ? '\n' : piece.normalize('NFC')
    clean = sameLetter[clean] ?? (sameLetter[clean.charAt(0)] ?? clean.charAt(0)) + clean.slice(1)
    clean = clean.normalize('NFC')
    for (let i = 0; i < clean.length; i++) origins.push(match.index)
    text += clean
  }
  origins.push(given.length)
  return { text, origin: (i) => origins[Math.min(i, origins.length - 1)] ?? given.length }
}
