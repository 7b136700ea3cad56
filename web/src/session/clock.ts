/** The system's clock, which is not always this computer's: an old PC is wrong, and a machine's clock may have been moved. */
import { useEffect, useState } from 'react'

let offsetMs = 0

export function setClock(now: string): void {
  offsetMs = Date.parse(now) - Date.now()
}

/** ISO 8601 in UTC. */
export function nowInstant(): string {
  return new Date(Date.now() + offsetMs).toISOString()
}

const TICK_MS = 30_000

export function useNow(): string {
  const [now, setNow] = useState(nowInstant)
  useEffect(() => {
    const timer = setInterval(() => setNow(nowInstant()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
