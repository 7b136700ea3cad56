/**
 * When something is due by the machine's clock. A real clock arms one timer for the next thing; a held one waits for `fireDue`.
 */
import type { MachineClock } from '../contract.ts'

/** setTimeout's own limit: a later instant is waited for in steps. */
const TIMER_MS_MAX = 2 ** 31 - 1

export interface DueTimer {
  /** What is due next may have changed. */
  rearm(): void
  stop(): void
}

export function createDueTimer(clock: MachineClock, nextDueAt: () => number | undefined, fireDue: () => Promise<void>): DueTimer {
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  function rearm(): void {
    clearTimeout(timer)
    const dueAt = stopped || clock.held ? undefined : nextDueAt()
    if (dueAt === undefined) return
    timer = setTimeout(() => void fireDue().finally(rearm), Math.min(Math.max(0, dueAt - clock.now()), TIMER_MS_MAX))
  }

  function stop(): void {
    stopped = true
    clearTimeout(timer)
  }

  return { rearm, stop }
}
