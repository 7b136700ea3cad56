/** The system's clock, which is not always this computer's: an old PC is wrong, and a machine's clock may have been moved. */
import { useSyncExternalStore } from 'react'

let offsetMs = 0

/** What the whole page shows: no two parts of it tell a different time. */
let shown = nowInstant()
const listeners = new Set<() => void>()

export function setClock(now: string): void {
  offsetMs = Date.parse(now) - Date.now()
  tick()
}

/** ISO 8601 in UTC. */
export function nowInstant(): string {
  return new Date(Date.now() + offsetMs).toISOString()
}

const TICK_MS = 30_000
let timer: ReturnType<typeof setInterval> | undefined

export function useNow(): string {
  return useSyncExternalStore(listen, () => shown)
}

function listen(listener: () => void): () => void {
  timer ??= setInterval(tick, TICK_MS)
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick(): void {
  shown = nowInstant()
  for (const listener of listeners) listener()
}
