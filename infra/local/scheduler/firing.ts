/** What happens when a schedule is due: its role is put on, and the event is on the bus. */
import { randomUUID } from 'node:crypto'
import { toSecond } from '../bus/put-events.ts'
import type { Bus, BusEvent, MachineClock, QueueSender } from '../contract.ts'
import { concerns, conditionsHold, judge } from '../policy.ts'
import { busNameOf } from '../template/messaging.ts'
import type { RoleModel } from '../template/model.ts'

export interface DueSchedule {
  readonly arn: string
  readonly groupArn: string
  readonly dueAt: number
  readonly busArn: string
  readonly roleArn: string
  readonly input: string | undefined
  readonly detailType: string
  readonly source: string
  readonly deadLetterArn: string | undefined
}

export interface FiringOptions {
  readonly account: string
  readonly region: string
  readonly roles: readonly RoleModel[]
  readonly bus: Bus
  readonly queues: QueueSender
  readonly clock: MachineClock
  warn(sentence: string): void
}

export type Fire = (schedule: DueSchedule) => Promise<void>

const PRINCIPAL = 'scheduler.amazonaws.com'

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html */
export function mayBeAssumed(role: RoleModel, account: string, groupArn: string): boolean {
  const context = { 'aws:SourceAccount': account, 'aws:SourceArn': groupArn }
  return role.trust.some(
    (statement) =>
      statement.effect === 'Allow' &&
      statement.actions.includes('sts:AssumeRole') &&
      concerns(statement, PRINCIPAL) &&
      conditionsHold(statement, context),
  )
}

export function createFiring(options: FiringOptions): Fire {
  const { account, region, bus, queues, clock, warn } = options
  const roles = new Map(options.roles.map((role) => [role.arn, role]))

  async function fire(schedule: DueSchedule): Promise<void> {
    const role = roles.get(schedule.roleArn)
    const may = (action: string, resource: string) =>
      role !== undefined && judge({ action, resource }, { name: role.arn, statements: role.statements }) === 'allowed'
    const refusal = refuse(schedule, role, may)
    if (refusal === undefined) return bus.put(busNameOf(schedule.busArn), [toEvent(schedule)])
    warn(`the schedule ${schedule.arn} was not delivered: ${refusal}`)
    const { deadLetterArn } = schedule
    if (deadLetterArn === undefined || !may('sqs:SendMessage', deadLetterArn)) return
    await queues.send(deadLetterArn, schedule.input ?? '{}')
  }

  function refuse(
    schedule: DueSchedule,
    role: RoleModel | undefined,
    may: (action: string, resource: string) => boolean,
  ): string | undefined {
    if (role === undefined) return `there is no role ${schedule.roleArn}`
    if (!mayBeAssumed(role, account, schedule.groupArn)) return `the role ${role.name} does not let the Scheduler assume it`
    if (!may('events:PutEvents', schedule.busArn)) return `the role ${role.name} does not allow events:PutEvents on ${schedule.busArn}`
    return undefined
  }

  function toEvent(schedule: DueSchedule): BusEvent {
    const id = randomUUID()
    return {
      version: '0',
      id,
      'detail-type': schedule.detailType,
      source: schedule.source,
      account,
      time: toSecond(clock.now()),
      region,
      resources: [schedule.arn],
      detail: JSON.parse(fillIn(schedule.input ?? '{}', schedule, id)),
    }
  }

  return fire
}

/** https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html */
function fillIn(input: string, schedule: DueSchedule, executionId: string): string {
  return input
    .replaceAll('<aws.scheduler.schedule-arn>', schedule.arn)
    .replaceAll('<aws.scheduler.scheduled-time>', toSecond(schedule.dueAt))
    .replaceAll('<aws.scheduler.execution-id>', executionId)
    .replaceAll('<aws.scheduler.attempt-number>', '1')
}
