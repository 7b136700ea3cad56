/** What the scheduler puts on the bus when a schedule's time has come. */
import { type Detail, SYSTEM } from '../../events/event.ts'
import type { Schedule } from '../ports.ts'
import { addSeconds, instantShown, wallClock } from './calendar.ts'

/**
 * A time that has passed, or is about to, is moved this far ahead and then cut to its minute: 30 to 90 seconds, so that it is still the
 * future when the call arrives. The scheduler refuses a one-time schedule in the past.
 */
const SOON_SECONDS = 90

/** The wall-clock minute a schedule really fires at, when it is put at this instant (UTC). */
export function firingAt(schedule: Pick<Schedule, 'at'>, now: string): string {
  const soon = wallClock(addSeconds(now, SOON_SECONDS))
  return schedule.at > soon ? schedule.at : soon
}

/**
 * The signal's id is the schedule's name and the time it was asked for: however often and however late it fires, it is one signal.
 * A re-timed schedule is another.
 */
export function signal(schedule: Schedule): Detail {
  return {
    metadata: {
      id: `signal#${schedule.name}@${schedule.at}`,
      version: schedule.event.version,
      stream: `signal#${schedule.name}`,
      sequence: 0,
      at: instantShown(schedule.at),
      actor: SYSTEM,
      correlationId: schedule.causationId,
      causationId: schedule.causationId,
    },
    data: schedule.event.data,
  }
}
