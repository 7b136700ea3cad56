/** What a person's browser does: sends a request with a key, and sends it again under the same key until it has an answer. */

import type { Request, Response } from '../../../functions/runtime/api.ts'
import type { Person } from '../../../shared/directory/model.ts'
import { type Chance, chanceOf } from '../chance.ts'
import { functionOfRoute, type Handlers } from '../handlers.ts'
import { requestId } from '../invariants/commands.ts'
import type { World } from '../world.ts'

export interface Reply {
  readonly status: number
  /** The parsed body. */
  readonly body: Readonly<Record<string, unknown>>
}

export interface Browser {
  readonly world: World
  /** What people decide; apart from the weather. */
  readonly chance: Chance
  send(who: Person, route: string, params: Readonly<Record<string, string>>, body?: unknown): Promise<Reply>
  pause(milliseconds: number): Promise<void>
}

const ATTEMPTS_MAX = 8

export function browserOf(world: World, handlers: Handlers, seed: number): Browser {
  const { agenda, weather, functions, template } = world
  const chance = chanceOf(seed, 3)
  let count = 0

  function once(request: Request): Promise<Response | undefined> {
    const name = functionOfRoute.get(request.routeKey) ?? ''
    const settings = template.routes.get(request.routeKey)
    const answer = handlers.answer.get(name)
    if (settings === undefined || answer === undefined) throw new Error(`${request.routeKey} is not in the template`)
    return new Promise((resolve) => {
      functions.invoke<Response>({
        function: name,
        settings,
        subjects: [request.requestContext.requestId.split('/')[0] ?? ''],
        code: (environment) => answer(request, world.effectsOf(environment)),
        done: resolve,
      })
    })
  }

  const pause = (milliseconds: number): Promise<void> => agenda.sleepUntil(agenda.now() + milliseconds)
  return {
    world,
    chance,
    pause,
    async send(who, route, params, body) {
      count += 1
      const key = `request-${String(count).padStart(4, '0')}`
      world.say(() => `${who.id} asks ${route} ${Object.values(params).join(' ')} (${key})`)
      for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
        const request = (number: number): Request => requestOf(who, route, params, body, key, number)
        const [answer] = await Promise.all([
          once(request(attempt)),
          ...(weather.isClickedTwice() ? [once(request(attempt + ATTEMPTS_MAX))] : []),
        ])
        const status = answer?.statusCode ?? 504
        if (status < 500) {
          const reply = { status, body: JSON.parse(answer?.body ?? '{}') as Reply['body'] }
          world.say(() => `${key} is answered ${status} ${String(reply.body.code ?? '')}`)
          return reply
        }
        await pause(chance.between(1_000, 9_000))
      }
      throw new Error(`${route} was never answered`)
    },
  }
}

function requestOf(
  who: Person,
  route: string,
  params: Readonly<Record<string, string>>,
  body: unknown,
  key: string,
  attempt: number,
): Request {
  // The part of API Gateway's event that the runtime reads.
  return {
    routeKey: route,
    headers: { 'idempotency-key': key },
    pathParameters: params,
    isBase64Encoded: false,
    body: body === undefined ? undefined : JSON.stringify(body),
    requestContext: {
      requestId: requestId(key, attempt),
      authorizer: { jwt: { claims: { email: who.email, email_verified: 'true' }, scopes: [] } },
    },
  } as unknown as Request
}
