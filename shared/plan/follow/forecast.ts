/**
 * Where a task will slip. Of the units that still owed past tasks with as many days left, a certain share handed in by the end; the same
 * share of those who owe now is expected to. Nothing is guessed where there are too few past tasks, and the page says the rule.
 */
import { addDays } from '../../time/calendar.ts'

/** Fewer past tasks than this prove nothing. */
export const PAST_TASKS_MIN = 3
/** Earlier than this before the last day, nearly everybody waits, and a forecast would only frighten. */
export const FORECAST_DAYS_MAX = 30
/** Without past tasks nothing is said before this; from here on, whether half have come. */
export const NEAR_DAYS = 7
/** Shares of units that are expected to be missing. */
export const STEADY_SHARE_MAX = 0.05
export const WATCH_SHARE_MAX = 0.2
/** A task of fewer units has no pace. */
const PACED_UNITS_MIN = 3

/** A task as far as its pace goes: how many units handed in on which day. */
export interface Paced {
  readonly expected: number
  readonly done: number
  readonly days: Readonly<Record<string, number>>
  /** The last day that counts. */
  readonly lastDay: string
}

export type Verdict = 'complete' | 'early' | 'steady' | 'watch' | 'risk'

export interface Forecast {
  readonly verdict: Verdict
  readonly daysLeft: number
  /** How many past tasks it stands on; absent where there were too few, and the verdict follows from the day and the share alone. */
  readonly past?: number
  /** Units expected to be missing at the end: the middle of the past tasks, the best and the worst of them. */
  readonly missing?: { readonly middle: number; readonly best: number; readonly worst: number }
}

export function forecastOf(task: Paced, past: readonly Paced[], today: string): Forecast {
  const daysLeft = daysUntil(task.lastDay, today)
  const owing = task.expected - task.done
  if (owing <= 0) return { verdict: 'complete', daysLeft }
  if (daysLeft > FORECAST_DAYS_MAX) return { verdict: 'early', daysLeft }
  const rates = past.flatMap((one) => rateOf(one, daysLeft) ?? []).toSorted((left, right) => left - right)
  if (rates.length < PAST_TASKS_MIN) {
    // A task for which nobody has handed in yet is not on its pace only because there is nothing to compare it with.
    if (daysLeft > NEAR_DAYS) return { verdict: 'early', daysLeft }
    return { verdict: task.done * 2 < task.expected ? 'watch' : 'steady', daysLeft }
  }
  const missingAt = (rate: number) => Math.round(owing * (1 - rate))
  const missing = { middle: missingAt(middleOf(rates)), best: missingAt(rates.at(-1) ?? 0), worst: missingAt(rates[0] ?? 0) }
  const share = missing.middle / task.expected
  const verdict = share <= STEADY_SHARE_MAX ? 'steady' : share <= WATCH_SHARE_MAX ? 'watch' : 'risk'
  return { verdict, daysLeft, past: rates.length, missing }
}

/** Of those who owed a past task with so many days left, the share that handed in by its last day; nothing where nobody owed. */
function rateOf(task: Paced, daysLeft: number): number | undefined {
  if (task.expected < PACED_UNITS_MIN) return undefined
  const then = doneBy(task, addDays(task.lastDay, -daysLeft))
  const owed = task.expected - then
  return owed <= 0 ? undefined : (doneBy(task, task.lastDay) - then) / owed
}

function doneBy({ days, expected }: Paced, day: string): number {
  const done = Object.entries(days).reduce((sum, [on, count]) => (on <= day ? sum + count : sum), 0)
  return Math.min(done, expected)
}

export interface PacePoint {
  readonly daysLeft: number
  readonly middle: number
  readonly best: number
  readonly worst: number
}

/** What share of its units had handed in a past task with so many days left, from 30 days down to the last: the typical pace. */
export function typicalPace(past: readonly Paced[]): readonly PacePoint[] {
  const paced = past.filter(({ expected }) => expected >= PACED_UNITS_MIN)
  if (paced.length < PAST_TASKS_MIN) return []
  return Array.from({ length: FORECAST_DAYS_MAX + 1 }, (_, index) => {
    const daysLeft = FORECAST_DAYS_MAX - index
    const shares = paced
      .map((task) => doneBy(task, addDays(task.lastDay, -daysLeft)) / task.expected)
      .toSorted((left, right) => left - right)
    return { daysLeft, middle: middleOf(shares), best: shares.at(-1) ?? 0, worst: shares[0] ?? 0 }
  })
}

/** The share handed in of a running task, day by day, from 30 days before its last day to today. */
export function ownPace(task: Paced, today: string): readonly { readonly daysLeft: number; readonly share: number }[] {
  const now = Math.max(0, daysUntil(task.lastDay, today))
  return Array.from({ length: Math.max(0, FORECAST_DAYS_MAX - now + 1) }, (_, index) => {
    const daysLeft = FORECAST_DAYS_MAX - index
    return { daysLeft, share: task.expected === 0 ? 0 : doneBy(task, addDays(task.lastDay, -daysLeft)) / task.expected }
  })
}

function middleOf(sorted: readonly number[]): number {
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
}

function daysUntil(day: string, today: string): number {
  return Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000)
}
