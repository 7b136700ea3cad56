/**
 * The JWT authorizer: issuer, audience, times and scopes, with the keys the issuer publishes.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import * as z from 'zod'
import type { MachineClock } from '../contract.ts'
import type { RouteModel } from '../template/model.ts'

export type Authorization =
  | { readonly kind: 'open' }
  | { readonly kind: 'allowed'; readonly claims: Readonly<Record<string, string>>; readonly scopes: readonly string[] | null }
  | { readonly kind: 'unauthorized'; readonly why: string }
  | { readonly kind: 'forbidden' }

export type Authorize = (route: RouteModel, authorizationHeader: string | undefined) => Promise<Authorization>

/** "Currently, only RSA-based algorithms are supported." */
const ALGORITHMS = ['RS256', 'RS384', 'RS512']

export function createAuthorizer(clock: MachineClock, warn: (sentence: string) => void): Authorize {
  const keys = new Map<string, Promise<JWTVerifyGetKey>>()

  function keysOf(issuer: string): Promise<JWTVerifyGetKey> {
    const known = keys.get(issuer)
    if (known !== undefined) return known
    const found = discoverKeys(issuer)
    // An issuer that could not be asked is asked again next time.
    found.catch(() => keys.delete(issuer))
    keys.set(issuer, found)
    return found
  }

  async function verify(token: string, issuer: string): Promise<JWTPayload | string> {
    const options = { issuer, algorithms: ALGORITHMS, currentDate: new Date(clock.now()), requiredClaims: ['exp'] }
    try {
      return (await jwtVerify(token, await keysOf(issuer), options)).payload
    } catch (error) {
      if (!(error instanceof errors.JOSEError)) warn(`the issuer ${issuer} cannot be asked for its keys: ${error}`)
      return error instanceof Error ? error.message : String(error)
    }
  }

  return async ({ authorizer, scopes }, header) => {
    if (authorizer === undefined) return { kind: 'open' }
    const token = header?.replace(/^Bearer\s+/i, '')
    if (!token) return { kind: 'unauthorized', why: 'no token' }
    const payload = await verify(token, authorizer.issuer)
    if (typeof payload === 'string') return { kind: 'unauthorized', why: payload }
    if (!hasAudience(payload, authorizer.audience)) return { kind: 'unauthorized', why: 'the audience is another' }
    const granted = String(payload.scope ?? payload.scp ?? '').split(/[\s,]+/)
    if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) return { kind: 'forbidden' }
    return { kind: 'allowed', claims: asTexts(payload), scopes: scopes.length > 0 ? scopes : null }
  }
}

async function discoverKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`)
  if (!response.ok) throw new Error(`its openid-configuration answers ${response.status}`)
  const { jwks_uri } = z.object({ jwks_uri: z.url() }).parse(await response.json())
  return createRemoteJWKSet(new URL(jwks_uri))
}

/** `aud`, or `client_id` in a token without one, as access tokens of Cognito are. */
function hasAudience(payload: JWTPayload, audience: readonly string[]): boolean {
  const own = payload.aud === undefined ? [String(payload.client_id)] : [payload.aud].flat()
  return own.some((value) => audience.includes(value))
}

/** The function sees every claim as a text, a list as `[a b]`. */
function asTexts(payload: JWTPayload): Readonly<Record<string, string>> {
  const text = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(text).join(' ')}]`
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
  }
  return Object.fromEntries(Object.entries(payload).map(([claim, value]) => [claim, text(value)]))
}
