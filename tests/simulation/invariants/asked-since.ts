/** Judged when the year is over: whom a change of the directory brought under a running plan, and what it heard. */
import type { UnitId } from '../../../shared/directory/model.ts'
import type { Directory } from '../../../shared/directory/snapshot.ts'
import { noticeIdOf } from '../../../shared/notice/queue.ts'
import { audienceOf } from '../../../shared/plan/duties.ts'
import type { PlanState } from '../../../shared/plan/plan.ts'
import { dayOf } from '../../../shared/time/calendar.ts'
import { closingOf, TOLD_MILLISECONDS_MAX, unitsOf } from './amendments.ts'
import type { Ledger } from './ledger.ts'
import type { Judging } from './mails.ts'

/** A change that stands for a while, and a task that runs so long. */
export function checkNewlyAsked(ledger: Ledger, { versions, directories, report }: Judging): void {
  const changes = directories.changes()
  for (const [index, { at, directory }] of changes.entries()) {
    const [before = directory] = directories.between(0, at).slice(-2)
    const until = at + TOLD_MILLISECONDS_MAX
    const day = dayOf(new Date(at).toISOString())
    const isOvertaken = (changes[index + 1]?.at ?? Infinity) < until || day !== dayOf(new Date(until).toISOString())
    for (const { planId } of isOvertaken ? [] : ledger.plans()) {
      const plan = versions.at(planId, at)
      if (plan === undefined || versions.at(planId, until) !== plan) continue
      const known = new Set(askedBy(plan, before, day, until))
      for (const unit of askedBy(plan, directory, day, until)) {
        // What the day brings by itself has no event.
        if (known.has(unit)) continue
        const told = ledger.notice(noticeIdOf({ kind: 'plan-issued', planId, recipient: unit, contact: 1 }))
        if (told?.queuedAt === undefined || Date.parse(told.queuedAt) > until)
          report('newly-asked', `${unit} is asked since ${new Date(at).toISOString()} and was not told that day`)
      }
    }
  }
}

/** Whom it asks a task that still runs then, where its Nơi nhận names them too. */
function askedBy(plan: PlanState, directory: Directory, day: string, then: number): readonly UnitId[] {
  const running = plan.tasks.filter(({ key }) => Date.parse(closingOf(plan, key) ?? '9999-12-31') > then)
  const asked = new Set(running.flatMap(({ key }) => [...unitsOf(plan, key, directory, day)]))
  return audienceOf(plan, directory, day).units.filter((unit) => asked.has(unit) && directory.unit(unit)?.validTo !== day)
}
