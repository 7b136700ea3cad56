/**
 * EventBridge Scheduler: schedules made by calls, those of the template, and the rules that have a schedule. A schedule is on disk before
 * the call returns and leaves the disk only after its event lies in the queues, so a killed process fires it again rather than never.
 * Other than AWS, which takes up to a minute, it fires at the second.
 */
import type { Activity } from './activity.ts'
import type { EventBus } from './bus.ts'
import type { LocalClock } from './clock.ts'
import type { CloudService } from './contract.ts'
import type { QueuePort } from './queue-port.ts'
import { createSchedulerApi } from './scheduler/api.ts'
import { openScheduleBook, type StoredSchedule } from './scheduler/book.ts'
import { createFiring } from './scheduler/firing.ts'
import type { ScheduleInput } from './scheduler/requests.ts'
import { createScheduledRules, earlier } from './scheduler/scheduled-rules.ts'
import { createDueTimer, type DueTimer } from './scheduler/timer.ts'
import type { LocalState } from './state.ts'
import type { CloudModel, ScheduleModel } from './template/model.ts'

export interface Scheduler extends CloudService {
  readonly name: 'scheduler'
  /** When the next thing is due, machine-clock milliseconds. */
  nextDueAt(): number | undefined
  /** Fires everything that is due now, in order; resolves when the events lie in the queues. */
  fireDue(): Promise<void>
  /** How many schedules there are. */
  readonly size: number
  stop(): void
}

export interface SchedulerOptions {
  readonly model: CloudModel
  readonly bus: EventBus
  readonly queues: QueuePort
  readonly clock: LocalClock
  readonly activity: Activity
  readonly state: LocalState
  warn(sentence: string): void
}

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { model, clock, activity, state, bus } = options
  const { account, region } = model
  const arns = {
    schedule: (group: string, name: string) => `arn:aws:scheduler:${region}:${account}:schedule/${group}/${name}`,
    group: (group: string) => `arn:aws:scheduler:${region}:${account}:schedule-group/${group}`,
  }
  let timer: DueTimer | undefined
  let firing: Promise<void> | undefined
  const book = openScheduleBook(state, clock, () => timer?.rearm())
  const rules = createScheduledRules(model, state, clock, bus)
  const fire = createFiring({ ...options, account, region, roles: model.roles })
  for (const schedule of model.schedules) keepTemplateSchedule(schedule)
  timer = createDueTimer(clock, nextDueAt, fireDue)
  timer.rearm()
  const stopWatching = clock.onMoved(() => timer?.rearm())

  /** A schedule of the template exists from the start; a changed one is timed anew. */
  function keepTemplateSchedule(schedule: ScheduleModel): void {
    const input = inputOf(schedule)
    const known = book.get(schedule.group, schedule.name)
    if (JSON.stringify(known?.input) !== JSON.stringify(input)) book.put(schedule.name, input, known?.createdAt ?? clock.now())
  }

  function nextDueAt(): number | undefined {
    return earlier(book.nextDueAt(), rules.nextDueAt())
  }

  /** One at a time: a timer that strikes while others are being fired must not fire them again. */
  function fireDue(): Promise<void> {
    firing ??= activity.track(fireAll).finally(() => {
      firing = undefined
      timer?.rearm()
    })
    return firing
  }

  async function fireAll(): Promise<void> {
    const now = clock.now()
    await rules.fireDue()
    for (const schedule of book.due(now)) {
      // Deleted or changed while others fired.
      if (book.get(schedule.input.GroupName, schedule.name) !== schedule) continue
      await fireOne(schedule, now)
      book.fired(schedule, now)
    }
  }

  function fireOne({ name, input, dueAt = 0 }: StoredSchedule, now: number): Promise<void> {
    const { Target } = input
    return fire({
      arn: arns.schedule(input.GroupName, name),
      groupArn: arns.group(input.GroupName),
      dueAt: Math.min(dueAt, now),
      busArn: Target.Arn,
      roleArn: Target.RoleArn,
      input: Target.Input,
      detailType: Target.EventBridgeParameters.DetailType,
      source: Target.EventBridgeParameters.Source,
      deadLetterArn: Target.DeadLetterConfig?.Arn,
    })
  }

  return {
    name: 'scheduler',
    ...createSchedulerApi(model, clock, book, arns),
    nextDueAt,
    fireDue,
    get size() {
      return book.size
    },
    stop: () => {
      stopWatching()
      timer?.stop()
    },
  }
}

function inputOf({ group, target, ...schedule }: ScheduleModel): ScheduleInput {
  return {
    GroupName: group,
    ScheduleExpression: schedule.expression,
    ScheduleExpressionTimezone: schedule.timeZone,
    State: schedule.enabled ? 'ENABLED' : 'DISABLED',
    ActionAfterCompletion: 'NONE',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: target.arn,
      RoleArn: target.roleArn,
      ...(target.input !== undefined && { Input: target.input }),
      EventBridgeParameters: { DetailType: target.detailType, Source: target.source },
      ...(target.deadLetterArn !== undefined && { DeadLetterConfig: { Arn: target.deadLetterArn } }),
    },
  }
}
