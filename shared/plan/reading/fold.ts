/**
 * Folding is for matching only: every letter loses its tone, hook, horn and bar and becomes lower case. One letter in, one
 * letter out, so that an offset in the folded text is an offset in the text itself.
 */
const folded = new Map<string, string>()

function foldLetter(letter: string): string {
  const known = folded.get(letter)
  if (known !== undefined) return known
  const bare = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace('đ', 'd').replace('ƣ', 'u')
  const one = bare.length === letter.length ? bare : letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter
  folded.set(letter, one)
  return one
}

const dashes = /[–—‐‑‒−]/g

export function fold(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) out += foldLetter(text.charAt(i))
  return out.replace(dashes, '-').replace(/\u00a0/g, ' ')
}

/** Same length and at most one letter apart: what a scanner does to a letter, not what an author does to a word. */
export function oneLetterApart(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let differing = 0
  for (let i = 0; i < a.length; i++) if (a.charCodeAt(i) !== b.charCodeAt(i) && ++differing > 1) return false
  return true
}

/** Shorter words have too many honest neighbours (nhận / nhất, xong / vòng). */
const shortest_word_to_mend = 5

/** Replaces words one scanned letter away from exactly one word of the vocabulary. Keeps length and offsets. */
export function mend(foldedText: string, vocabulary: ReadonlySet<string>): string {
  return foldedText.replace(/[a-z]+/g, (word) => {
    if (word.length < shortest_word_to_mend || vocabulary.has(word)) return word
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
