/**
 * Everything a deadline implies, derived from the one stored value: the document's own reading. Nothing else stores a date, so the
 * page, the mail, the calendar, the schedule and the refusal of a late hand-in cannot disagree.
 */
import type { Due, PlanPolicy, PlanTask } from '../../events/plan.ts'
import { addDays, instantOf, lastDayBefore, wallClock } from '../time/calendar.ts'

/** Reminders go out at the start of the working day, in Hà Nội. */
export const REMINDER_TIME = '08:00'

export interface Window {
  /** First day on which it can be handed in; absent when it can be at once. */
  readonly opensOn?: string
  /** Last good day on the strict reading: people are reminded towards this one. */
  readonly strictLastDay: string
  /** Last good day on the lenient reading. */
  readonly lenientLastDay: string
  /** The last day that counts under the plan's policy. */
  readonly lastDay: string
  /** First instant at which a hand-in is late. */
  readonly closesAt: string
}

/** Undefined where the document gives no date that can be closed on, such as an empty cell or a recurring duty. */
export function windowOf(due: Due | null, closes: PlanPolicy['closes']): Window | undefined {
  if (due?.to === undefined || due.to === null) return undefined
  const { toTime } = due
  // "Trước 17 giờ ngày 25" takes the day in: it is over at the hour, on either reading.
  const exclusive = due.toBound === 'exclusive' && toTime === undefined
  const strictLastDay = exclusive ? addDays(due.to, -1) : due.to
  // "Trước tháng 12" names no day a lenient reader could include.
  const lenientLastDay = exclusive && due.precision === 'month' ? strictLastDay : due.to
  const lastDay = closes === 'strict' ? strictLastDay : lenientLastDay
  return {
    opensOn: due.from ?? undefined,
    strictLastDay,
    lenientLastDay,
    lastDay,
    closesAt: instantOf(toTime === undefined ? addDays(lastDay, 1) : lastDay, toTime),
  }
}

/** The same of a task as it stands in its plan; of a task that is not there, nothing. */
export function windowIn({ policy }: { readonly policy: PlanPolicy }, task: Pick<PlanTask, 'due'> | undefined): Window | undefined {
  return windowOf(task?.due ?? null, policy.closes)
}

/**
 * Until when one unit has more time than the plan gives everybody. The later of the two counts, whichever came last: nothing where an
 * amendment has given as much to all, or names no day any more.
 */
export function outlasting(extension: string | undefined, window: Window | undefined): string | undefined {
  return extension && window && extension > window.closesAt ? extension : undefined
}

export interface Reminder {
  readonly phase: 'near'
  readonly at: string
  readonly daysLeft: number
}

export type Phase = { readonly phase: 'open'; readonly at: string } | Reminder | { readonly phase: 'close'; readonly at: string }

/** What has to happen for a task and when: wall-clock times in Hà Nội, `YYYY-MM-DDTHH:MM`, in order. */
export function phasesOf(task: Pick<PlanTask, 'due'>, policy: PlanPolicy): readonly Phase[] {
  const window = windowOf(task.due, policy.closes)
  if (window === undefined) return []
  const opens: Phase[] = window.opensOn === undefined ? [] : [{ phase: 'open', at: `${window.opensOn}T00:00` }]
  const closing = wallClock(window.closesAt)
  // A reminder before the window opens would ask for what cannot be done yet, and one after it for what cannot be done any more.
  const reminders = remindersTowards(window.strictLastDay, policy).filter(({ at }) => at < closing && at >= (window.opensOn ?? ''))
  return [...opens, ...reminders, { phase: 'close', at: closing }]
}

/** Reminders of the end of one unit's extension, granted at `since` (ISO 8601, UTC): what had passed by then is not caught up on. */
export function extensionReminders(until: string, policy: PlanPolicy, since: string): readonly Reminder[] {
  return remindersTowards(lastDayBefore(until), policy).filter(({ at }) => at > wallClock(since) && at < wallClock(until))
}

function remindersTowards(day: string, { reminderDays }: PlanPolicy): readonly Reminder[] {
  return reminderDays
    .toSorted((left, right) => right - left)
    .map((daysLeft) => ({ phase: 'near', at: `${addDays(day, -daysLeft)}T${REMINDER_TIME}`, daysLeft }))
}
