/**
 * What a feed says today: every dated task of the units it speaks for. A unit's feed may what a reader of the unit may; a person's feed
 * what the person may in each role held today, so a role that has ended drops out by itself.
 */
import { type ActingAs, may } from '../access/may.ts'
import { type AssignmentRow, rowsOfUnit } from '../assignment/owing.ts'
import { isHandedIn } from '../assignment/part.ts'
import { isPersonId, isUnitId } from '../directory/model.ts'
import type { Directory } from '../directory/snapshot.ts'
import { entryOf, saidAt } from '../notice/calendar-entry.ts'
import { type CalendarEvent, calendarText, calendarUid } from '../notice/calendar-file.ts'
import { plansConcerning } from '../plan/concerning.ts'
import { outlasting, windowIn } from '../plan/deadline.ts'
import { tasksAskedOf } from '../plan/duties.ts'
import type { PlanState, TaskState } from '../plan/plan.ts'
import type { EventStore, Registers } from '../ports.ts'
import { addDays, dayOf } from '../time/calendar.ts'
import { calendarNames } from './sentences.vi.ts'

/** Calendar programs look again at most this often; none can be made to. */
const REFRESH_HOURS = 4
/** How long what is over stays in the calendar: a year back, and the weeks around it. */
const PAST_DAYS_MAX = 400

interface Asking {
  readonly directory: Directory
  readonly store: EventStore
  readonly registers: Registers
  /** ISO 8601, UTC. */
  readonly at: string
  readonly portalUrl: string
}

export async function feedCalendar(owner: string, asking: Asking): Promise<string> {
  const { directory, at } = asking
  const units = unitsOf(owner, directory, at)
  const events = await Promise.all(units.map((unit) => eventsOf(unit, asking, units.length > 1)))
  return calendarText(nameOf(owner, directory), events.flat(), REFRESH_HOURS)
}

function unitsOf(owner: string, directory: Directory, at: string): readonly string[] {
  const view = directory.asOf(dayOf(at))
  const acting = (person: string, role: ActingAs['role'], unit: string): ActingAs => ({ person, role, unit, tree: new Set([unit]) })
  const actors = isUnitId(owner)
    ? [acting(owner, 'reader', owner)]
    : isPersonId(owner)
      ? view.rolesOf(owner).map(({ role, unit }) => acting(owner, role, unit))
      : []
  return [...new Set(actors.filter((actor) => may(actor, 'work.list', { unit: actor.unit })).map(({ unit }) => unit))]
}

function nameOf(owner: string, directory: Directory): string {
  return isUnitId(owner) ? calendarNames.unit(directory.unit(owner)?.name ?? '') : calendarNames.person
}

async function eventsOf(unit: string, asking: Asking, isOneOfMany: boolean): Promise<CalendarEvent[]> {
  const { directory, store, at } = asking
  const today = dayOf(at)
  const [plans, rows] = await Promise.all([plansConcerning(unit, directory, asking, at), rowsOfUnit(store, unit)])
  const name = isOneOfMany ? directory.unit(unit)?.name : undefined
  return plans.flatMap((plan) =>
    tasksAskedOf(unit, plan, directory, today).flatMap(
      (task) => eventOf({ unit, name, plan, task, row: rows.get(`${plan.planId}#${task.key}`) }, asking) ?? [],
    ),
  )
}

interface Duty {
  readonly unit: string
  /** Named where one calendar holds several units. */
  readonly name: string | undefined
  readonly plan: PlanState
  readonly task: TaskState
  readonly row: AssignmentRow | undefined
}

/** Nothing for a task that names no day, or whose day is long over. */
function eventOf({ unit, name, plan, task, row }: Duty, { at, portalUrl }: Asking): CalendarEvent | undefined {
  const window = windowIn(plan, task)
  if (window === undefined || plan.issuedAt === undefined) return undefined
  const { planId } = plan
  const { key } = task
  const url = `${portalUrl.replace(/\/+$/, '')}/viec/${planId}/${key}/${unit}`
  const isDone = isHandedIn(row?.state)
  const extended = outlasting(row?.extension, window)
  if ((extended === undefined ? window.lastDay : dayOf(extended)) < addDays(dayOf(at), -PAST_DAYS_MAX)) return undefined
  const { summary, description, sequence, when } = entryOf(task, window, plan, url, extended)
  return {
    uid: calendarUid({ planId, key, unit }),
    summary: calendarNames.entry(summary, { isDone, isExtended: extended !== undefined, unit: name }),
    description,
    url,
    at: saidAt(plan, task) ?? plan.issuedAt,
    sequence,
    when,
    rings: !isDone,
  }
}
