/**
 * The only clock and the only order of things. What is to happen stands in the agenda with its instant; the clock jumps from one to the
 * next, so a year costs as much as what happens in it.
 */
import type { Clock } from '../../shared/ports.ts'

export interface Agenda {
  readonly clock: Clock
  /** Milliseconds since 1970. */
  now(): number
  /** Something the system still has to do; as long as there is any, it is not at rest. */
  work(afterMilliseconds: number, run: () => void): void
  /** Something the world does by itself: people, time. */
  life(at: number, run: () => void): void
  /** Resolves at that instant; people wait like this. */
  sleepUntil(at: number): Promise<void>
  /** Moves the clock to the next entry and runs it. False when nothing is left. */
  step(): boolean
  /** Nothing is on its way anywhere. */
  isAtRest(): boolean
}

interface Entry {
  readonly at: number
  readonly order: number
  readonly isWork: boolean
  readonly run: () => void
}

export function agendaFrom(start: string): Agenda {
  const heap: Entry[] = []
  let now = Date.parse(start)
  let shown = { at: now, text: start }
  let count = 0
  let working = 0

  function add(at: number, isWork: boolean, run: () => void): void {
    count += 1
    if (isWork) working += 1
    push(heap, { at: Math.max(at, now), order: count, isWork, run })
  }

  const life = (at: number, run: () => void): void => add(at, false, run)
  return {
    clock: {
      now() {
        if (shown.at !== now) shown = { at: now, text: new Date(now).toISOString() }
        return shown.text
      },
    },
    now: () => now,
    work: (after, run) => add(now + after, true, run),
    life,
    sleepUntil: (at) => new Promise((resolve) => life(at, resolve)),
    step() {
      const entry = pop(heap)
      if (entry === undefined) return false
      now = entry.at
      if (entry.isWork) working -= 1
      entry.run()
      return true
    },
    isAtRest: () => working === 0,
  }
}

/**
 * Lets everything run on until it waits for the agenda again. Node empties its queue of promises before the next tick, so nothing is
 * left half done, and nothing outside this thread is waited for.
 */
export function settled(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve))
}

const isBefore = (one: Entry, other: Entry): boolean => one.at < other.at || (one.at === other.at && one.order < other.order)

function push(heap: Entry[], entry: Entry): void {
  let index = heap.length
  heap.push(entry)
  while (index > 0) {
    const above = (index - 1) >> 1
    const parent = heap[above]
    if (parent === undefined || !isBefore(entry, parent)) break
    heap[index] = parent
    index = above
  }
  heap[index] = entry
}

function pop(heap: Entry[]): Entry | undefined {
  const [first] = heap
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return first
  let index = 0
  for (;;) {
    const left = 2 * index + 1
    const [one, other] = [heap[left], heap[left + 1]]
    if (one === undefined) break
    const isOther = other !== undefined && isBefore(other, one)
    const smaller = isOther ? other : one
    if (!isBefore(smaller, last)) break
    heap[index] = smaller
    index = isOther ? left + 1 : left
  }
  heap[index] = last
  return first
}
