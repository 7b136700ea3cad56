/** What ends `npm start`: a signal, or the end of its database. */
import { setTimeout as later } from 'node:timers/promises'

/** npm passes on what the terminal has sent already: so soon, a second signal is not somebody who has lost patience. */
const SAME_SIGNAL_MILLISECONDS = 2_000

export type Ending = 'signal' | 'database'

/**
 * Java may be killed alone, by a system that is short of memory, say, and nothing works without it. A terminal sends its Ctrl+C to Java's
 * shell too: whichever is heard first, that is a signal.
 */
export function untilStopped(databaseEnded: Promise<void>, graceMs = SAME_SIGNAL_MILLISECONDS): Promise<Ending> {
  return new Promise((resolve) => {
    let first: number | undefined
    const heard = () => {
      first ??= performance.now()
      if (performance.now() - first > SAME_SIGNAL_MILLISECONDS) process.exit(1)
      resolve('signal')
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, heard)
    void databaseEnded.then(() => later(graceMs, undefined, { ref: false })).then(() => resolve('database'))
  })
}
