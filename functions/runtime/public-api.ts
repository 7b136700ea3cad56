/**
 * How a route runs that anybody may ask: the input by its contract, `may()` for a stranger, then the handler. The answer is the same for
 * everybody, so whoever stands between may keep it for a while.
 */
import { createHash } from 'node:crypto'
import middy, { type MiddyfiedHandler } from '@middy/core'
import { ANYONE, may, type Resource } from '../../shared/access/may.ts'
import type { AnswerTo } from '../../shared/api/answers.ts'
import { type Method, type Route, routeKey } from '../../shared/api/route.ts'
import { isRefusal, refuse } from '../../shared/log/refusal.ts'
import { type Answer, answered, type Response } from './api.ts'
import { readInput } from './input.ts'
import { kept } from './kept.ts'
import { isKnown, type OpenRequest } from './open-api.ts'

/** A plan that was just published is seen by everybody after this long at the latest. */
export const PUBLIC_FRESH_SECONDS = 60

export interface PublicCall<Effects> {
  readonly params: Readonly<Record<string, string>>
  readonly world: Effects
}

export interface PublicEndpoint<Effects> {
  readonly route: Route
  readonly run: (call: PublicCall<Effects>) => Promise<{ readonly resource: Resource; readonly body: unknown } | undefined>
}

/** `find` answers with nothing for what does not exist. */
export function publicEndpoint<OfMethod extends Method, Path extends `/api/${string}`, Effects>(
  route: Pick<Route, 'action' | 'summary'> & { readonly method: OfMethod; readonly path: Path },
  find: (call: PublicCall<Effects>) => Promise<{ readonly resource: Resource; readonly body: AnswerTo<OfMethod, Path> } | undefined>,
): PublicEndpoint<Effects> {
  return { route, run: find }
}

export interface PublicHandler<Effects> {
  readonly answer: (request: OpenRequest, effects?: Effects) => Promise<Response>
  readonly handler: MiddyfiedHandler<OpenRequest, Response>
}

export function publicApi<Effects>(endpoints: readonly PublicEndpoint<Effects>[], fromEnvironment: () => Effects): PublicHandler<Effects> {
  const byKey = new Map(endpoints.map((one) => [routeKey(one.route), one]))
  const worldOf = kept(fromEnvironment)
  const answer = async (request: OpenRequest, effects?: Effects): Promise<Response> => {
    const world = worldOf(effects)
    const work = async () => ({ answer: await run(byKey.get(request.routeKey), request, world) })
    return answered(request, work, (found) => publicResponse(found, request.headers['if-none-match']))
  }
  return { answer, handler: middy<OpenRequest, Response>().handler((request) => answer(request)) }
}

async function run<Effects>(endpoint: PublicEndpoint<Effects> | undefined, request: OpenRequest, world: Effects) {
  if (endpoint === undefined) return refuse('not-found')
  const input = readInput(endpoint.route, request)
  if (isRefusal(input)) return refuse('not-found')
  const found = await endpoint.run({ params: input.params, world })
  return found !== undefined && may(ANYONE, endpoint.route.action, found.resource) ? { body: found.body } : refuse('not-found')
}

function publicResponse({ body }: Answer, known: string | undefined): Response {
  const text = JSON.stringify(body)
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
  const headers = { etag, 'cache-control': `public, max-age=${PUBLIC_FRESH_SECONDS}`, 'x-content-type-options': 'nosniff' }
  if (isKnown(known, etag)) return { statusCode: 304, headers }
  return { statusCode: 200, headers: { ...headers, 'content-type': 'application/json; charset=utf-8' }, body: text }
}
