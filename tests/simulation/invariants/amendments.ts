/** What an amendment must bring about, and whom: judged from the two versions of the plan, without the code that tells people. */

import type { Directory } from '../../../shared/directory/snapshot.ts'
import type { MemoryScheduler } from '../../../shared/memory/scheduler.ts'
import type { NoticeState } from '../../../shared/notice/notice.ts'
import { noticeIdOf } from '../../../shared/notice/queue.ts'
import { schedulesOf } from '../../../shared/plan/course/schedule-deadlines.ts'
import { windowOf } from '../../../shared/plan/deadline.ts'
import { executorsOf } from '../../../shared/plan/duties.ts'
import type { PlanState } from '../../../shared/plan/plan.ts'
import { dayOf } from '../../../shared/time/calendar.ts'
import { SKEW_MILLISECONDS_MAX } from '../faults.ts'
import { DIRECTORY_BEHIND_MILLISECONDS_MAX } from './directories.ts'
import type { Report } from './invariant.ts'
import type { Ledger } from './ledger.ts'
import type { Judging } from './mails.ts'
import type { Amendment } from './versions.ts'

/** A mail is written from the plan that its worker read when it began, and a worker runs ten seconds at most. */
const MAIL_BEHIND_MILLISECONDS_MAX = 10_000 + 2 * SKEW_MILLISECONDS_MAX

/** Who climbs the ladder works on what was read when the work began: at most so long ago. */
const WORK_MILLISECONDS_MAX = 300_000 + 2 * SKEW_MILLISECONDS_MAX

/** Within which every reaction has done what it has to, however often it is struck. */
export const TOLD_MILLISECONDS_MAX = 6 * 60 * 60_000

/** At the moment SES takes a reminder: is it of a date the plan still has, to a unit that is still asked? */
export function checkReminder(notice: NoticeState, { versions, directories, report }: Judging, now: number): void {
  if (notice.kind !== 'reminder' && notice.kind !== 'escalation') return
  const { noticeId, planId = '', key = '', facts, recipient, queuedAt = new Date(now).toISOString() } = notice
  const unit = typeof facts.unit === 'string' ? facts.unit : recipient
  const isDate = versions.since(planId, now - MAIL_BEHIND_MILLISECONDS_MAX).some((plan) => closingOf(plan, key) === facts.closesAt)
  // Whom it goes to was decided when it was queued: what the unit has heard since is looked at below.
  // That is by the clock of whoever queued it, which may be behind the one the directory is kept by.
  const queued = Date.parse(queuedAt)
  const decided = versions.since(planId, queued - WORK_MILLISECONDS_MAX)
  const known = directories.between(queued - DIRECTORY_BEHIND_MILLISECONDS_MAX, queued + SKEW_MILLISECONDS_MAX)
  const isAsked = decided.some((plan) => known.some((directory) => unitsOf(plan, key, directory, dayOf(queuedAt)).has(unit)))
  if (!isAsked) report('moved', `${noticeId} reminds ${unit} of ${key}, of which it is not asked`)
  else if (!isDate) report('moved', `${noticeId} reminds of ${key} by ${String(facts.closesAt)}, which is no longer its date`)
}

/** Once a unit has been told that a task is no longer its own, no mail reminds it of that task any more. */
export function checkReleased(
  { noticeId, kind, planId = '', key = '', facts, recipient }: NoticeState,
  ledger: Ledger,
  { versions, directories, report }: Judging,
  now: number,
): void {
  if (kind !== 'reminder' && kind !== 'escalation') return
  const unit = typeof facts.unit === 'string' ? facts.unit : recipient
  // Whom the directory has changed since may be asked by the very words that released it.
  const [directory, ...others] = directories.between(0)
  if (directory === undefined || others.length > 0) return
  const asks = (plan: PlanState, at: string) => unitsOf(plan, key, directory, dayOf(at)).has(unit)
  const last = versions.amendments().findLast(({ was, is, at }) => is.planId === planId && asks(was, at) !== asks(is, at))
  if (last === undefined || asks(last.is, last.at)) return
  const told = ledger.notice(noticeIdOf({ kind: 'plan-amended', planId, recipient: unit, contact: 1, occasion: String(last.amendment) }))
  if (told?.queuedAt !== undefined && Date.parse(told.queuedAt) < now - MAIL_BEHIND_MILLISECONDS_MAX)
    report('moved', `${noticeId} reminds ${unit} of ${key}, though it was told that it is asked no more`)
}

