/**
 * What goes wrong, and how often. Each seed has its own weather, from calm to storm. No message is hit more often than its retries can
 * bear: what is left in a dead-letter queue at the end is then a fault of the system, not of the weather.
 */
import { type Chance, chanceOf } from './chance.ts'

/**
 * At one effect of a running function. After a crash nothing more is run, not even a catch block; `throttled` is an error instead of the
 * effect, `answer-lost` one after it; `slow` may last until the function's timeout ends it.
 */
export type Fault = 'crash-before' | 'crash-after' | 'throttled' | 'answer-lost' | 'slow'

export interface Weather {
  readonly name: string
  /** What befalls this effect; `subjects` are the messages or the request that the function is busy with. */
  strike(effect: string, subjects: readonly string[]): Fault | undefined
  /** How long an effect takes, in milliseconds. */
  latency(fault: Fault | undefined): number
  /** Whether a read is slow enough for others to get in between. */
  isReadSlow(): boolean
  /** When each copy of an event reaches its queue, in milliseconds; more than one copy is a duplicate. */
  deliveries(): readonly number[]
  /** The same for a report of SES; an empty list is a report that never comes. */
  reports(isSend: boolean): readonly number[]
  /** A batch of the stream: how many of its records are published before it fails. Undefined: all of them. */
  publishedBefore(records: number, failures: number): { readonly count: number; readonly how: 'refused' | 'crashed' } | undefined
  /** How much the clock of a new environment is wrong, in milliseconds. */
  skew(): number
  /** A browser that sends the same request twice. */
  isClickedTwice(): boolean
  /** From here on the sky is clear, so that everything must come to its end. */
  clear(): void
}

/**
 * A worker's clock is at most this wrong. Two may differ by twice as much, which stays inside the claim's own margin: a claim lives 15
 * seconds, its worker at most 10.
 */
export const SKEW_MILLISECONDS_MAX = 2_000
/** A message is received five times at most; two failures of the weather leave room for those that follow from them. */
const FAULTS_PER_SUBJECT_MAX = 2
const RELAY_FAILURES_MAX = 3
const MINUTE = 60_000

const climates = [
  { name: 'calm', rate: 0 },
  { name: 'breeze', rate: 0.4 },
  { name: 'wind', rate: 1 },
  { name: 'storm', rate: 3 },
] as const

/** Of a hundred writes in wind, so many are hit by each. */
const odds: readonly (readonly [Fault, number])[] = [
  ['crash-before', 0.01],
  ['crash-after', 0.012],
  ['throttled', 0.015],
  ['answer-lost', 0.012],
  ['slow', 0.012],
]
const READ_THROTTLED = 0.002
const reads = new Set([
  'store.load',
  'store.loadMany',
  'store.list',
  'store.shelf',
  'store.events',
  'store.outcomeOf',
  'files.facts',
  'files.head',
  'files.tail',
])

export function weatherOf(seed: number): Weather {
  const chance = chanceOf(seed, 1)
  const { name, rate: climate } = chance.pick(climates)
  const struck = new Map<string, number>()
  let rate = climate
  const canBear = (subjects: readonly string[]): boolean => subjects.every((subject) => (struck.get(subject) ?? 0) < FAULTS_PER_SUBJECT_MAX)
  return {
    name,
    strike(effect, subjects) {
      const fault = faultOf(effect, chance, rate)
      if (fault === undefined || !canBear(subjects)) return undefined
      for (const subject of subjects) struck.set(subject, (struck.get(subject) ?? 0) + 1)
      return fault
    },
    latency: (fault) =>
      fault === 'slow' ? chance.between(2_000, 12_000) : chance.happens(0.1) ? chance.between(50, 900) : chance.between(2, 30),
    isReadSlow: () => chance.happens(0.15),
    deliveries: () => [arrival(chance, rate), ...(chance.happens(0.04 * rate) ? [arrival(chance, rate)] : [])],
    reports(isSend) {
      // Only "sent" has a promise resting on it: late or lost, it opens the one window in which a mail may go out twice.
      if (isSend && chance.happens(0.01 * rate)) return []
      const late = chance.happens(0.05 * rate) ? chance.between(MINUTE, 10 * MINUTE) : 0
      return chance.happens(0.03 * rate) ? [late, late + chance.between(0, MINUTE)] : [late]
    },
    publishedBefore(records, failures) {
      if (failures >= RELAY_FAILURES_MAX || !chance.happens(0.03 * rate)) return undefined
      return { count: chance.whole(0, records - 1), how: chance.happens(0.5) ? 'refused' : 'crashed' }
    },
    skew: () => (rate === 0 ? 0 : chance.whole(-SKEW_MILLISECONDS_MAX, SKEW_MILLISECONDS_MAX)),
    isClickedTwice: () => chance.happens(0.05 * rate),
    clear() {
      rate = 0
    },
  }
}

function faultOf(effect: string, chance: Chance, rate: number): Fault | undefined {
  if (rate === 0) return undefined
  if (reads.has(effect)) return chance.happens(READ_THROTTLED * rate) ? 'throttled' : undefined
  let draw = chance.next() / rate
  for (const [fault, share] of odds) {
    if (draw < share) return fault
    draw -= share
  }
  return undefined
}

/** Mostly at once, sometimes after a while: that alone puts events out of order. */
function arrival(chance: Chance, rate: number): number {
  if (chance.happens(0.03 * rate)) return chance.between(MINUTE, 20 * MINUTE)
  return chance.happens(0.1) ? chance.between(100, 3_000) : chance.between(5, 100)
}
