/** The Scheduler's calls (REST, JSON), read and checked. https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html */
import * as z from 'zod'
import { CloudError, type CloudRequest } from '../contract.ts'

const name = z.string().regex(/^[0-9a-zA-Z-_.]{1,64}$/)

const INPUT_BYTES_MAX = 256 * 1024

const scheduleSchema = z.strictObject({
  ActionAfterCompletion: z.enum(['NONE', 'DELETE']).default('NONE'),
  ClientToken: z.string().optional(),
  Description: z.string().max(512).optional(),
  /** Seconds since the epoch. */
  StartDate: z.number().optional(),
  EndDate: z.number().optional(),
  FlexibleTimeWindow: z.object({ Mode: z.enum(['OFF', 'FLEXIBLE']), MaximumWindowInMinutes: z.number().optional() }),
  GroupName: name.default('default'),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default('UTC'),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string().max(INPUT_BYTES_MAX).optional(),
    EventBridgeParameters: z.strictObject({ DetailType: z.string().min(1).max(128), Source: z.string().min(1).max(256) }),
    DeadLetterConfig: z.strictObject({ Arn: z.string() }).optional(),
    RetryPolicy: z.object({ MaximumEventAgeInSeconds: z.number().optional(), MaximumRetryAttempts: z.number().optional() }).optional(),
  }),
})

export type ScheduleInput = z.infer<typeof scheduleSchema>

export type SchedulerCall =
  | { readonly kind: 'create'; readonly name: string; readonly input: ScheduleInput }
  | { readonly kind: 'update'; readonly name: string; readonly input: ScheduleInput }
  | { readonly kind: 'get'; readonly name: string; readonly group: string }
  | { readonly kind: 'delete'; readonly name: string; readonly group: string }
  | {
      readonly kind: 'list'
      readonly group: string | undefined
      readonly prefix: string
      readonly state: string | undefined
      readonly max: number
      readonly token: string
    }

const LIST_MAX = 100

const read = new WeakMap<CloudRequest, SchedulerCall>()

export function readSchedulerCall(request: CloudRequest): SchedulerCall {
  const call = read.get(request) ?? parseCall(request)
  read.set(request, call)
  return call
}

function parseCall({ method, path, query, body }: CloudRequest): SchedulerCall {
  const [, root, encoded, ...rest] = path.split('/')
  if (root !== 'schedules' || rest.length > 0) throw unknownOperation(method, path)
  if (encoded === undefined || encoded === '') {
    if (method !== 'GET') throw unknownOperation(method, path)
    return {
      kind: 'list',
      group: query.get('ScheduleGroup') ?? undefined,
      prefix: query.get('NamePrefix') ?? '',
      state: query.get('State') ?? undefined,
      max: Math.min(Number(query.get('MaxResults') ?? LIST_MAX), LIST_MAX),
      token: query.get('NextToken') ?? '',
    }
  }
  const named = parse(name, decodeURIComponent(encoded))
  if (method === 'POST' || method === 'PUT') {
    return { kind: method === 'POST' ? 'create' : 'update', name: named, input: parse(scheduleSchema, parseJson(body)) }
  }
  const group = query.get('groupName') ?? query.get('GroupName') ?? 'default'
  if (method === 'GET' || method === 'DELETE') return { kind: method === 'GET' ? 'get' : 'delete', name: named, group }
  throw unknownOperation(method, path)
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw validation(parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'Name'}: ${message}`).join('; '))
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw validation('the body is not JSON')
  }
}

export function validation(message: string): CloudError {
  return new CloudError(400, 'ValidationException', message)
}

function unknownOperation(method: string, path: string): CloudError {
  return new CloudError(400, 'UnknownOperationException', `${method} ${path} of the Scheduler is not known on this machine`)
}
