/** Foldings of Vietnamese text. For comparing only: what a document says is never rewritten. */

const combiningMarks = /\p{Mn}/gu
// Grave, acute, tilde, hook and dot: the five tone marks; the other marks make letters (ă, â, ê, ô, ơ, ư).
const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/g

/** Lower case without tones, marks and đ: `Sở GD&ĐT` → `so gd&dt`. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(combiningMarks, '').toLowerCase().replace(/đ/g, 'd')
}

/**
 * Lower case with the tone moved to the end of each word, so that the two accepted placements (`hoà`, `hòa`) are equal
 * and every other difference of spelling still shows.
 */
export function spellingOf(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(toneMarks, '') + (word.match(toneMarks) ?? []).join(''))
    .join(' ')
}

/** `Trường THPT Chu Văn An` → `truong-thpt-chu-van-an`: the readable tail of an id. Cut at a word within `charactersMax`. */
export function slugOf(text: string, charactersMax = 60): string {
  const words = fold(text).match(/[a-z0-9]+/g) ?? []
  let slug = ''
  for (const word of words) {
    const next = slug === '' ? word : `${slug}-${word}`
    if (next.length > charactersMax) break
    slug = next
  }
  return slug === '' ? (words[0] ?? 'x').slice(0, charactersMax) : slug
}

/** Levenshtein distance, or `limit + 1` as soon as it must exceed `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let best = i
    for (let j = 1; j <= b.length; j++) {
      const substituted = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const value = Math.min(substituted, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      row.push(value)
      if (value < best) best = value
    }
    if (best > limit) return limit + 1
    previous = row
  }
  return previous[b.length] ?? limit + 1
}
