/**
 * Folding is for matching only: every letter loses its tone, hook, horn and bar and becomes lower case. One letter in, one
 * letter out, so that an offset in the folded text is an offset in the text itself.
 */
const folded = new Uint16Array(0x10000)

function foldUnit(unit: number): number {
  const letter = String.fromCharCode(unit)
  if (/[–—‐‑‒−]/.test(letter)) return 0x2d
  if (letter === '\u00a0') return 0x20
  const bare = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace('đ', 'd').replace('ƣ', 'u')
  if (bare.length === 1) return bare.charCodeAt(0)
  const small = letter.toLowerCase()
  return small.length === 1 ? small.charCodeAt(0) : unit
}

/** Arguments one call to String.fromCharCode takes without harm to the stack. */
const UNITS_PER_CALL_MAX = 4096

/** The same cells and lines are asked about again and again; what is longer is asked about once. */
const kept = new Map<string, string>()
const KEPT_CHARS_MAX = 200
const KEPT_TEXTS_MAX = 4_000

/** Half of all reading time is folding, so letters are looked up and not taken apart each time, nor is the same text. */
export function fold(text: string): string {
  if (text.length > KEPT_CHARS_MAX) return folding(text)
  const known = kept.get(text)
  if (known !== undefined) return known
  if (kept.size >= KEPT_TEXTS_MAX) kept.clear()
  const plain = folding(text)
  kept.set(text, plain)
  return plain
}

function folding(text: string): string {
  const units = new Uint16Array(text.length)
  for (let i = 0; i < units.length; i++) {
    const unit = text.charCodeAt(i)
    let plain = folded[unit] ?? 0
    if (plain === 0) {
      plain = foldUnit(unit)
      folded[unit] = plain
    }
    units[i] = plain
  }
  let out = ''
  for (let i = 0; i < units.length; i += UNITS_PER_CALL_MAX)
    out += Reflect.apply(String.fromCharCode, null, units.subarray(i, i + UNITS_PER_CALL_MAX))
  return out
}

/** Same length and at most one letter apart: what a scanner does to a letter, not what an author does to a word. */
export function oneLetterApart(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let differing = 0
  for (let i = 0; i < a.length; i++) if (a.charCodeAt(i) !== b.charCodeAt(i) && ++differing > 1) return false
  return true
}

/** Shorter words have too many honest neighbours (nhận / nhất, xong / vòng). */
const SHORTEST_WORD_TO_MEND = 5

/** Replaces words one scanned letter away from exactly one word of the vocabulary. Keeps length and offsets. */
export function mend(foldedText: string, vocabulary: ReadonlySet<string>): string {
  return foldedText.replace(/[a-z]+/g, (word) => {
    if (word.length < SHORTEST_WORD_TO_MEND || vocabulary.has(word)) return word
    let found: string | undefined
    for (const known of vocabulary) {
      if (!oneLetterApart(word, known)) continue
      if (found !== undefined) return word
      found = known
    }
    return found ?? word
  })
}

/** Number of single-letter edits between two short words; stops counting above `most`. */
export function editDistance(a: string, b: string, most = 2): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a.charAt(i - 1) === b.charAt(j - 1) ? 0 : 1
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same))
    }
    row = next
  }
  return Math.min(row[b.length] ?? 0, most + 1)
}
