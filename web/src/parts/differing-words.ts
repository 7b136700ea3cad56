/** What differs between two texts, word by word: the longest run of words they share stays, the rest is gone or new. */
export interface Piece {
  readonly text: string
  readonly kind: 'same' | 'gone' | 'new'
}

/** Longer texts are shown whole: a table of 600 × 600 words is the most a phone should fill. */
const WORDS_MAX = 600

export function differenceOf(before: string, after: string): readonly Piece[] {
  const [old, now] = [before.split(/\s+/).filter(Boolean), after.split(/\s+/).filter(Boolean)]
  if (old.length > WORDS_MAX || now.length > WORDS_MAX)
    return [
      { text: before, kind: 'gone' },
      { text: after, kind: 'new' },
    ]
  const longest = table(old, now)
  const pieces: Piece[] = []
  let [left, right] = [0, 0]
  while (left < old.length || right < now.length) {
    if (left < old.length && right < now.length && old[left] === now[right]) {
      push(pieces, old[left] ?? '', 'same')
      left += 1
      right += 1
    } else if (right >= now.length || (left < old.length && (longest[left + 1]?.[right] ?? 0) >= (longest[left]?.[right + 1] ?? 0))) {
      push(pieces, old[left] ?? '', 'gone')
      left += 1
    } else {
      push(pieces, now[right] ?? '', 'new')
      right += 1
    }
  }
  return pieces
}

/** `table[i][j]`: how many words the rests from i and from j share, in order. */
function table(old: readonly string[], now: readonly string[]): number[][] {
  const rows = Array.from({ length: old.length + 1 }, () => Array.from({ length: now.length + 1 }, () => 0))
  for (let left = old.length - 1; left >= 0; left -= 1) {
    for (let right = now.length - 1; right >= 0; right -= 1) {
      const row = rows[left]
      if (row === undefined) continue
      row[right] =
        old[left] === now[right] ? (rows[left + 1]?.[right + 1] ?? 0) + 1 : Math.max(rows[left + 1]?.[right] ?? 0, row[right + 1] ?? 0)
    }
  }
  return rows
}

function push(pieces: Piece[], word: string, kind: Piece['kind']): void {
  const last = pieces.at(-1)
  if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: `${last.text} ${word}` }
  else pieces.push({ kind, text: word })
}
