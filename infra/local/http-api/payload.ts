/**
 * Payload format 2.0: what the function gets and what its answer means.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
import * as z from 'zod'
import type { HttpApiModel } from '../template/model.ts'
import type { Authorization } from './authorizer.ts'
import { decode, type MatchedRoute } from './routes.ts'

export interface ApiRequest {
  readonly requestId: string
  readonly method: string
  /** As sent, percent-encoded. */
  readonly path: string
  readonly rawQuery: string
  readonly headers: Readonly<Record<string, string>>
  readonly sourceIp: string
  readonly body: Buffer
  /** Machine clock, milliseconds. */
  readonly receivedAt: number
}

export interface ApiResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  readonly body: string | Buffer
}

const TEXT_TYPES = /^(text\/|application\/(json|xml|javascript|[\w.-]+\+(json|xml))\b)/

export function toEvent(
  api: HttpApiModel,
  account: string,
  { route, parameters }: MatchedRoute,
  request: ApiRequest,
  authorization: Authorization,
): unknown {
  const { headers, method, body } = request
  const { cookie, ...otherHeaders } = headers
  const query = queryParameters(request.rawQuery)
  const isBase64Encoded = body.length > 0 && !TEXT_TYPES.test(headers['content-type'] ?? 'text/plain')
  const rawPath = request.path.split('/').map(decode).join('/')
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath,
    rawQueryString: request.rawQuery,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/) }),
    headers: otherHeaders,
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
    requestContext: {
      accountId: account,
      apiId: api.id,
      ...(authorization.kind === 'allowed' && { authorizer: { jwt: { claims: authorization.claims, scopes: authorization.scopes } } }),
      domainName: headers.host ?? 'localhost',
      domainPrefix: headers.host?.split('.')[0] ?? 'localhost',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: request.sourceIp, userAgent: headers['user-agent'] ?? '' },
      requestId: request.requestId,
      routeKey: route.key,
      stage: api.stage,
      time: commonLogTime(request.receivedAt),
      timeEpoch: request.receivedAt,
    },
    ...(Object.keys(parameters).length === 0 ? {} : { pathParameters: parameters }),
    ...(body.length === 0 ? {} : { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    isBase64Encoded,
  }
}

/** Values of one name are joined by commas. */
function queryParameters(rawQuery: string): Readonly<Record<string, string>> {
  const parameters: Record<string, string> = {}
  for (const [name, value] of new URLSearchParams(rawQuery)) {
    const known = parameters[name]
    parameters[name] = known === undefined ? value : `${known},${value}`
  }
  return parameters
}

/** `12/Mar/2020:19:03:58 +0000`. */
function commonLogTime(instant: number): string {
  const [, day, month, year, time] = new Date(instant).toUTCString().split(' ')
  return `${day}/${month}/${year}:${time} +0000`
}

const structuredSchema = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
})

/** Without a status code the whole answer is the body, as JSON. Undefined for an answer the gateway cannot use. */
export function toResponse(payload: unknown): ApiResponse | undefined {
  if (typeof payload !== 'object' || payload === null || !('statusCode' in payload)) {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload ?? null)
    return { status: 200, headers: { 'content-type': 'application/json' }, body }
  }
  const parsed = structuredSchema.safeParse(payload)
  if (!parsed.success) return undefined
  const { statusCode, headers, cookies, body, isBase64Encoded } = parsed.data
  const lowerCased = Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
  return {
    status: statusCode,
    headers: { 'content-type': 'text/plain; charset=utf-8', ...lowerCased, ...(cookies?.length ? { 'set-cookie': cookies } : {}) },
    body: isBase64Encoded ? Buffer.from(body ?? '', 'base64') : (body ?? ''),
  }
}
