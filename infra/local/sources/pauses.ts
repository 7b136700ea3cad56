/** Pauses in the machine's time, which nobody waits for: a running clock ends them by itself, and every clock when it is moved. */
import type { LocalClock } from '../clock.ts'

export interface Pauses {
  /** Resolves after so long, or when the signal is aborted. */
  pause(ms: number, signal: AbortSignal): Promise<void>
  /** When the first of them ends. */
  nextEndAt(): number | undefined
}

export function createPauses(clock: Pick<LocalClock, 'now' | 'held' | 'onMoved'>): Pauses {
  const pending = new Set<{ readonly endAt: number }>()

  function pause(ms: number, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve()
    const one = { endAt: clock.now() + ms }
    pending.add(one)
    return new Promise((resolve) => {
      const timer = clock.held ? undefined : setTimeout(end, ms)
      const forget = clock.onMoved((now) => {
        if (now >= one.endAt) end()
      })
      signal.addEventListener('abort', end)
      function end(): void {
        clearTimeout(timer)
        forget()
        signal.removeEventListener('abort', end)
        pending.delete(one)
        resolve()
      }
    })
  }

  return { pause, nextEndAt: () => (pending.size === 0 ? undefined : Math.min(...[...pending].map(({ endAt }) => endAt))) }
}
