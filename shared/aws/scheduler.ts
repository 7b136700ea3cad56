/** Signals in the future through EventBridge Scheduler, which puts them on the bus itself. */
import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler'
import { EVENT_SOURCE } from '../../events/event.ts'
import type { Schedule, Scheduler } from '../ports.ts'
import { TIME_ZONE } from '../time/calendar.ts'
import { firingAt, signal } from '../time/signal.ts'
import { quiet } from './quiet.ts'
import { required } from './table.ts'

export function eventBridgeScheduler(now: () => string): Scheduler {
  const client = quiet(new SchedulerClient({}))
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
  return {
    Name: schedule.name,
    GroupName: group,
    ScheduleExpression: `at(${firingAt(schedule, now)}:00)`,
    ScheduleExpressionTimezone: TIME_ZONE,
    FlexibleTimeWindow: { Mode: 'OFF' as const },
    ActionAfterCompletion: 'DELETE' as const,
    Target: {
      Arn: required('BUS_ARN'),
      RoleArn: required('SCHEDULE_ROLE_ARN'),
      EventBridgeParameters: { Source: EVENT_SOURCE, DetailType: schedule.event.name },
      Input: JSON.stringify(signal(schedule)),
      DeadLetterConfig: { Arn: required('SCHEDULE_DEAD_LETTERS_ARN') },
    },
  }
}
