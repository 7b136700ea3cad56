/** The twin of the clock, which moves only when told, and chance that a seed repeats. */
import type { Clock } from '../ports.ts'
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
