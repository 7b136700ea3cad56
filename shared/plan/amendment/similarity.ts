/** How alike two texts are, from 0 to 1: words and pairs of words they share (Sørensen–Dice), tones and capitals left aside. */
import { fold } from '../reading/fold.ts'

export function similarity(left: string, right: string): number {
  const [one, other] = [shingles(left), shingles(right)]
  const sizes = size(one) + size(other)
  if (sizes === 0) return 1
  let shared = 0
  for (const [shingle, count] of one) shared += Math.min(count, other.get(shingle) ?? 0)
  return (2 * shared) / sizes
}

function shingles(text: string): ReadonlyMap<string, number> {
  const words = fold(text.normalize('NFC')).match(/[\p{L}\p{N}]+/gu) ?? []
  const counts = new Map<string, number>()
  for (const [index, word] of words.entries()) {
    const next = words[index + 1]
    for (const shingle of next === undefined ? [word] : [word, `${word} ${next}`]) counts.set(shingle, (counts.get(shingle) ?? 0) + 1)
  }
  return counts
}

function size(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}
