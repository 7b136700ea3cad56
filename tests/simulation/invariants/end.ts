/** What must hold when the year is over and nothing is left to do: nothing stuck, nobody forgotten, only poison in the dead letters. */
import { createHash } from 'node:crypto'
import type { NoticeKind } from '../../../events/notice.ts'
import { isUnitId, isValidOn } from '../../../shared/directory/model.ts'
import type { Directory } from '../../../shared/directory/snapshot.ts'
import { isWaiting } from '../../../shared/notice/notice.ts'
import { noticeIdOf } from '../../../shared/notice/queue.ts'
import { REMINDER_STALE_SECONDS } from '../../../shared/notice/remind.ts'
import { failureOccasion } from '../../../shared/notice/tell-failure.ts'
import { issueNotices } from '../../../shared/notice/tell-recipients.ts'
import { schedulesOf } from '../../../shared/plan/course/schedule-deadlines.ts'
import { extensionReminders, windowIn } from '../../../shared/plan/deadline.ts'
import type { PlanState } from '../../../shared/plan/plan.ts'
import { dayOf, instantOf, wallClock } from '../../../shared/time/calendar.ts'
import { SKEW_MILLISECONDS_MAX } from '../faults.ts'
import { idOf, type Queues } from '../queues.ts'
import { closingOf, TOLD_MILLISECONDS_MAX, unitsOf } from './amendments.ts'
import { DIRECTORY_BEHIND_MILLISECONDS_MAX, type Directories } from './directories.ts'
import type { Report } from './invariant.ts'
import type { Ledger, Logged } from './ledger.ts'
import type { Judging } from './mails.ts'
import type { Versions } from './versions.ts'

export function checkSettled(ledger: Ledger, queues: Queues, streamLeft: number, schedulesLeft: number, report: Report): void {
  for (const message of queues.left()) report('settled', `${idOf(message)} still lies in a queue`)
  if (streamLeft > 0) report('settled', `${streamLeft} records were never relayed`)
  if (schedulesLeft > 0) report('settled', `${schedulesLeft} schedules never fired`)
  for (const notice of ledger.notices()) if (isWaiting(notice)) report('settled', `${notice.noticeId} (${notice.kind}) was never sent`)
}

/** `poison` maps the id of each poisonous event to the functions it was sent to. */
export function checkDeadLetters(
  ledger: Ledger,
  queues: Queues,
  poison: ReadonlyMap<string, ReadonlySet<string>>,
  directory: Directory,
  report: Report,
) {
  for (const { function: name, message } of queues.buried) {
    if (poison.get(idOf(message))?.has(name) !== true) report('dead-letters', `${name} buried ${idOf(message)}, which is no poison`)
  }
  const failures = ledger.failures()
  const officers = directory.people.filter((person) => person.roles.some((role) => role.role === 'officer'))
  for (const [eventId, names] of poison) {
    for (const name of names) {
      if (!queues.buried.some((one) => one.function === name && idOf(one.message) === eventId))
        report('dead-letters', `${name} did not bury ${eventId}`)
      const failure = `failure#${createHash('sha256').update(`${name}\n${eventId}`).digest('hex').slice(0, 32)}`
      const failedAt = failures.get(failure)
      if (failedAt === undefined) {
        report('dead-letters', `${name} never said that it gave up on ${eventId}`)
        continue
      }
      const isTold = officers.some(({ id }) =>
        ledger.notice(noticeIdOf({ kind: 'reaction-failed', recipient: id, contact: 1, occasion: failureOccasion(name, failedAt) })),
      )
      if (!isTold) report('dead-letters', `no officer was told that ${name} gave up on ${eventId}`)
    }
  }
}

const told: Readonly<Record<string, NoticeKind>> = {
  'assignment.submitted': 'receipt',
  'assignment.returned': 'returned',
  'assignment.accepted': 'accepted',
  'assignment.extended': 'extended',
  'assignment.extension-ended': 'extension-ended',
  'assignment.file-refused': 'file-refused',
}

export function checkTold(ledger: Ledger, judging: Judging): void {
  const { versions, directories, report } = judging
  const expect = (of: Parameters<typeof noticeIdOf>[0], why: string): void => {
    if (ledger.notice(noticeIdOf(of)) === undefined) report('told', `${of.recipient} has no mail (${of.kind}) about ${why}`)
  }
  for (const event of ledger.events) {
    const kind = told[event.name]
    const { metadata, data } = event
    if (event.name === 'assignment.extended') checkExtension(event, { ledger, ...judging }, expect)
    if (event.name === 'assignment.extension-ended' && isOvertaken(event, versions)) continue
    if (kind !== undefined && 'unit' in data && 'planId' in data) {
      if (!isThereAlong(data.unit, directories, Date.parse(metadata.at))) continue
      expect({ kind, planId: data.planId, key: data.key, recipient: data.unit, contact: 1, occasion: metadata.id }, metadata.id)
    } else if (event.name === 'plan.task-closed') {
      const { planId, key, revision } = event.data
      const plan = ledger.plan(planId)
      const occasion = revision === undefined ? undefined : String(revision)
      // Of a task that was withdrawn right then there is nothing to tell.
      if (plan?.tasks.some((task) => task.key === key))
        expect({ kind: 'task-closed', planId, key, recipient: plan.owner ?? '', contact: 1, occasion }, metadata.id)
    } else if (event.name === 'notice.bounced') {
      const {
        kind: bounced,
        planId,
        key,
        recipient,
        contact,
      } = ledger.notice(event.data.noticeId) ?? { kind: 'receipt', recipient: '', contact: 9 }
      const unit = isUnitId(recipient) ? directories.now().unit(recipient) : undefined
      if (unit?.contacts[contact] !== undefined && isThereAlong(recipient, directories, Date.parse(metadata.at)))
        expect({ kind: bounced, planId, key, recipient, contact: contact + 1, occasion: event.data.noticeId }, metadata.id)
    }
  }
  for (const plan of ledger.plans()) if (plan.issuedAt !== undefined) checkPlan(plan, plan.issuedAt, { ledger, ...judging }, expect)
}

