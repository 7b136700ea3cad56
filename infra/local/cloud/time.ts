/** Waiting for the machine to come to rest, and moving its clock from one due thing to the next. */
import { type Activity, staysQuiet } from '../activity.ts'
import type { LocalClock } from '../clock.ts'
import type { QueuePort } from '../queue-port.ts'
import type { Scheduler } from '../scheduler.ts'
import type { Sources } from '../sources.ts'

export interface MachineTime {
  /** Resolves when nothing is under way: streams read, queues with a reader empty, no function running. What only time will bring back
   * (a delayed or failed message, a record that failed often, a schedule) is not waited for. */
  settle(): Promise<void>
  /**
   * Moves the clock to this instant, stopping at everything due on the way and settling each time. A running clock runs on from there.
   * Throws for an instant that has passed.
   */
  advanceTo(instant: number): Promise<void>
}

export interface MachineTimeOptions {
  readonly clock: LocalClock
  readonly activity: Activity
  readonly queues: QueuePort
  readonly sources: Pick<Sources, 'drainedQueues' | 'nextDueAt'>
  readonly scheduler: Scheduler
}

export function createMachineTime({ clock, activity, queues, sources, scheduler }: MachineTimeOptions): MachineTime {
  const { drainedQueues } = sources
  const isBusy = () => activity.underWay > 0 || [...drainedQueues].some((arn) => queues.stats(arn).ready > 0)

  async function settle(): Promise<void> {
    while (!(await staysQuiet(isBusy))) if (isBusy()) await activity.nextChange()
  }

  function nextDueAt(): number | undefined {
    const due = [...drainedQueues].map((arn) => queues.stats(arn).nextVisibleAt)
    return [...due, scheduler.nextDueAt(), sources.nextDueAt()].reduce(
      (first, at) => (at === undefined || (first !== undefined && first <= at) ? first : at),
      undefined,
    )
  }

  async function moveTo(instant: number): Promise<void> {
    clock.moveTo(Math.max(instant, clock.now()))
    queues.clockMoved()
    await scheduler.fireDue()
    await settle()
  }

  async function advanceTo(instant: number): Promise<void> {
    if (instant < clock.now()) {
      throw new Error(
        `The clock stands at ${new Date(clock.now()).toISOString()} and does not go back to ${new Date(instant).toISOString()}`,
      )
    }
    await settle()
    for (let due = nextDueAt(); due !== undefined && due <= instant; due = nextDueAt()) await moveTo(due)
    await moveTo(instant)
  }

  return { settle, advanceTo }
}
