/** Time: windows, cut-offs, extensions. What a worker wrote is held against its own clock, what happened against the true one. */

import { windowOf } from '../../../shared/plan/deadline.ts'
import type { PlanState } from '../../../shared/plan/plan.ts'
import { schedulesOf } from '../../../shared/plan/schedule-deadlines.ts'
import { SKEW_MILLISECONDS_MAX } from '../faults.ts'
import type { Report } from './invariant.ts'
import type { Ledger, Logged } from './ledger.ts'

export interface Deadlines {
  /** Before the ledger folds it, the assignment is as the decision saw it; so this is told after, with `now` the true time. */
  add(event: Logged, now: number): void
  atEnd(): void
  readonly counts: { closed: number; submitted: number; late: number; extensions: number }
}

export function deadlinesOf(ledger: Ledger, report: Report): Deadlines {
  const happened = new Map<string, number>()
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
    const closesAt = closingOf(ledger.plan(planId), key)
    const until = ledger.assignment(`${planId}.${key}.${unit}`)?.extension?.until
    const isLate = closesAt !== undefined && submittedAt >= closesAt
    counts.submitted += 1
    if (late) counts.late += 1
    if (isLate !== late) report('cut-off', `${unit} handed in ${key} at ${submittedAt}, marked ${late ? '' : 'not '}late`)
    if (isLate && (until === undefined || submittedAt >= until))
      report('cut-off', `${unit} handed in ${key} at ${submittedAt}, closed at ${closesAt}`)
    // A request is decided on the clock of the moment it began; it may take its function's whole time to be written.
    if (Math.abs(Date.parse(submittedAt) - now) > REQUEST_MILLISECONDS_MAX)
      report('cut-off', `${unit}: ${submittedAt} is not when it was handed in`)
  }

  return {
    counts,
    add(event, now) {
      const { at } = event.metadata
      if (event.name === 'plan.task-closed') {
        counts.closed += 1
        once(`${event.data.planId} ${event.data.key} closed`)
        notBefore(`${event.data.key} closed`, at, closingOf(ledger.plan(event.data.planId), event.data.key), now)
      } else if (event.name === 'plan.task-opened') {
        once(`${event.data.planId} ${event.data.key} opened`)
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

function closingOf(plan: PlanState | undefined, key: string): string | undefined {
  const task = plan?.tasks.find((candidate) => candidate.key === key)
  return windowOf(task?.due ?? null, plan?.policy.closes ?? 'lenient')?.closesAt
}

function endsOf(ledger: Ledger, happened: ReadonlyMap<string, number>, report: Report): void {
  for (const plan of ledger.plans()) {
    if (plan.issuedAt === undefined) continue
    for (const { event } of schedulesOf(plan, '')) {
      const { key } = event.data as { key: string }
      if (event.name === 'deadline.opened' && !happened.has(`${plan.planId} ${key} opened`)) report('deadlines', `${key} never opened`)
      if (event.name === 'deadline.reached' && !happened.has(`${plan.planId} ${key} closed`)) report('deadlines', `${key} never closed`)
    }
  }
  for (const { unit, key, extension } of ledger.assignments()) {
    if (extension !== undefined && extension.ended !== true)
      report('deadlines', `the extension of ${unit} for ${key} until ${extension.until} never ended`)
  }
}
