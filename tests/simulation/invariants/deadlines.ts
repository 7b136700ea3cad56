/** Time: windows, cut-offs, extensions. What a worker wrote is held against its own clock, what happened against the true one. */

import { isHandedIn } from '../../../shared/assignment/part.ts'
import { DIRECTORY_FRESH_SECONDS } from '../../../shared/directory/load.ts'
import { schedulesOf } from '../../../shared/plan/course/schedule-deadlines.ts'
import type { PlanState } from '../../../shared/plan/plan.ts'
import { dayOf } from '../../../shared/time/calendar.ts'
import { SKEW_MILLISECONDS_MAX } from '../faults.ts'
import { closingOf, unitsOf } from './amendments.ts'
import { DIRECTORY_BEHIND_MILLISECONDS_MAX } from './directories.ts'
import type { Report } from './invariant.ts'
import type { Ledger, Logged } from './ledger.ts'
import type { Judging } from './mails.ts'

export interface Deadlines {
  /** Before the ledger folds it, the assignment is as the decision saw it; so this is told after, with `now` the true time. */
  add(event: Logged, now: number): void
  atEnd(): void
  readonly counts: { closed: number; submitted: number; late: number; extensions: number }
}

export function deadlinesOf(ledger: Ledger, { versions, directories, report }: Judging): Deadlines {
  const happened = new Map<string, number>()
  /** When anything last happened to a task's work. */
  const movedAt = new Map<string, number>()
  const counts = { closed: 0, submitted: 0, late: 0, extensions: 0 }
  const once = (what: string): void => {
    happened.set(what, (happened.get(what) ?? 0) + 1)
    if (happened.get(what) !== 1) report('deadlines', `${what} a second time`)
  }
  const notBefore = (what: string, at: string, instant: string | undefined, now: number): void => {
    if (instant === undefined || at < instant || now < Date.parse(instant)) report('deadlines', `${what} at ${at}, before ${instant}`)
  }

  function handIn(event: Extract<Logged, { name: 'assignment.submitted' }>, now: number): void {
    const { planId, key, unit, submittedAt, late } = event.data
    const until = ledger.assignment(`${planId}.${key}.${unit}`)?.extension?.until
    counts.submitted += 1
    if (late) counts.late += 1
    // An amendment may overtake a request: it was decided on one of the versions that stood while it was under way.
    const known = versions.since(planId, now - REQUEST_MILLISECONDS_MAX).filter((plan) => plan.tasks.some((task) => task.key === key))
    const directoriesKnown = directories.between(now - REQUEST_MILLISECONDS_MAX - DIRECTORY_FRESH_SECONDS * 1_000)
    const asking = known.filter((plan) => directoriesKnown.some((one) => unitsOf(plan, key, one, dayOf(submittedAt)).has(unit)))
    if (asking.length === 0) report('cut-off', `${unit} handed in ${key}, of which it is not asked`)
    const closings = asking.map((plan) => closingOf(plan, key))
    const isLateFor = (closesAt: string | undefined) => closesAt !== undefined && submittedAt >= closesAt
    if (asking.length > 0 && !closings.some((closesAt) => isLateFor(closesAt) === late))
      report('cut-off', `${unit} handed in ${key} at ${submittedAt}, marked ${late ? '' : 'not '}late`)
    if (closings.every(isLateFor) && (until === undefined || submittedAt >= until))
      report('cut-off', `${unit} handed in ${key} at ${submittedAt}, closed at ${closings.join()}`)
    // A request is decided on the clock of the moment it began; it may take its function's whole time to be written.
    if (Math.abs(Date.parse(submittedAt) - now) > REQUEST_MILLISECONDS_MAX)
      report('cut-off', `${unit}: ${submittedAt} is not when it was handed in`)
  }

  /** It counts those that are asked on the day, and of these all who have handed in, as far as it can know. */
  function checkClosing({ data, metadata }: Extract<Logged, { name: 'plan.task-closed' }>, now: number): void {
    const { planId, key, expected, done } = data
    const known = directories.between(now - DIRECTORY_BEHIND_MILLISECONDS_MAX)
    const asked = versions
      .since(planId, now - DIRECTORY_BEHIND_MILLISECONDS_MAX)
      .flatMap((plan) => known.map((directory) => unitsOf(plan, key, directory, dayOf(metadata.at))))
    const isSettled = (movedAt.get(`${planId}.${key}`) ?? 0) < now - DIRECTORY_BEHIND_MILLISECONDS_MAX
    const doneIn = (units: ReadonlySet<string>) =>
      [...units].filter((unit) => isHandedIn(ledger.assignment(`${planId}.${key}.${unit}`)?.state)).length
    if (!asked.some((units) => units.size === expected && (!isSettled || doneIn(units) === done)))
      report(
        'one-truth',
        `${key} closed with ${done} of ${expected}, and ${asked.map((units) => `${doneIn(units)} of ${units.size}`).join()} is true`,
      )
  }

  return {
    counts,
    add(event, now) {
      const { at } = event.metadata
      if (event.name.startsWith('assignment.') && 'key' in event.data) movedAt.set(`${event.data.planId}.${event.data.key}`, now)
      if (event.name === 'plan.task-closed') {
        const { planId, key, revision } = event.data
        counts.closed += 1
        once(nameOf(planId, key, revision, 'closed'))
        const plan = ledger.plan(planId)
        // Of a deadline that was moved, the signal for the date before closes nothing.
        if (revision !== plan?.tasks.find((task) => task.key === key)?.revision)
          report('deadlines', `${key} closed for a date that is no more`)
        notBefore(`${key} closed`, at, closingOf(plan, key), now)
        checkClosing(event, now)
      } else if (event.name === 'plan.task-opened') {
        const { planId, key } = event.data
        once(nameOf(planId, key, ledger.plan(planId)?.tasks.find((task) => task.key === key)?.revision, 'opened'))
      } else if (event.name === 'assignment.submitted') {
        handIn(event, now)
      } else if (event.name === 'assignment.extension-ended') {
        counts.extensions += 1
        once(`the extension ${event.metadata.stream} until ${event.data.until} ended`)
        notBefore(`an extension of ${event.data.unit} ended`, at, event.data.until, now)
      }
    },
    atEnd: () => endsOf(ledger, happened, report),
  }
}

