/**
 * API Gateway's HTTP API on one port, with the routes, authorizers and CORS of the template; the portal's files answer where no route does.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { MachineClock } from './contract.ts'
import type { Functions, Outcome } from './functions.ts'
import { createAuthorizer } from './http-api/authorizer.ts'
import { corsHeaders, isPreflight, preflightHeaders } from './http-api/cors.ts'
import { type ApiRequest, type ApiResponse, toEvent, toResponse } from './http-api/payload.ts'
import { createPortal, type PortalOptions } from './http-api/portal.ts'
import { compileRoutes, type MatchedRoute } from './http-api/routes.ts'
import { matchesWildcard } from './policy.ts'
import { type ListenAt, listen } from './ports.ts'
import type { FunctionModel, HttpApiModel } from './template/model.ts'

export interface HttpApi {
  readonly endpoint: string
  readonly port: number
  stop(): Promise<void>
}

export interface HttpApiOptions {
  readonly api: HttpApiModel
  readonly account: string
  readonly region: string
  readonly port: ListenAt
  readonly functions: Functions
  readonly models: readonly FunctionModel[]
  readonly clock: MachineClock
  readonly portal?: PortalOptions | undefined
  warn(sentence: string): void
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const BODY_BYTES_MAX = 10 * 1024 * 1024
/** Of the request line and the values of all headers together. */
const HEAD_BYTES_MAX = 10_240
const INTEGRATION_MS_MAX = 30_000

export async function startHttpApi(options: HttpApiOptions): Promise<HttpApi> {
  const { api, clock, functions, warn } = options
  const match = compileRoutes(api.routes)
  const authorize = createAuthorizer(clock, warn)
  const portal = options.portal === undefined ? undefined : createPortal(options.portal)

  async function answer(request: ApiRequest): Promise<ApiResponse> {
    const { method, path, headers } = request
    if (api.cors !== undefined && isPreflight(method, headers))
      return { status: 204, headers: preflightHeaders(api.cors, headers), body: '' }
    const matched = match(method, path)
    if (matched === undefined) return (await portal?.(method, path, headers)) ?? message(404, 'Not Found')
    const response = await answerByFunction(matched, request)
    if (api.cors === undefined) return response
    const kept = Object.entries(response.headers).filter(([name]) => !name.startsWith('access-control-'))
    return { ...response, headers: { ...Object.fromEntries(kept), ...corsHeaders(api.cors, headers) } }
  }

  async function answerByFunction(matched: MatchedRoute, request: ApiRequest): Promise<ApiResponse> {
    const authorization = await authorize(matched.route, request.headers.authorization)
    if (authorization.kind === 'unauthorized') return message(401, 'Unauthorized', { 'www-authenticate': 'Bearer' })
    if (authorization.kind === 'forbidden') return message(403, 'Forbidden')
    if (!mayInvoke(options, matched)) {
      warn(`the API may not invoke ${matched.route.functionArn} for ${matched.route.key}: no permission of the function allows it`)
      return message(500, 'Internal Server Error')
    }
    const event = toEvent(api, options.account, matched, request, authorization)
    const outcome = await withinTime(functions.invoke(matched.route.functionArn, event))
    if (outcome === 'late') return message(503, 'Service Unavailable')
    const response = outcome.kind === 'returned' ? toResponse(outcome.payload) : undefined
    return response ?? message(500, 'Internal Server Error')
  }

  /** `body` is absent when it was too large to be kept. */
  async function answerWithin(incoming: IncomingMessage, requestId: string, body: Buffer | undefined): Promise<ApiResponse> {
    if (body === undefined) return message(413, 'Request Entity Too Large')
    if (headBytes(incoming) > HEAD_BYTES_MAX) return message(431, 'Request Header Fields Too Large')
    return answer(toRequest(incoming, requestId, body, clock))
  }

  async function receive(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const requestId = randomUUID()
    const body = await readBody(incoming)
    const response = await answerWithin(incoming, requestId, body)
    const closing = body === undefined ? { connection: 'close' } : {}
    outgoing.writeHead(response.status, {
      date: new Date(clock.now()).toUTCString(),
      'apigw-requestid': requestId,
      ...response.headers,
      ...closing,
    })
    outgoing.end(incoming.method === 'HEAD' ? undefined : response.body)
  }

  const server = createServer((incoming, outgoing) => {
    receive(incoming, outgoing).catch((error) => {
      warn(`${incoming.method} ${incoming.url?.split('?')[0]} failed: ${error instanceof Error ? error.stack : error}`)
      if (!outgoing.headersSent) outgoing.writeHead(500, { 'content-type': 'application/json' })
      outgoing.end('{"message":"Internal Server Error"}')
    })
  })
  const port = await listen(server, options.port, 'the portal and its API')
  return { endpoint: `http://127.0.0.1:${port}`, port, stop: () => close(server) }
}

function toRequest(incoming: IncomingMessage, requestId: string, body: Buffer, clock: MachineClock): ApiRequest {
  const url = incoming.url ?? '/'
  const mark = url.indexOf('?')
  const entries = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
  )
  return {
    requestId,
    method: incoming.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    rawQuery: mark < 0 ? '' : url.slice(mark + 1),
    headers: Object.fromEntries(entries),
    sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
    body,
    receivedAt: clock.now(),
  }
}

function headBytes({ method, url, rawHeaders }: IncomingMessage): number {
  const values = rawHeaders.filter((_, index) => index % 2 === 1)
  return [method, url, ...values].reduce((sum, text = '') => sum + Buffer.byteLength(text), 0)
}

/** Undefined for a body over the limit; the rest of it is read and thrown away, so that the client sees the answer. */
async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of incoming) {
    bytes += chunk.length
    if (bytes <= BODY_BYTES_MAX) chunks.push(chunk)
  }
  return bytes > BODY_BYTES_MAX ? undefined : Buffer.concat(chunks)
}

async function withinTime(outcome: Promise<Outcome>): Promise<Outcome | 'late'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), INTEGRATION_MS_MAX)
  })
  return Promise.race([outcome, late]).finally(() => clearTimeout(timer))
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html: without it the gateway answers 500. */
function mayInvoke({ models, api, region, account }: HttpApiOptions, { route }: MatchedRoute): boolean {
  const permissions = models.find(({ arn }) => arn === route.functionArn)?.permissions ?? []
  const [method, path] = route.key === '$default' ? ['', '$default'] : route.key.split(' ')
  const resource = `arn:aws:execute-api:${region}:${account}:${api.id}/${api.stage}/${method === '' ? '' : method}${path}`
  return permissions.some(
    ({ principal, sourceArn }) =>
      principal === 'apigateway.amazonaws.com' && (sourceArn === undefined || matchesWildcard(resource, sourceArn)),
  )
}

function message(status: number, text: string, headers: Readonly<Record<string, string>> = {}): ApiResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ message: text }) }
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  server.closeAllConnections()
  await closed
}
