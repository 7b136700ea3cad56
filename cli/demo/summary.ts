/** The end of the year, counted from the record, and every promise checked against the script. */
import type { AssignmentState } from '../../shared/assignment/assignment.ts'
import { isHandedIn } from '../../shared/assignment/part.ts'
import { splitStream, stateOf } from '../../shared/log/command.ts'
import type { NoticeState } from '../../shared/notice/notice.ts'
import { deliveryOf } from '../../shared/notice/notice.ts'
import { windowIn } from '../../shared/plan/deadline.ts'
import { findPlan } from '../../shared/plan/load.ts'
import type { PlanState } from '../../shared/plan/plan.ts'
import type { StoredState } from '../../shared/ports.ts'
import { addDays, dayOf, weekdayOf } from '../../shared/time/calendar.ts'
import type { ProductMachine } from '../machine.ts'
import { deadLetters } from '../redrive.ts'
import { verifyAll } from '../verify.ts'
import type { Part } from './cast.ts'
import type { Played } from './play.ts'

export interface Check {
  readonly promise: string
  readonly holds: boolean
  readonly seen?: string
}

export interface YearRecord {
  readonly plan: PlanState
  readonly assignments: readonly AssignmentState[]
  readonly notices: readonly NoticeState[]
  /** Notice ids as SES accepted them, one for each mail. */
  readonly accepted: readonly { readonly noticeId: string; readonly at: string }[]
  readonly verified: Awaited<ReturnType<typeof verifyAll>>
}

/** Everything the checks look at, read once. */
export async function readRecord({ cloud, world }: ProductMachine, planId: string): Promise<YearRecord> {
  const plan = (await findPlan(world.store, planId))?.plan
  if (plan === undefined) throw new Error(`${planId} is gone`)
  const states: StoredState[] = []
  const verified = await verifyAll(world, (stored) => void states.push(stored))
  const statesOf = <State>(kind: string) =>
    states.filter(({ stream }) => splitStream(stream)[0] === kind).flatMap((stored) => stateOf<State>(stored) ?? [])
  const accepted = [...cloud.mail.accepted()].flatMap(({ tags, acceptedAt }) =>
    tags.notice === undefined ? [] : [{ noticeId: tags.notice, at: new Date(acceptedAt).toISOString() }],
  )
  return { plan, assignments: statesOf<AssignmentState>('assignment'), notices: statesOf<NoticeState>('notice'), accepted, verified }
}

export async function summarize(machine: ProductMachine, record: YearRecord, cast: readonly Part[], played: Played) {
  const figures = await figuresOf(machine, record)
  return { figures, checks: checksOf(figures, record, cast, played) }
}

async function figuresOf(machine: ProductMachine, record: YearRecord) {
  const { plan, assignments, notices, accepted, verified } = record
  const letters = await deadLetters(machine.world.sqs)
  const files = assignments.flatMap((assignment) => assignment.files)
  const filesIn = (...states: readonly string[]) => files.filter((file) => states.includes(file.state)).length
  const noticesIn = (...states: readonly string[]) => notices.filter((notice) => states.includes(deliveryOf(notice))).length
  const distinct = new Set(accepted.map(({ noticeId }) => noticeId)).size
  return {
    events: verified.events,
    notices: {
      intended: notices.length,
      sent: distinct,
      bounced: noticesIn('bounced'),
      acknowledged: noticesIn('acknowledged'),
      cancelled: noticesIn('cancelled'),
      duplicates: accepted.length - distinct,
      mostInAWeek: mostInAWeek(record),
    },
    uploads: { offered: files.length, accepted: filesIn('attached', 'removed'), refused: filesIn('refused'), expired: filesIn('expired') },
    tasks: plan.tasks.map((task) => ({
      tt: task.key,
      closedAt: task.closing?.at ?? null,
      expected: task.closing?.expected ?? 0,
      owing: task.closing?.owing ?? 0,
      late: assignments.filter((one) => one.key === task.key && one.submissions.some((submission) => submission.late)).length,
    })),
    deadLetters: letters.reduce((sum, { messages }) => sum + messages, 0),
    log: { verified: verified.faults.length === 0, logs: verified.logs },
  }
}

type Figures = Awaited<ReturnType<typeof figuresOf>>

