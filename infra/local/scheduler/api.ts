/** The Scheduler's calls on the book of schedules. */
import { CloudError, type CloudRequest, type CloudResponse, type Demand, type MachineClock } from '../contract.ts'
import type { CloudModel } from '../template/model.ts'
import { expressionOf, keyOf, type ScheduleBook, type StoredSchedule } from './book.ts'
import { ExpressionRefused } from './expression.ts'
import { mayBeAssumed } from './firing.ts'
import { readSchedulerCall, type ScheduleInput, type SchedulerCall, validation } from './requests.ts'

export interface SchedulerArns {
  schedule(group: string, name: string): string
  group(group: string): string
}

export interface SchedulerApi {
  demands(request: CloudRequest): readonly Demand[]
  handle(request: CloudRequest): Promise<CloudResponse>
}

export function createSchedulerApi(model: CloudModel, clock: MachineClock, book: ScheduleBook, arns: SchedulerArns): SchedulerApi {
  /** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html */
  function demands(request: CloudRequest): readonly Demand[] {
    const call = readSchedulerCall(request)
    const demand = (verb: string, resource: string) => ({ action: `scheduler:${verb}`, resource })
    if (call.kind === 'list') return [demand('ListSchedules', call.group === undefined ? '*' : arns.schedule(call.group, '*'))]
    if (call.kind === 'get') return [demand('GetSchedule', arns.schedule(call.group, call.name))]
    if (call.kind === 'delete') return [demand('DeleteSchedule', arns.schedule(call.group, call.name))]
    const verb = call.kind === 'create' ? 'CreateSchedule' : 'UpdateSchedule'
    const context = { 'iam:PassedToService': 'scheduler.amazonaws.com' }
    const passRole = { action: 'iam:PassRole', resource: call.input.Target.RoleArn, context }
    return [demand(verb, arns.schedule(call.input.GroupName, call.name)), passRole]
  }

  async function handle(request: CloudRequest): Promise<CloudResponse> {
    const body = JSON.stringify(answer(readSchedulerCall(request)))
    return { status: 200, headers: { 'content-type': 'application/json' }, body }
  }

  function answer(call: SchedulerCall): unknown {
    switch (call.kind) {
      case 'create':
        return create(call.name, call.input)
      case 'update':
        requireSound(call.input)
        book.put(call.name, call.input, requireKnown(call.input.GroupName, call.name).createdAt)
        return { ScheduleArn: arns.schedule(call.input.GroupName, call.name) }
      case 'get':
        return describe(requireKnown(call.group, call.name))
      case 'delete':
        requireKnown(call.group, call.name)
        book.remove(call.group, call.name)
        return {}
      case 'list':
        return list(call)
    }
  }

  function create(name: string, input: ScheduleInput): unknown {
    const known = book.get(input.GroupName, name)
    const ScheduleArn = arns.schedule(input.GroupName, name)
    // The same token is the same call, sent again.
    if (known !== undefined && input.ClientToken !== undefined && known.input.ClientToken === input.ClientToken) return { ScheduleArn }
    if (known !== undefined) throw new CloudError(409, 'ConflictException', `Schedule ${name} already exists.`)
    requireSound(input)
    book.put(name, input, clock.now())
    return { ScheduleArn }
  }

  function requireKnown(group: string, name: string): StoredSchedule {
    const known = book.get(group, name)
    if (known === undefined) throw notFound(`Schedule ${name} does not exist.`)
    return known
  }

  /** What is checked before anything is kept. */
  function requireSound(input: ScheduleInput): void {
    if (!model.scheduleGroups.includes(input.GroupName)) throw notFound(`Schedule group ${input.GroupName} does not exist.`)
    if (!/^arn:aws:events:.*:event-bus\//.test(input.Target.Arn)) {
      throw validation(`The target ${input.Target.Arn} is not understood: only event buses are`)
    }
    if (!isObjectText(input.Target.Input ?? '{}')) throw validation('Target.Input is not a JSON object')
    const role = model.roles.find(({ arn }) => arn === input.Target.RoleArn)
    if (role === undefined || !mayBeAssumed(role, model.account, arns.group(input.GroupName))) {
      throw validation('The execution role you provide must allow AWS EventBridge Scheduler to assume the role.')
    }
    requireTimeToCome(input)
  }

  function requireTimeToCome(input: ScheduleInput): void {
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

  function describe({ name, input, createdAt, modifiedAt }: StoredSchedule) {
    const { ClientToken: _, ...shown } = input
    const dates = { CreationDate: createdAt / 1000, LastModificationDate: modifiedAt / 1000 }
    return { Name: name, Arn: arns.schedule(input.GroupName, name), ...shown, ...dates }
  }

  function list({ group, prefix, state, max, token }: Extract<SchedulerCall, { kind: 'list' }>) {
    const found = book
      .all()
      .filter(({ name, input }) => keyOf(input.GroupName, name) > token && name.startsWith(prefix))
      .filter(({ input }) => (group ?? input.GroupName) === input.GroupName && (state ?? input.State) === input.State)
    const Schedules = found.slice(0, max).map((schedule) => {
      const { Name, Arn, GroupName, State, CreationDate, LastModificationDate, Target } = describe(schedule)
      return { Name, Arn, GroupName, State, CreationDate, LastModificationDate, Target: { Arn: Target.Arn } }
    })
    const last = found[max - 1]
    return found.length > max && last !== undefined ? { Schedules, NextToken: keyOf(last.input.GroupName, last.name) } : { Schedules }
  }

  return { demands, handle }
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
