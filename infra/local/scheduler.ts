/**
 * EventBridge Scheduler: schedules made by calls, those of the template, and the rules that have a schedule. A schedule is on disk before
 * the call returns and leaves the disk only after its event lies in the queues, so a killed process fires it again rather than never.
 * Other than AWS, which takes up to a minute, it fires at the second.
 */
import { randomUUID } from 'node:crypto'
import type { Activity } from './activity.ts'
import { toSecond } from './bus/put-events.ts'
import type { EventBus } from './bus.ts'
import { CloudError, type CloudRequest, type CloudResponse, type CloudService, type Demand, type MachineClock } from './contract.ts'
import type { QueuePort } from './queue-port.ts'
import { ExpressionRefused, readExpression, type ScheduleExpression } from './scheduler/expression.ts'
import { createFiring, mayBeAssumed } from './scheduler/firing.ts'
import { readSchedulerCall, type ScheduleInput, type SchedulerCall, validation } from './scheduler/requests.ts'
import { createDueTimer } from './scheduler/timer.ts'
import type { LocalState } from './state.ts'
import type { CloudModel, RuleModel, ScheduleModel } from './template/model.ts'

export interface Scheduler extends CloudService {
  readonly name: 'scheduler'
  /** When the next thing is due, machine-clock milliseconds. */
  nextDueAt(): number | undefined
  /** Fires everything that is due now, in order; resolves when the events lie in the queues. */
  fireDue(): Promise<void>
  /** How many schedules wait. */
  readonly size: number
  stop(): void
}

export interface SchedulerOptions {
  readonly model: CloudModel
  readonly bus: EventBus
  readonly queues: QueuePort
  readonly clock: MachineClock
  readonly activity: Activity
  readonly state: LocalState
  warn(sentence: string): void
}

interface StoredSchedule {
  readonly name: string
  readonly input: ScheduleInput
  readonly createdAt: number
  readonly modifiedAt: number
  /** Undefined once a one-time schedule has fired, and while it is disabled. */
  readonly dueAt?: number | undefined
}