function checksOf(figures: Figures, record: YearRecord, cast: readonly Part[], { refusedLate }: Played): readonly Check[] {
  const { notices, uploads, tasks } = figures
  const { plan, assignments } = record
  const check = (promise: string, holds: boolean, seen?: unknown): Check => ({
    promise,
    holds,
    seen: holds ? undefined : JSON.stringify(seen),
  })
  const waiting = record.notices.filter((notice) => deliveryOf(notice) === 'queued')
  const open = plan.tasks.filter((task) => task.state !== 'closed')
  const early = plan.tasks.filter((task) => task.closing !== undefined && task.closing.at < (windowIn(plan, task)?.closesAt ?? ''))
  const late = assignments.filter((one) => one.submissions.some((submission) => submission.late))
  const lateCast = cast.filter((part) => part.fate === 'late-extended')
  return [
    check('no mail twice', notices.duplicates === 0, notices.duplicates),
    check(
      'no mail left in the outbox',
      waiting.length === 0,
      waiting.map((notice) => notice.noticeId),
    ),
    check(
      'every mail sent, held back for a reason, or refused by SES',
      notices.sent + notices.cancelled + unsendable(record) === notices.intended,
      notices,
    ),
    check('nobody reminded of what they had done', remindedAfterDone(record).length === 0, remindedAfterDone(record)),
    check('every upload accepted, refused or expired', uploads.offered === uploads.accepted + uploads.refused + uploads.expired, uploads),
    check(
      'every task closed',
      open.length === 0,
      open.map((task) => task.key),
    ),
    check(
      'no task closed before its time',
      early.length === 0,
      early.map((task) => task.key),
    ),
    check('whoever the script says is missing is missing, and nobody else', missingAgree(tasks, cast), missingByScript(cast)),
    check(
      'late work only under an extension, and marked late',
      late.length === lateCast.length && late.every((one) => one.extension !== undefined),
      late.length,
    ),
    check(
      'late work without an extension refused',
      refusedLate.size === cast.filter((part) => part.fate === 'late-refused').length,
      refusedLate.size,
    ),
    check('dead-letter queues empty', figures.deadLetters === 0, figures.deadLetters),
    check('the log verifies', figures.log.verified, figures.log),
  ]
}

/** Mails that SES refused outright have bounced without having been accepted. */
function unsendable({ notices, accepted }: YearRecord): number {
  const sent = new Set(accepted.map(({ noticeId }) => noticeId))
  return notices.filter((notice) => notice.bounced !== undefined && !sent.has(notice.noticeId)).length
}

/** What the busiest inbox got in a week of the calendar. */
function mostInAWeek({ notices, accepted }: YearRecord): number {
  const addresses = new Map(notices.map(({ noticeId, address }) => [noticeId, address]))
  const mondayOf = (day: string) => addDays(day, -((weekdayOf(day) + 6) % 7))
  const weeks = Map.groupBy(accepted, ({ noticeId, at }) => `${addresses.get(noticeId)} ${mondayOf(dayOf(at))}`)
  return Math.max(0, ...[...weeks.values()].map((mails) => mails.length))
}

function remindedAfterDone({ notices, accepted, assignments }: YearRecord): readonly string[] {
  const doneAt = new Map(
    assignments.filter((one) => isHandedIn(one.state)).map((one) => [`${one.key}#${one.unit}`, one.submissions[0]?.submittedAt ?? '']),
  )
  const reminders = new Map(
    notices.filter((notice) => notice.kind === 'reminder').map((notice) => [notice.noticeId, `${notice.key}#${notice.recipient}`]),
  )
  return accepted.flatMap(({ noticeId, at }) => {
    const part = reminders.get(noticeId)
    const done = part === undefined ? undefined : doneAt.get(part)
    return done !== undefined && done < at ? [noticeId] : []
  })
}

function missingByScript(cast: readonly Part[]): ReadonlyMap<string, number> {
  const missing = cast.filter((part) => part.fate !== 'in-time')
  return new Map([...Map.groupBy(missing, (part) => part.key)].map(([key, parts]) => [key, parts.length]))
}

/** For the tasks that were still to be done when the plan was issued. */
function missingAgree(tasks: Figures['tasks'], cast: readonly Part[]): boolean {
  const scripted = missingByScript(cast)
  const played = new Set(cast.map((part) => part.key))
  return tasks.filter((task) => played.has(task.tt)).every((task) => task.owing === (scripted.get(task.tt) ?? 0))
}
