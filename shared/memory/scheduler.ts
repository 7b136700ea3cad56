/** The twin of the scheduler: schedules by name, read off in the order in which they would fire. */
import { type Detail, EVENT_SOURCE } from '../../events/event.ts'
import type { Clock, Schedule, Scheduler } from '../ports.ts'
import { instantShown } from '../time/calendar.ts'
import { firingAt, signal } from '../time/signal.ts'

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html */
const NAME = /^[0-9a-zA-Z._-]{1,64}$/

/** A schedule whose time came: what EventBridge Scheduler puts on the bus. */
export interface Fired {
  readonly name: string
  /** The instant it fires at (UTC). */
  readonly at: string
  readonly source: string
  readonly detailType: string
  readonly detail: Detail
}

export interface MemoryScheduler extends Scheduler {
  /** Everything that fires up to and including this instant, in order of time, then name. Each is gone afterwards. */
  due(until: string): readonly Fired[]
  /** Everything still to come, in the same order. */
  waiting(): readonly Fired[]
}

interface Waiting {
  readonly schedule: Schedule
  /** The instant it fires at (UTC). */
  readonly at: string
}

export function memoryScheduler(clock: Clock): MemoryScheduler {
  const schedules = new Map<string, Waiting>()
  const inOrder = (waiting: readonly Waiting[]): Fired[] => waiting.map(fired).sort((left, right) => (place(left) < place(right) ? -1 : 1))
  return {
    waiting: () => inOrder([...schedules.values()]),
    async put(schedule) {
      if (!NAME.test(schedule.name)) throw new Error(`EventBridge Scheduler takes no schedule named ${JSON.stringify(schedule.name)}`)
      schedules.set(schedule.name, { schedule, at: instantShown(firingAt(schedule, clock.now())) })
    },
    async remove(name) {
      schedules.delete(name)
    },
    due(until) {
      const due = inOrder([...schedules.values()].filter(({ at }) => at <= until))
      for (const { name } of due) schedules.delete(name)
      return due
    },
  }
}

function fired({ schedule, at }: Waiting): Fired {
  return {
    name: schedule.name,
    at,
    source: EVENT_SOURCE,
    detailType: schedule.event.name,
    // Through JSON, as it travels: what JSON cannot carry must be missed here too.
    detail: JSON.parse(JSON.stringify(signal(schedule))) as Detail,
  }
}

const place = ({ at, name }: Fired): string => `${at}\u0000${name}`