/** Whoever tells it may look at any directory from then on, on that day or the next. */
function isThereAlong(id: string, directories: Directories, at: number): boolean {
  const until = at + TOLD_MILLISECONDS_MAX
  const days = [at, until].map((time) => dayOf(new Date(time).toISOString()))
  const isThere = (directory: Directory) => days.every((day) => directory.units.some((unit) => unit.id === id && isValidOn(unit, day)))
  return directories.between(at - DIRECTORY_BEHIND_MILLISECONDS_MAX, until).every(isThere)
}

/** An amendment took the task out, or gave everybody more time than the unit had been given: nobody need hear that this ended. */
function isOvertaken({ data, metadata }: Extract<Logged, { name: 'assignment.extension-ended' }>, versions: Versions): boolean {
  const since = versions.since(data.planId, Date.parse(metadata.at) - 2 * SKEW_MILLISECONDS_MAX)
  return since.some((plan) => (closingOf(plan, data.key) ?? '9999') > data.until)
}

/** Each step before the last end it was given, for a unit that never lifted a finger in a plan and a directory that never changed. */
function checkExtension(
  { data, metadata }: Extract<Logged, { name: 'assignment.extended' }>,
  { ledger, directories }: Judging & { readonly ledger: Ledger },
  expect: (of: Parameters<typeof noticeIdOf>[0], why: string) => void,
): void {
  const { planId, key, unit, until } = data
  const plan = ledger.plan(planId)
  const assignment = ledger.assignment(`${planId}.${key}.${unit}`)
  const task = plan?.tasks.find((candidate) => candidate.key === key)
  const window = plan && windowIn(plan, task)
  if (plan === undefined || window === undefined || plan.amendments !== undefined || directories.between(0).length > 1) return
  if (assignment?.extension?.until !== until || assignment.submissions.length > 0) return
  for (const { at, daysLeft } of extensionReminders(until, plan.policy, metadata.at)) {
    if (at <= wallClock(window.closesAt)) continue
    expect(
      { kind: 'reminder', planId, key, recipient: unit, contact: 1, occasion: `${daysLeft}#${until}` },
      `${daysLeft} days before ${until}`,
    )
  }
}

/** Everybody in Nơi nhận, and each step of the ladder for those who never lifted a finger. */
function checkPlan(
  plan: PlanState,
  issuedAt: string,
  { ledger, versions, directories, report }: Judging & { readonly ledger: Ledger },
  expect: (of: Parameters<typeof noticeIdOf>[0], why: string) => void,
): void {
  // The story changes the directory long after everybody has been told.
  const [first] = directories.between(0)
  if (first === undefined) return
  for (const { noticeId, recipient } of issueNotices(plan, first, dayOf(issuedAt)).notices) {
    if (ledger.notice(noticeId) === undefined) report('told', `${recipient} was not told of the plan`)
  }
  const { planId } = plan
  for (const { at, event } of schedulesOf(plan, '')) {
    if (event.name !== 'deadline.near') continue
    const [date = '', time = ''] = at.split('T')
    const { key, daysLeft } = event.data as { key: string; daysLeft: number }
    // Whom an amendment or the directory asked later, or released meanwhile, may or may not have been reminded.
    const due = Date.parse(instantOf(date, time))
    const before = versions.at(planId, due)
    const known = directories.between(due - DIRECTORY_BEHIND_MILLISECONDS_MAX, due + REMINDER_STALE_SECONDS * 1_000)
    const owing = (of: PlanState): readonly string[] => {
      const [first, ...others] = known.map((directory) => unitsOf(of, key, directory, date))
      return [...(first ?? [])].filter((unit) => others.every((some) => some.has(unit)))
    }
    const task = plan.tasks.find((candidate) => candidate.key === key)
    const closesAt = windowIn(plan, task)?.closesAt
    for (const recipient of task === undefined ? [] : owing(plan)) {
      if (before !== undefined && !owing(before).includes(recipient)) continue
      if (ledger.assignment(`${planId}.${key}.${recipient}`) === undefined)
        expect(
          { kind: 'reminder', planId, key, recipient, contact: 1, occasion: `${daysLeft}#${closesAt}` },
          `${daysLeft} days before ${key}`,
        )
    }
  }
}