/** At rest nothing waits in the scheduler but what the plan says now. */
export function checkSchedules(plan: PlanState, scheduler: MemoryScheduler, report: Report): void {
  const meant = new Set(schedulesOf(plan, '').map(({ name }) => name))
  for (const { name, detailType } of scheduler.waiting())
    if (!detailType.startsWith('deadline.extension-') && name.startsWith(`${plan.planId}.`) && !meant.has(name))
      report('deadlines', `${name} still waits, of a deadline that is no more`)
}

/** Each unit for which something is different has one mail about it, and nobody else has any. */
export function checkAffected(ledger: Ledger, { versions, directories, report }: Judging): void {
  for (const amendment of versions.amendments()) {
    const { planId, issuerUnit: planIssuer } = amendment.is
    // By whichever directory stood while everybody was being told.
    const at = Date.parse(amendment.at)
    const known = directories.between(at - DIRECTORY_BEHIND_MILLISECONDS_MAX, at + TOLD_MILLISECONDS_MAX)
    const each = known.map((directory) => touchedBy(amendment, directory))
    const touched = new Set(each.flatMap((some) => [...some]))
    const idOf = (recipient: string) =>
      noticeIdOf({ kind: 'plan-amended', planId, recipient, contact: 1, occasion: String(amendment.amendment) })
    for (const unit of touched)
      if (unit !== planIssuer && each.every((some) => some.has(unit)) && ledger.notice(idOf(unit)) === undefined)
        report('affected', `${unit} never heard of amendment ${amendment.amendment}`)
    for (const { kind, recipient, contact, facts } of ledger.notices()) {
      if (kind !== 'plan-amended' || contact !== 1 || facts.amendment !== amendment.amendment) continue
      if (!touched.has(recipient) || recipient === planIssuer)
        report('affected', `${recipient} was told of amendment ${amendment.amendment}, which changes nothing for it`)
    }
  }
}

function touchedBy({ was, is, at }: Amendment, directory: Directory): Set<string> {
  const touched = new Set<string>()
  const day = dayOf(at)
  const isThere = (unit: string) => directory.asOf(day).units.some(({ id }) => id === unit)
  for (const key of new Set([...was.tasks, ...is.tasks].map((task) => task.key))) {
    const [had, has] = [unitsOf(was, key, directory, day), unitsOf(is, key, directory, day)]
    for (const unit of new Set([...had, ...has]))
      if (isThere(unit) && (had.has(unit) !== has.has(unit) || isOther(was, is, key, at))) touched.add(unit)
  }
  return touched
}

/** The story changes dates and executors only; a date that was past and stays so concerns nobody. */
function isOther(was: PlanState, is: PlanState, key: string, at: string): boolean {
  const due = ({ tasks }: PlanState) => JSON.stringify(tasks.find((task) => task.key === key)?.due)
  const isPast = (plan: PlanState) => {
    const closesAt = closingOf(plan, key)
    return closesAt !== undefined && closesAt <= at
  }
  return due(was) !== due(is) && !(isPast(was) && isPast(is))
}

export function unitsOf(plan: PlanState, key: string, directory: Directory, day: string): ReadonlySet<string> {
  const task = plan.tasks.find((candidate) => candidate.key === key)
  return task === undefined ? new Set() : executorsOf(plan, task, directory, day)
}

export function closingOf(plan: PlanState | undefined, key: string): string | undefined {
  const task = plan?.tasks.find((candidate) => candidate.key === key)
  return windowOf(task?.due ?? null, plan?.policy.closes ?? 'lenient')?.closesAt
}