const REQUEST_MILLISECONDS_MAX = 35_000 + SKEW_MILLISECONDS_MAX

/** Each deadline a task ever had opens and closes by itself. */
const nameOf = (planId: string, key: string, revision: number | undefined, what: 'opened' | 'closed'): string =>
  `${planId} ${key}${revision === undefined ? '' : ` as amended by ${revision}`} ${what}`

function endsOf(ledger: Ledger, happened: ReadonlyMap<string, number>, report: Report): void {
  for (const plan of ledger.plans()) {
    if (plan.issuedAt === undefined) continue
    for (const { event } of schedulesOf(plan, '')) {
      const { key, revision } = event.data as { key: string; revision?: number }
      const has = (what: 'opened' | 'closed') => happened.has(nameOf(plan.planId, key, revision, what))
      if (event.name === 'deadline.opened' && !has('opened') && !isOpenedByAct(plan, key)) report('deadlines', `${key} never opened`)
      if (event.name === 'deadline.reached' && !has('closed') && !isClosedAlready(plan, key)) report('deadlines', `${key} never closed`)
    }
  }
  for (const { unit, key, extension } of ledger.assignments()) {
    if (extension !== undefined && extension.ended !== true)
      report('deadlines', `the extension of ${unit} for ${key} until ${extension.until} never ended`)
  }
}

/** An amendment that moves a deadline to before its own day leaves a closed task closed. */
function isClosedAlready(plan: PlanState, key: string): boolean {
  const task = plan.tasks.find((candidate) => candidate.key === key)
  const setAt = plan.amendments?.find(({ amendment }) => amendment === task?.revision)?.at
  const closesAt = closingOf(plan, key)
  return task?.state === 'closed' && setAt !== undefined && closesAt !== undefined && closesAt <= setAt
}

/** A window that a later date opens was never shut: opening it again would say something that is not so. */
function isOpenedByAct(plan: PlanState, key: string): boolean {
  const task = plan.tasks.find((candidate) => candidate.key === key)
  return task?.openedAt !== undefined && task.openedAt === plan.amendments?.find(({ amendment }) => amendment === task.revision)?.at
}
