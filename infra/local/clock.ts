/**
 * The machine's one clock. It lives in shared memory so that every worker thread reads the same time without asking, and it takes the
 * place of `Date` so that the embedded packages (queue visibility, sign-in tokens, request signatures) and the handlers live in it too.
 * Timers are not replaced: a held clock stands still until `moveTo`, whatever `setTimeout` does.
 */
import type { MachineClock } from './contract.ts'
import { installDate } from './runtime/shifted-date.ts'

export type ClockSetting =
  /** The machine's own time, optionally shifted by a constant. */
  | { readonly kind: 'real'; readonly offsetMs?: number }
  /** Stands still at this instant (milliseconds since the epoch, UTC) until moved. */
  | { readonly kind: 'held'; readonly at: number }

export interface LocalClock extends MachineClock {
  /** What a worker thread needs to live in the same time. */
  readonly shared: SharedArrayBuffer
  /** Moves the clock forward, whether it is held or runs on from there. It never goes back, because AWS never sees that. */
  moveTo(instant: number): void
  onMoved(listener: (now: number) => void): () => void
  /** Makes this clock the process's `Date`; returns how to undo it. */
  install(): () => void
}

const HELD = 0
const OFFSET = 1

const realNow = Date.now

export function createClock(setting: ClockSetting): LocalClock {
  const shared = new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT)
  const cells = new BigInt64Array(shared)
  const listeners = new Set<(now: number) => void>()
  const held = setting.kind === 'held'
  if (setting.kind === 'held') Atomics.store(cells, HELD, BigInt(requireInstant(setting.at)))
  else Atomics.store(cells, OFFSET, BigInt(setting.offsetMs ?? 0))

  function now(): number {
    const instant = Atomics.load(cells, HELD)
    return instant === 0n ? realNow() + Number(Atomics.load(cells, OFFSET)) : Number(instant)
  }

  function moveTo(instant: number): void {
    if (requireInstant(instant) < now()) {
      // A running clock may have got there by itself between two calls.
      if (!held) return
      throw new Error(`The clock stands at ${new Date(now()).toISOString()} and does not go back to ${new Date(instant).toISOString()}`)
    }
    if (held) Atomics.store(cells, HELD, BigInt(instant))
    else Atomics.store(cells, OFFSET, BigInt(instant - realNow()))
    for (const listener of listeners) listener(instant)
  }

  function onMoved(listener: (now: number) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return { now, held, shared, moveTo, onMoved, install: () => installDate(shared) }
}

function requireInstant(instant: number): number {
  if (!Number.isSafeInteger(instant) || instant <= 0) throw new Error(`Not an instant: ${instant}`)
  return instant
}
