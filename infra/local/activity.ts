/**
 * What is under way on the machine, so that `settle` can wait for the end of it without polling: everything that works on behalf of
 * somebody begins and ends here, and every change wakes those who wait.
 */
import { setImmediate as turn } from 'node:timers/promises'

/** Work is handed on by promises: what ends in one turn of the event loop may begin its next part a turn later. */
const QUIET_TURNS = 3

/** True when it is not busy now, nor in the next few turns. */
export async function staysQuiet(isBusy: () => boolean): Promise<boolean> {
  for (let turns = 0; turns < QUIET_TURNS; turns += 1) {
    if (isBusy()) return false
    await turn()
  }
  return !isBusy()
}

export interface Activity {
  readonly underWay: number
  begin(): () => void
  track<T>(work: () => Promise<T>): Promise<T>
  /** Something changed that a waiting `settle` must look at: a queue, a stream, a timer. */
  changed(): void
  /** Resolves at the next change. */
  nextChange(): Promise<void>
}

export function createActivity(): Activity {
  let underWay = 0
  let waiting: (() => void)[] = []

  function changed(): void {
    if (waiting.length === 0) return
    const woken = waiting
    waiting = []
    for (const wake of woken) wake()
  }

  function begin(): () => void {
    let ended = false
    underWay += 1
    return () => {
      if (ended) return
      ended = true
      underWay -= 1
      changed()
    }
  }

  async function track<T>(work: () => Promise<T>): Promise<T> {
    const end = begin()
    try {
      return await work()
    } finally {
      end()
    }
  }

  return {
    get underWay() {
      return underWay
    },
    begin,
    track,
    changed,
    nextChange: () => new Promise((resolve) => waiting.push(resolve)),
  }
}

export interface Gathering {
  readonly ms: number
  /** How much of what is under way is the waiting itself. */
  readonly own?: number
  enough(): boolean
}

/** Waits for more to come: until there is enough, or nothing is under way that could bring more, and at most so long. */
export async function gather(activity: Activity, { ms, own = 0, enough }: Gathering): Promise<void> {
  const ends = performance.now() + ms
  for (;;) {
    // Asked for before looking, so that a change while looking is not slept through.
    const change = activity.nextChange()
    const left = ends - performance.now()
    if (left <= 0 || enough()) return
    if (await staysQuiet(() => activity.underWay > own)) return
    const timer = setTimeout(activity.changed, left)
    await change
    clearTimeout(timer)
  }
}
