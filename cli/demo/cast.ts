/** Who does what and when: decided by the seed before the year begins, so that its end can be checked against it. */
import { type AssignmentOf, assignmentId } from '../../shared/assignment/part.ts'
import type { UnitId } from '../../shared/directory/model.ts'
import type { Directory } from '../../shared/directory/snapshot.ts'
import { type Window, windowIn } from '../../shared/plan/deadline.ts'
import { executorsOf } from '../../shared/plan/duties.ts'
import type { PlanState, TaskState } from '../../shared/plan/plan.ts'
import { addDays, dayOf, instantOf } from '../../shared/time/calendar.ts'
import type { Random } from './random.ts'

/** late-refused tries the day after closing and is refused; late-extended was given more time first. */
export type Fate = 'in-time' | 'late-refused' | 'late-extended' | 'never'

export interface Part {
  readonly key: string
  readonly unit: UnitId
  readonly form: TaskState['form']
  readonly fate: Fate
  /** Day of handing in (or of trying to). */
  readonly day: string
  /** What becomes of an upload before the one that is good. */
  readonly mishap?: 'corrupt' | 'unused'
}

/** Everybody hands in at this time of their day, in Hà Nội. */
export const HAND_IN_TIME = '09:20'

/** Of a hundred parts: this many hand in in time, try late, are late with an extension; the rest never come. */
const SHARES = { inTime: 94, lateRefused: 2, lateExtended: 1 } as const
/** Units keep every fourth Tuesday for this work, counted from this one. */
const A_WORKDAY = '2020-01-07'
const WORKDAY_EVERY_DAYS = 28
const CERTAIN: readonly Fate[] = ['late-refused', 'late-extended', 'never']
/** Of those in time, this share comes before the first reminder; the others wait for one. */
const EARLY_SHARE = 0.9
export const EXTENSION_DAYS = 5

/** Without the parts already `done`: issuing a plan is the hand-in of its own issuer, where the plan asks it for one. */
export function castOf(plan: PlanState, directory: Directory, random: Random, done: readonly AssignmentOf[] = []): readonly Part[] {
  const doneAlready = new Set(done.map(assignmentId))
  const parts: Part[] = []
  for (const task of plan.tasks) {
    const window = windowIn(plan, task)
    const first = dayOf(plan.issuedAt ?? '')
    // What was due before the plan was issued cannot be done any more.
    if (window === undefined || window.closesAt <= instantOf(addDays(first, 1))) continue
    const from = window.opensOn === undefined || window.opensOn < first ? addDays(first, 1) : window.opensOn
    for (const unit of executorsOf(plan, task, directory, first)) {
      if (doneAlready.has(assignmentId({ planId: plan.planId, key: task.key, unit }))) continue
      // However small the year: the first parts make sure that somebody is late, somebody gets more time, somebody never comes.
      const fate = CERTAIN[parts.length] ?? fateOf(random)
      const day =
        fate === 'in-time' ? dayInTime(from, lastMorning(window), random) : addDays(window.lastDay, fate === 'late-extended' ? 3 : 1)
      parts.push({ key: task.key, unit, form: task.form, fate, day })
    }
  }
  return withMishaps(parts)
}

/** The last day on which a hand-in in the morning is in time: a deadline at an hour may come before it. */
function lastMorning({ strictLastDay, closesAt }: Window): string {
  return instantOf(strictLastDay, HAND_IN_TIME) < closesAt ? strictLastDay : addDays(strictLastDay, -1)
}

function fateOf(random: Random): Fate {
  const roll = random.below(100)
  if (roll < SHARES.inTime) return 'in-time'
  if (roll < SHARES.inTime + SHARES.lateRefused) return 'late-refused'
  return roll < SHARES.inTime + SHARES.lateRefused + SHARES.lateExtended ? 'late-extended' : 'never'
}

/** Most come in the first part of the window, some after a reminder; nobody on a day before it opens. */
function dayInTime(from: string, last: string, random: Random): string {
  const days = Math.max(0, daysBetween(from, last))
  const reminded = Math.min(14, days)
  const early = random.next() < EARLY_SHARE
  const day = early ? addDays(from, random.below(Math.max(1, days - reminded + 1))) : addDays(last, -random.below(reminded + 1))
  // A window of a week or two leaves no time to wait for that day.
  const working = days <= 14 ? addDays(from, early ? 0 : reminded) : nextWorkday(day)
  if (working <= last) return working
  const before = addDays(working, -WORKDAY_EVERY_DAYS)
  return early && before >= from ? before : last
}

function nextWorkday(day: string): string {
  const left = daysBetween(day, A_WORKDAY) % WORKDAY_EVERY_DAYS
  // A day after that Tuesday is a negative number of days before it.
  return addDays(day, left < 0 ? left + WORKDAY_EVERY_DAYS : left)
}

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** The first dossiers in time have the mishaps: a file whose type lies, an upload that is asked for and never made. */
function withMishaps(parts: readonly Part[]): readonly Part[] {
  const dossiers = parts.filter((part) => part.form === 'dossier' && part.fate === 'in-time')
  const mishaps = new Map([
    [dossiers[0], 'corrupt' as const],
    [dossiers[1], 'unused' as const],
  ])
  return parts.map((part) => ({ ...part, mishap: mishaps.get(part) }))
}
