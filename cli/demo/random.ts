/** Chance that can be repeated: the same seed tells the same year. Mulberry32, 32 bits of state. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number
  /** 0 ≤ n < bound. */
  below(bound: number): number
  pick<Item>(items: readonly Item[]): Item | undefined
}

export function randomOf(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (bound: number) => Math.floor(next() * bound)
  return { next, below, pick: (items) => items[below(items.length)] }
}
