/** CORS as the HTTP API answers it itself. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html */
import { matchesWildcard } from '../policy.ts'
import type { CorsModel } from '../template/model.ts'

type Headers = Readonly<Record<string, string>>

export function isPreflight(method: string, headers: Readonly<Record<string, string>>): boolean {
  return method === 'OPTIONS' && headers.origin !== undefined && headers['access-control-request-method'] !== undefined
}

/** Headers of the answer to a preflight request; none when the origin is not allowed. */
export function preflightHeaders(cors: CorsModel, headers: Headers): Headers {
  const origin = originHeaders(cors, headers)
  if (Object.keys(origin).length === 0) return {}
  return {
    ...origin,
    ...list('access-control-allow-methods', cors.allowMethods),
    ...list('access-control-allow-headers', cors.allowHeaders),
    ...(cors.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(cors.maxAgeSeconds) }),
  }
}

/** Headers of every other answer: what the function says about CORS is not passed on. */
export function corsHeaders(cors: CorsModel, headers: Headers): Headers {
  const origin = originHeaders(cors, headers)
  return Object.keys(origin).length === 0 ? {} : { ...origin, ...list('access-control-expose-headers', cors.exposeHeaders) }
}

function originHeaders(cors: CorsModel, { origin }: Headers): Headers {
  if (origin === undefined || !cors.allowOrigins.some((allowed) => matchesWildcard(origin, allowed))) return {}
  const everybody = cors.allowOrigins.includes('*') && !cors.allowCredentials
  return {
    'access-control-allow-origin': everybody ? '*' : origin,
    ...(everybody ? {} : { vary: 'origin' }),
    ...(cors.allowCredentials ? { 'access-control-allow-credentials': 'true' } : {}),
  }
}

function list(name: string, values: readonly string[]): Headers {
  return values.length === 0 ? {} : { [name]: values.join(',') }
}
