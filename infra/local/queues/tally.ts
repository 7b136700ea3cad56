/** Counts of one queue, kept beside the store so that asking costs what is in flight, not what is waiting. */
import type { QueueStats } from '../queue-port.ts'

export interface Tally {
  added(seq: number, visibleAt: number, now: number): void
  taken(seq: number, visibleAt: number): void
  gone(seq: number): void
  emptied(): void
  stats(now: number): QueueStats
}

interface Hidden {
  readonly seq: number
  readonly visibleAt: number
  /** Received and in flight; otherwise sent with a delay. */
  readonly received: boolean
}

export function createTally(initialTotal: number, initiallyHidden: readonly Hidden[]): Tally {
  let total = initialTotal
  const hidden = new Map(initiallyHidden.map((entry) => [entry.seq, entry]))

  function stats(now: number): QueueStats {
    let inFlight = 0
    let nextVisibleAt: number | undefined
    for (const entry of hidden.values()) {
      if (entry.visibleAt <= now) {
        hidden.delete(entry.seq)
        continue
      }
      if (entry.received) inFlight += 1
      if (nextVisibleAt === undefined || entry.visibleAt < nextVisibleAt) nextVisibleAt = entry.visibleAt
    }
    return { ready: total - hidden.size, inFlight, delayed: hidden.size - inFlight, nextVisibleAt }
  }

  return {
    added(seq, visibleAt, now) {
      total += 1
      if (visibleAt > now) hidden.set(seq, { seq, visibleAt, received: false })
    },
    taken: (seq, visibleAt) => void hidden.set(seq, { seq, visibleAt, received: true }),
    gone(seq) {
      total -= 1
      hidden.delete(seq)
    },
    emptied() {
      total = 0
      hidden.clear()
    },
    stats,
  }
}
