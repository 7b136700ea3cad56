/**
 * How every route runs that takes a token, in this order and no other: find the route, read the input by its contract, know the person,
 * ask `may()`, and only then handle. What one may not see is "not found"; what is wrong is a refusal with a code, a field and a sentence.
 */
import middy, { type MiddyfiedHandler } from '@middy/core'
import type { APIGatewayProxyEventV2WithJWTAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type * as z from 'zod/mini'
import { type ActingAs, may, type Resource } from '../../shared/access/may.ts'
import { type Sentences, sentenceOf } from '../../shared/access/sentences.vi.ts'
import type { AnswerTo } from '../../shared/api/answers.ts'
import { isCommand, type Method, type Route, routeKey } from '../../shared/api/route.ts'
import { loadDirectory } from '../../shared/directory/load.ts'
import type { Directory } from '../../shared/directory/snapshot.ts'
import { TooLarge } from '../../shared/log/limits.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/log/refusal.ts'
import { type CommandContext, NoSuchPage, type World } from '../../shared/ports.ts'
import { actingAs } from './acting-as.ts'
import { compressed } from './compress.ts'
import { headerOf, readInput } from './input.ts'
import { kept } from './kept.ts'
import { log, reasonOf } from './log.ts'

export type Request = APIGatewayProxyEventV2WithJWTAuthorizer
export type Response = APIGatewayProxyStructuredResultV2
export type Basics = Pick<World, 'store' | 'clock'>

export interface Call<Body, Query, Effects> {
  readonly params: Readonly<Record<string, string>>
  readonly body: Body
  readonly query: Query
  readonly actor: ActingAs
  readonly directory: Directory
  readonly context: CommandContext
  /** The caller's key, unique to the person: what is created takes its id from it, so creating twice is creating once. */
  readonly key: string
  readonly world: Effects
}

export type AnswerFile = { readonly type: string; readonly name: string } & (
  | { readonly text: string; readonly bytes?: never }
  | { readonly bytes: Uint8Array; readonly text?: never }
)

export interface Answer<Body = unknown> {
  readonly status?: number
  readonly body?: Body
  /** Sent as it is, with its own type; for exports. */
  readonly file?: AnswerFile
  /** Version of what was read or changed; the client sends it back as `If-Match`. */
  readonly version?: number
}

/** What a route is about, and whatever was loaded to know that. Undefined: it does not exist. */
export type Found<Loaded> = { readonly resource: Resource; readonly loaded: Loaded } | undefined

/** One route with its code. `find` loads what it is about, `handle` runs only when the caller may. */
export interface Endpoint<Effects> {
  readonly route: Route
  readonly run: (call: Call<unknown, unknown, Effects>) => Promise<Answer | Refusal>
  /** For who holds no role any more, because this very command ended it and its answer was lost. Undefined: refused as anybody. */
  readonly again?: (call: Again<Effects>) => Promise<Answer | undefined>
}

export type Again<Effects> = Pick<Call<unknown, unknown, Effects>, 'params' | 'body' | 'world'> & { readonly request: Request }

export function endpoint<
  Body extends z.ZodMiniType,
  Query extends z.ZodMiniType,
  OfMethod extends Method,
  Path extends `/api/${string}`,
  Loaded,
  Effects,
>(
  route: Route<Body, Query, OfMethod, Path>,
  find: (call: Call<z.infer<Body>, z.infer<Query>, Effects>) => Promise<Found<Loaded>>,
  handle: (call: Call<z.infer<Body>, z.infer<Query>, Effects>, loaded: Loaded) => Promise<Answer<AnswerTo<OfMethod, Path>> | Refusal>,
): Endpoint<Effects> {
  return {
    route,
    run: async (unparsed) => {
      // `readInput` has parsed body and query by this very route.
      const call = unparsed as Call<z.infer<Body>, z.infer<Query>, Effects>
      const found = await find(call)
      if (found === undefined || !may(call.actor, route.action, found.resource)) return refuse('not-found')
      return handle(call, found.loaded)
    },
  }
}

export interface ApiHandler<Effects> {
  readonly answer: (request: Request, effects?: Effects) => Promise<Response>
  readonly handler: MiddyfiedHandler<Request, Response>
}

/** `sentences`: of the refusals that not every function says. */
export function api<Effects extends Basics>(
  endpoints: readonly Endpoint<Effects>[],
  fromEnvironment: () => Effects,
  sentences: Sentences = {},
): ApiHandler<Effects> {
  const byKey = new Map(endpoints.map((one) => [routeKey(one.route), one]))
  const worldOf = kept(fromEnvironment)
  const answer = async (request: Request, effects?: Effects): Promise<Response> =>
    answerOne(byKey.get(request.routeKey), request, worldOf(effects), sentences)
  return { answer, handler: middy<Request, Response>().handler((request) => answer(request)) }
}

async function answerOne<Effects extends Basics>(
  found: Endpoint<Effects> | undefined,
  request: Request,
  world: Effects,
  sentences: Sentences,
): Promise<Response> {
  const response = await answered(request, () => run(found, request, world), answerResponse, sentences)
  return compressed(response, headerOf(request, 'accept-encoding'))
}

/** The request as every route is told of in the log: who, what, how long; and a fault as an answer. */
export async function answered(
  request: { readonly routeKey: string; readonly requestContext: { readonly requestId: string } },
  work: () => Promise<{ readonly answer: Answer | Refusal; readonly person?: string }>,
  responseTo: (answer: Answer) => Response,
  sentences: Sentences = {},
): Promise<Response> {
  const started = Date.now()
  const correlationId = request.requestContext.requestId
  const line = (status: number, person?: string, reason?: string) =>
    log({
      function: 'api',
      outcome: String(status),
      milliseconds: Date.now() - started,
      route: request.routeKey,
      status,
      correlationId,
      person,
      reason,
    })
  try {
    const { answer, person } = await work()
    const response = isRefusal(answer) ? refusalResponse(answer, sentences) : responseTo(answer)
    line(response.statusCode ?? 200, person)
    return response
  } catch (error) {
    line(500, undefined, reasonOf(error))
    return json(500, { code: 'fault', message: sentenceOf(refuse('fault')), correlationId })
  }
}

async function run<Effects extends Basics>(endpoint: Endpoint<Effects> | undefined, request: Request, world: Effects) {
  if (endpoint === undefined) return { answer: refuse('not-found') }
  const { route } = endpoint
  const input = readInput(route, request)
  if (isRefusal(input)) return { answer: input }
  const now = world.clock.now()
  const directory = await loadDirectory(world)
  const actor = actingAs(request.requestContext.authorizer.jwt.claims, headerOf(request, 'x-acting-as'), directory, now)
  if (isRefusal(actor)) return { answer: (await endpoint.again?.({ ...input, world, request })) ?? actor }
  const key = `${actor.person}:${input.key ?? ''}`
  const correlationId = request.requestContext.requestId
  const context: CommandContext = {
    at: now,
    actor: { person: actor.person, unit: actor.unit, role: actor.role },
    correlationId,
    causationId: correlationId,
    key: isCommand(route) ? { key, fingerprint: input.fingerprint } : undefined,
    expectedVersion: input.expectedVersion,
  }
  const answer = await endpoint.run({ ...input, actor, directory, context, key, world }).catch(refusedByStore)
  return { answer, person: actor.person }
}

/** What is in the caller's hand: the only place in a list that a route takes from them is `after`, and what they write may be shorter. */
function refusedByStore(error: unknown): Refusal {
  if (error instanceof NoSuchPage) return refuse('invalid', 'after')
  if (error instanceof TooLarge) return refuse('too-large', 'body')
  throw error
}

/** Refusals the user can mend by trying again or reading anew are told apart by status; the code says the rest. */
const statusOf: Readonly<Record<string, number>> = {
  'not-found': 404,
  'not-signed-in': 401,
  'not-in-directory': 403,
  'role-not-held': 403,
  stale: 409,
  'key-reused': 422,
  'too-large': 413,
  'malformed-json': 400,
  invalid: 400,
  'unknown-field': 400,
  'key-missing': 400,
}

function refusalResponse(refusal: Refusal, sentences: Sentences): Response {
  const { code, field, facts } = refusal
  return json(statusOf[code] ?? 409, { code, field, facts, message: sentenceOf(refusal, sentences) })
}

function answerResponse({ status = 200, body, file, version }: Answer): Response {
  const etag: Record<string, string> = version === undefined ? {} : { etag: `"${version}"` }
  if (file === undefined) return json(status, body ?? {}, etag)
  const headers = {
    'content-type': file.type,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    ...SAFE_HEADERS,
  }
  if (file.bytes === undefined) return { statusCode: status, headers, body: file.text }
  return { statusCode: status, headers, body: Buffer.from(file.bytes).toString('base64'), isBase64Encoded: true }
}

const SAFE_HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

function json(statusCode: number, body: unknown, headers: Record<string, string> = {}): Response {
  return {
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8', ...SAFE_HEADERS, ...headers },
    body: JSON.stringify(body),
  }
}