interface RuleTime {
  readonly rule: RuleModel
  readonly expression: ScheduleExpression
  dueAt: number | undefined
}

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { model, clock, activity, state, bus } = options
  const { account, region } = model
  const stored = state.space<StoredSchedule>('schedules')
  const ruleTimes = state.space<number>('scheduled rules')
  const schedules = new Map(stored.entries())
  const rules = readRules()
  const fire = createFiring({ ...options, account, region, roles: model.roles })
  let firing: Promise<void> | undefined
  const timer = createDueTimer(clock, nextDueAt, fireDue)
  for (const schedule of model.schedules) keepTemplateSchedule(schedule)
  timer.rearm()

  function readRules(): readonly RuleTime[] {
    return model.rules.flatMap((rule) => {
      if (!rule.enabled || rule.scheduleExpression === undefined) return []
      const since = ruleTimes.get(rule.arn) ?? clock.now()
      ruleTimes.put(rule.arn, since)
      const expression = readExpression(rule.scheduleExpression, 'UTC', since)
      return [{ rule, expression, dueAt: expression.next(clock.now()) }]
    })
  }

  /** A schedule of the template exists from the start; a changed one is timed anew. */
  function keepTemplateSchedule({ name, group, target, ...schedule }: ScheduleModel): void {
    const input: ScheduleInput = {
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
    const known = schedules.get(keyOf(group, name))
    if (JSON.stringify(known?.input) !== JSON.stringify(input)) put(name, input, known?.createdAt ?? clock.now())
  }

  function put(name: string, input: ScheduleInput, createdAt: number): void {
    const now = clock.now()
    const schedule = { name, input, createdAt, modifiedAt: now, dueAt: firstDueAt(input, createdAt) }
    stored.put(keyOf(input.GroupName, name), schedule)
    schedules.set(keyOf(input.GroupName, name), schedule)
    timer.rearm()
    activity.changed()
  }

  function firstDueAt(input: ScheduleInput, createdAt: number): number | undefined {
    if (input.State === 'DISABLED') return undefined
    const start = Math.max(clock.now(), (input.StartDate ?? 0) * 1000)
    return withinEnd(input, expressionOf(input, createdAt).next(start - 1))
  }

  function expressionOf(input: ScheduleInput, createdAt: number): ScheduleExpression {
    return readExpression(input.ScheduleExpression, input.ScheduleExpressionTimezone, createdAt)
  }

  /** Checks what CreateSchedule and UpdateSchedule check before anything is kept. */
  function requireSound(input: ScheduleInput): void {
    if (!model.scheduleGroups.includes(input.GroupName)) throw notFound(`Schedule group ${input.GroupName} does not exist.`)
    if (!/^arn:aws:events:.*:event-bus\//.test(input.Target.Arn)) {
      throw validation(`The target ${input.Target.Arn} is not understood: only event buses are`)
    }
    if (!isObjectText(input.Target.Input ?? '{}')) throw validation('Target.Input is not a JSON object')
    const role = model.roles.find(({ arn }) => arn === input.Target.RoleArn)
    if (role === undefined || !mayBeAssumed(role, account, groupArn(input.GroupName))) {
      throw validation('The execution role you provide must allow AWS EventBridge Scheduler to assume the role.')
    }
    try {
      const expression = expressionOf(input, clock.now())
      // A one-time schedule whose time has passed would never fire.
      if (expression.kind === 'at' && expression.next(clock.now() - 1) === undefined) {
        throw new ExpressionRefused(`Invalid Schedule Expression ${input.ScheduleExpression}: the time has passed.`)
      }
    } catch (error) {
      throw error instanceof ExpressionRefused ? validation(error.message) : error
    }
  }

  function nextDueAt(): number | undefined {
    let next: number | undefined
    for (const { dueAt } of [...schedules.values(), ...rules]) if (dueAt !== undefined && (next === undefined || dueAt < next)) next = dueAt
    return next
  }

  /** One at a time: a timer that strikes while others are being fired must not fire them again. */
  function fireDue(): Promise<void> {
    firing ??= fireAll().finally(() => {
      firing = undefined
    })
    return firing
  }

  async function fireAll(): Promise<void> {
    await activity.track(async () => {
      const now = clock.now()
      for (const rule of rules) if (rule.dueAt !== undefined && rule.dueAt <= now) await fireRule(rule, now)
      const due = [...schedules.values()].filter(({ dueAt }) => dueAt !== undefined && dueAt <= now)
      due.sort((left, right) => (left.dueAt ?? 0) - (right.dueAt ?? 0))
      for (const schedule of due) await fireOne(schedule, now)
    })
    timer.rearm()
  }

  async function fireOne(schedule: StoredSchedule, now: number): Promise<void> {
    const { name, input, dueAt = now } = schedule
    const key = keyOf(input.GroupName, name)
    // Deleted or changed while others fired.
    if (schedules.get(key) !== schedule) return
    await fire({
      arn: scheduleArn(input.GroupName, name),
      groupArn: groupArn(input.GroupName),
      dueAt,
      busArn: input.Target.Arn,
      roleArn: input.Target.RoleArn,
      input: input.Target.Input,
      detailType: input.Target.EventBridgeParameters.DetailType,
      source: input.Target.EventBridgeParameters.Source,
      deadLetterArn: input.Target.DeadLetterConfig?.Arn,
    })
    if (schedules.get(key) !== schedule) return
    const next = withinEnd(input, expressionOf(input, schedule.createdAt).next(Math.max(now, dueAt)))
    if (next === undefined && input.ActionAfterCompletion === 'DELETE') remove(key)
    else {
      const { dueAt: _, ...rest } = schedule
      const kept = next === undefined ? rest : { ...rest, dueAt: next }
      stored.put(key, kept)
      schedules.set(key, kept)
    }
  }

  /** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html */
  async function fireRule(time: RuleTime, now: number): Promise<void> {
    const resources = [time.rule.arn]
    const envelope = { version: '0', id: randomUUID(), account, region, time: toSecond(now), resources, detail: {} } as const
    await bus.fire(time.rule, { ...envelope, source: 'aws.events', 'detail-type': 'Scheduled Event' })
    time.dueAt = time.expression.next(now)
  }

  function remove(key: string): void {
    stored.delete(key)
    schedules.delete(key)
  }

  function demands(request: CloudRequest): readonly Demand[] {
    const call = readSchedulerCall(request)
    const action = (verb: string, resource: string) => ({ action: `scheduler:${verb}`, resource })
    if (call.kind === 'list') return [action('ListSchedules', call.group === undefined ? '*' : scheduleArn(call.group, '*'))]
    if (call.kind === 'get') return [action('GetSchedule', scheduleArn(call.group, call.name))]
    if (call.kind === 'delete') return [action('DeleteSchedule', scheduleArn(call.group, call.name))]
    const verb = call.kind === 'create' ? 'CreateSchedule' : 'UpdateSchedule'
    const passRole = {
      action: 'iam:PassRole',
      resource: call.input.Target.RoleArn,
      context: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
    }
    return [action(verb, scheduleArn(call.input.GroupName, call.name)), passRole]
  }

  async function handle(request: CloudRequest): Promise<CloudResponse> {
    const body = JSON.stringify(answer(readSchedulerCall(request)))
    return { status: 200, headers: { 'content-type': 'application/json' }, body }
  }

  function answer(call: SchedulerCall): unknown {
    switch (call.kind) {
      case 'create':
        return create(call.name, call.input)
      case 'update': {
        requireSound(call.input)
        put(call.name, call.input, requireKnown(call.input.GroupName, call.name).createdAt)
        return { ScheduleArn: scheduleArn(call.input.GroupName, call.name) }
      }
      case 'get':
        return describe(requireKnown(call.group, call.name))
      case 'delete': {
        requireKnown(call.group, call.name)
        remove(keyOf(call.group, call.name))
        timer.rearm()
        return {}
      }
      case 'list':
        return list(call)
    }
  }

  function create(name: string, input: ScheduleInput): unknown {
    const known = schedules.get(keyOf(input.GroupName, name))
    const ScheduleArn = scheduleArn(input.GroupName, name)
    // The same token is the same call, sent again.
    if (known !== undefined && input.ClientToken !== undefined && known.input.ClientToken === input.ClientToken) return { ScheduleArn }
    if (known !== undefined) throw new CloudError(409, 'ConflictException', `Schedule ${name} already exists.`)
    requireSound(input)
    put(name, input, clock.now())
    return { ScheduleArn }
  }

  function requireKnown(group: string, name: string): StoredSchedule {
    const known = schedules.get(keyOf(group, name))
    if (known === undefined) throw notFound(`Schedule ${name} does not exist.`)
    return known
  }

  function describe({ name, input, createdAt, modifiedAt }: StoredSchedule) {
    const { ClientToken: _, ...shown } = input
    const dates = { CreationDate: createdAt / 1000, LastModificationDate: modifiedAt / 1000 }
    return { Name: name, Arn: scheduleArn(input.GroupName, name), ...shown, ...dates }
  }

  function list({ group, prefix, state: wanted, max, token }: Extract<SchedulerCall, { kind: 'list' }>) {
    const found = [...schedules]
      .filter(([key, { name, input }]) => key > token && name.startsWith(prefix) && (group ?? input.GroupName) === input.GroupName)
      .filter(([, { input }]) => wanted === undefined || input.State === wanted)
      .sort(([left], [right]) => (left < right ? -1 : 1))
    const Schedules = found.slice(0, max).map(([, schedule]) => {
      const { Name, Arn, GroupName, State, CreationDate, LastModificationDate, Target } = describe(schedule)
      return { Name, Arn, GroupName, State, CreationDate, LastModificationDate, Target: { Arn: Target.Arn } }
    })
    return found.length > max ? { Schedules, NextToken: found[max - 1]?.[0] } : { Schedules }
  }

  const scheduleArn = (group: string, name: string) => `arn:aws:scheduler:${region}:${account}:schedule/${group}/${name}`
  const groupArn = (group: string) => `arn:aws:scheduler:${region}:${account}:schedule-group/${group}`

  return {
    name: 'scheduler',
    demands,
    handle,
    nextDueAt,
    fireDue,
    get size() {
      return schedules.size
    },
    stop: () => timer.stop(),
  }
}

function withinEnd(input: ScheduleInput, dueAt: number | undefined): number | undefined {
  return dueAt === undefined || (input.EndDate !== undefined && dueAt > input.EndDate * 1000) ? undefined : dueAt
}

function keyOf(group: string, name: string): string {
  return `${group}/${name}`
}

function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}

function notFound(message: string): CloudError {
  return new CloudError(404, 'ResourceNotFoundException', message)
}
