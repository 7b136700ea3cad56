/** Chance that can be repeated: the same seed tells the same year. */
import { seededNumbers } from '../../shared/memory/clock.ts'

export interface Random {
  /** 0 ≤ x < 1. */
  next(): number
  /** 0 ≤ n < bound. */
  below(bound: number): number
  pick<Item>(items: readonly Item[]): Item | undefined
}

export function randomOf(seed: number): Random {
  const next = seededNumbers(seed)
  const below = (bound: number) => Math.floor(next() * bound)
  return { next, below, pick: (items) => items[below(items.length)] }
}
