/**
 * "Nhắc ngay": one reminder to each unit that still owes a task, because an officer asks for it. The page counts by the very function that
 * sends. Whoever was reminded of the task today, by the ladder or by hand, is left alone.
 */
import { type Owing, owingUnits } from '../assignment/owing.ts'
import type { UnitId } from '../directory/model.ts'
import type { Directory } from '../directory/snapshot.ts'
import { everyItem } from '../log/pages.ts'
import { type Refusal, refuse } from '../log/refusal.ts'
import { windowIn } from '../plan/deadline.ts'
import type { PlanState, TaskState } from '../plan/plan.ts'
import type { CommandContext, EventStore, ListEntry } from '../ports.ts'
import { dayOf, instantOf } from '../time/calendar.ts'
import { noticeToUnit } from './address.ts'
import type { NoticeRow, QueuedNotice } from './notice.ts'
import { queueNotices } from './queue.ts'

export interface Remindable {
  readonly notices: readonly QueuedNotice[]
  /** Units that owe and were reminded today already. */
  readonly toldToday: number
  /** Units that owe and have no address. */
  readonly unreachable: readonly UnitId[]
}

interface Asking {
  readonly directory: Directory
  readonly store: EventStore
  /** ISO 8601, UTC. */
  readonly at: string
}

const DAY_MILLISECONDS = 24 * 60 * 60 * 1_000

/** Of the units that owe, those a reminder may go to now: one query. */
export async function remindable(
  plan: PlanState,
  task: TaskState,
  { owing, rows }: Pick<Owing, 'owing' | 'rows'>,
  { directory, store, at }: Asking,
): Promise<Remindable> {
  const today = dayOf(at)
  const told = await toldOn(today, plan.planId, task.key, store)
  const due = owing.filter((id) => !told.has(id))
  const window = windowIn(plan, task)
  // A last day that ended at an hour is past on that very day.
  const daysLeft = window === undefined ? null : Math.min(daysBetween(today, window.strictLastDay), at < window.closesAt ? Infinity : -1)
  // The day makes it one reminder a day; the mail is dropped if the task is amended away from the unit before it leaves.
  const facts = { daysLeft, amended: task.amended, ...(window === undefined ? {} : { closesAt: window.closesAt }) }
  const about = { kind: 'reminder' as const, planId: plan.planId, key: task.key, occasion: `asked#${today}`, facts }
  const found = due.map((id) => {
    const unit = directory.unit(id)
    const own = { ...facts, extension: rows.get(id)?.extension }
    return { id, notice: unit === undefined ? undefined : noticeToUnit(unit, { ...about, facts: own }) }
  })
  return {
    notices: found.flatMap(({ notice }) => notice ?? []),
    toldToday: owing.length - due.length,
    unreachable: found.filter(({ notice }) => notice === undefined).map(({ id }) => id),
  }
}

/** Answers how many were told. Asked twice, each unit is told once: the day stands in the mail's id. */
export async function remindNow(plan: PlanState, task: TaskState, asking: Asking, context: CommandContext): Promise<number | Refusal> {
  const window = windowIn(plan, task)
  if (plan.status !== 'issued') return refuse('plan-not-issued')
  if (window?.opensOn !== undefined && dayOf(asking.at) < window.opensOn)
    return refuse('not-open-yet', undefined, { opensAt: instantOf(window.opensOn) })
  const owed = await owingUnits(asking.store, asking.directory, plan, task, dayOf(asking.at))
  const { notices, toldToday } = await remindable(plan, task, owed, asking)
  // All told today already is what a command sent twice finds, and no refusal.
  if (notices.length === 0 && toldToday === 0) return refuse('nobody-to-remind')
  return queueNotices(asking.store, notices, { ...context, key: undefined, expectedVersion: undefined })
}

/** Every reminder of a task, by the ladder or by hand. */
export function remindersQueued(store: EventStore, planId: string, key: string): Promise<readonly ListEntry[]> {
  return everyItem((after) => store.list(`notice#${planId}`, { prefix: `reminder#${key}#`, after }))
}

/** Units that a reminder of this task went to on this day. */
async function toldOn(day: string, planId: string, key: string, store: EventStore): Promise<ReadonlySet<string>> {
  const reminders = (await remindersQueued(store, planId, key)).map((entry) => JSON.parse(entry.row) as NoticeRow)
  const isToday = ({ queuedAt, delivery }: NoticeRow) => queuedAt !== undefined && dayOf(queuedAt) === day && delivery !== 'cancelled'
  return new Set(reminders.filter(isToday).map(({ recipient }) => recipient))
}

/** Negative once the day has passed. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS)
}
