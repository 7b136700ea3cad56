/** Everything that could have gone otherwise is asked here, so one seed repeats one run, on every machine. */
import { seededNumbers } from '../../shared/memory/clock.ts'

export interface Chance {
  /** In [0, 1). */
  next(): number
  happens(probability: number): boolean
  /** A number in [from, to). */
  between(from: number, to: number): number
  /** A whole number in [from, to], both included. */
  whole(from: number, to: number): number
  pick<Item>(items: readonly Item[]): Item
  shuffled<Item>(items: readonly Item[]): Item[]
}

/** `purpose` keeps the rows apart: one more draw for a fault must not change what the units do. */
export function chanceOf(seed: number, purpose: number): Chance {
  const next = seededNumbers(Math.imul(seed, 0x9e3779b1) ^ Math.imul(purpose + 1, 0x85ebca6b))
  const between = (from: number, to: number): number => from + next() * (to - from)
  const whole = (from: number, to: number): number => Math.floor(between(from, to + 1))
  return {
    next,
    happens: (probability) => next() < probability,
    between,
    whole,
    pick(items) {
      const item = items[whole(0, items.length - 1)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    shuffled(items) {
      const left = [...items]
      return items.flatMap(() => left.splice(whole(0, left.length - 1), 1))
    },
  }
}
