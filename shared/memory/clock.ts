/** The twins of clock and ids: a clock that moves only when told, and ids that a seed repeats. */
import type { Clock, Ids } from '../ports.ts'
import { addSeconds } from '../time/calendar.ts'

export interface MovedClock extends Clock {
  /** Stands still at this instant (ISO 8601, UTC). A step back is refused. */
  moveTo(instant: string): void
  moveBy(seconds: number): void
}

export function movedClock(start: string): MovedClock {
  let now = new Date(start).toISOString()
  const moveTo = (instant: string): void => {
    const next = new Date(instant).toISOString()
    if (next < now) throw new Error(`the clock stands at ${now} and does not go back to ${next}`)
    now = next
  }
  return { now: () => now, moveTo, moveBy: (seconds) => moveTo(addSeconds(now, seconds)) }
}

/** A number in [0, 1) from a seed: mulberry32. The same seed gives the same row, on every machine. */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const COUNT_CHARACTERS = 10
const CHANCE_CHARACTERS = 16

/** Like the machine's ids: 26 characters, later ones sort later. A counter stands where the time would. */
export function seededIds(seed: number): Ids {
  const next = seededNumbers(seed)
  let count = 0
  return {
    next(prefix) {
      count += 1
      const stamp = count.toString(10).padStart(COUNT_CHARACTERS, '0')
      const chance = Array.from({ length: CHANCE_CHARACTERS }, () => ALPHABET.charAt(Math.floor(next() * ALPHABET.length))).join('')
      return `${prefix}_${stamp}${chance}`
    },
  }
}
