/** Reading a request by its route's contract: size, JSON, fields, ids, key, version. Nothing unread gets further. */
import type { $ZodIssue } from 'zod/v4/core'
import { BODY_BYTES_MAX, isCommand, type Route } from '../../shared/api/route.ts'
import { fingerprintOf } from '../../shared/log/command.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/log/refusal.ts'
import type { OpenRequest } from './open-api.ts'

export interface Input {
  readonly params: Readonly<Record<string, string>>
  readonly body: unknown
  readonly query: unknown
  readonly key?: string
  /** Stands for the whole command, so that a reused key is noticed. */
  readonly fingerprint: string
  readonly expectedVersion?: number
}

const KEY_FORM = /^[A-Za-z0-9._-]{8,100}$/

/** What each path parameter must look like; anything else does not exist. */
const paramForms: Readonly<Record<string, RegExp>> = {
  planId: /^pln_[A-Za-z0-9]{10,60}$/,
  noticeId: /^ntc_[A-Za-z0-9]{4,60}$/,
  uploadId: /^upl_[A-Za-z0-9]{10,60}$/,
  unit: /^unt_[A-Za-z0-9._-]{1,80}$/,
  feedId: /^fed_[0-9a-f]{26}$/,
  // 32 random bytes in base64url, with the ending by which calendar programs know what it is.
  secret: /^[A-Za-z0-9_-]{43}\.ics$/,
  whose: /^(unit|person)$/,
  key: /^(\d{1,3}(\.\d{1,2})?|B\d{1,3})$/,
  part: /^[1-9]\d{0,3}$/,
  kind: /^(plan|assignment|notice|unit|group|person)$/,
  id: /^[A-Za-z0-9._-]{1,160}$/,
}

export function headerOf(request: OpenRequest, name: string): string | undefined {
  // API Gateway gives header names in lower case. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
  return request.headers[name]
}

export function readInput(route: Route, request: OpenRequest): Input | Refusal {
  const params = readParams(request)
  if (isRefusal(params)) return params
  const body = readBody(route, request)
  if (isRefusal(body)) return body
  const query = parseWith(route.query, request.queryStringParameters ?? {})
  if (isRefusal(query)) return query
  const key = headerOf(request, 'idempotency-key')
  if (isCommand(route) && (key === undefined || !KEY_FORM.test(key))) return refuse('key-missing', 'idempotency-key')
  const expectedVersion = readVersion(headerOf(request, 'if-match'))
  if (isRefusal(expectedVersion)) return expectedVersion
  return { params, body, query, key, fingerprint: fingerprintOf([request.routeKey, params, body]), expectedVersion }
}

function readParams(request: OpenRequest): Record<string, string> | Refusal {
  const params: Record<string, string> = {}
  for (const [name, value] of Object.entries(request.pathParameters ?? {})) {
    // In no way told apart from what could exist and does not.
    if (value === undefined || !(paramForms[name]?.test(value) ?? false)) return refuse('not-found')
    params[name] = value
  }
  return params
}

function readBody(route: Route, request: OpenRequest): unknown {
  if (route.body === undefined) return undefined
  const max = route.bodyBytesMax ?? BODY_BYTES_MAX
  const text = request.isBase64Encoded ? Buffer.from(request.body ?? '', 'base64').toString() : (request.body ?? '')
  if (Buffer.byteLength(text) > max) return refuse('too-large', 'body', { max })
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse('malformed-json', 'body')
  }
  return parseWith(route.body, value)
}

function parseWith(schema: Route['body'], value: unknown): unknown {
  if (schema === undefined) return value
  const parsed = schema.safeParse(value)
  return parsed.success ? parsed.data : refusalOf(parsed.error.issues[0])
}

function refusalOf(issue: $ZodIssue | undefined): Refusal {
  if (issue?.code === 'unrecognized_keys') return refuse('unknown-field', [...issue.path, issue.keys[0]].join('.'))
  return refuse('invalid', issue?.path.join('.'))
}

function readVersion(header: string | undefined): number | undefined | Refusal {
  if (header === undefined) return undefined
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)?.[1]
  return version === undefined ? refuse('invalid', 'if-match') : Number(version)
}
