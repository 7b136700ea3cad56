/** Signals in the future through EventBridge Scheduler, which puts them on the bus itself. */
import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler'
import { type Detail, EVENT_SOURCE, SYSTEM } from '../../events/event.ts'
import type { Schedule, Scheduler } from '../ports.ts'
import { addSeconds, instantOf, TIME_ZONE, wallClock } from '../time/calendar.ts'
import { required } from './table.ts'

/** A time that has passed is moved this far ahead: the scheduler takes only the future, and promises a minute, not a second. */
const SOON_SECONDS = 60

export function eventBridgeScheduler(now: () => string): Scheduler {
  const client = new SchedulerClient({})
  const group = required('SCHEDULE_GROUP')
  return {
    async put(schedule) {
      const input = scheduleInput(schedule, group, now())
      try {
        await client.send(new CreateScheduleCommand(input))
      } catch (error) {
        if (!(error instanceof ConflictException)) throw error
        await client.send(new UpdateScheduleCommand(input))
      }
    },
    async remove(name) {
      try {
        await client.send(new DeleteScheduleCommand({ Name: name, GroupName: group }))
      } catch (error) {
        // Fired and gone, or never made: either way there is none now.
        if (!(error instanceof ResourceNotFoundException)) throw error
      }
    },
  }
}

function scheduleInput(schedule: Schedule, group: string, now: string) {
  const soon = wallClock(addSeconds(now, SOON_SECONDS))
  const at = schedule.at > soon ? schedule.at : soon
  return {
    Name: schedule.name,
    GroupName: group,
    ScheduleExpression: `at(${at}:00)`,
    ScheduleExpressionTimezone: TIME_ZONE,
    FlexibleTimeWindow: { Mode: 'OFF' as const },
    ActionAfterCompletion: 'DELETE' as const,
    Target: {
      Arn: required('BUS_ARN'),
      RoleArn: required('SCHEDULE_ROLE_ARN'),
      EventBridgeParameters: { Source: EVENT_SOURCE, DetailType: schedule.event.name },
      Input: JSON.stringify(signal(schedule, at)),
      DeadLetterConfig: { Arn: required('SCHEDULE_DEAD_LETTERS_ARN') },
    },
  }
}

/** The signal's id is the schedule's name: however often it fires, it is one signal. */
export function signal(schedule: Schedule, at: string): Detail {
  const [day = '', time = ''] = at.split('T')
  const id = `signal#${schedule.name}@${at}`
  return {
    metadata: {
      id,
      version: schedule.event.version,
      stream: `signal#${schedule.name}`,
      sequence: 0,
      at: instantOf(day, time),
      actor: SYSTEM,
      correlationId: schedule.causationId,
      causationId: schedule.causationId,
    },
    data: schedule.event.data,
  }
}
