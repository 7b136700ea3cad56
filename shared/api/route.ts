/**
 * The HTTP contract: each route is one value, from which come the gateway's route, the check of its input, the authorization question,
 * the generated role × route test and the OpenAPI page.
 */
import type * as z from 'zod/mini'
import type { Action } from '../access/may.ts'

/** Largest request body of a route that says nothing else, in bytes. */
export const BODY_BYTES_MAX = 256 * 1_024

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

export interface Route<
  Body extends z.ZodMiniType = z.ZodMiniType,
  Query extends z.ZodMiniType = z.ZodMiniType,
  OfMethod extends Method = Method,
  Path extends `/api/${string}` = `/api/${string}`,
> {
  readonly method: OfMethod
  /** For example `/api/plans/{planId}`. */
  readonly path: Path
  /** What the caller must be allowed to do; asked of `may()` before anything else happens. */
  readonly action: Action
  /**
   * Answers without a token: `by-secret`, as its address itself holds one, and the action is asked for whom the secret stands for; or
   * `public`, and the action is asked for a stranger.
   */
  readonly open?: 'by-secret' | 'public'
  readonly body?: Body
  readonly query?: Query
  /** Largest request body, in bytes; `BODY_BYTES_MAX` where nothing is said. */
  readonly bodyBytesMax?: number
  readonly summary: string
}

/** Method and path stay literal: what the route answers with is found by them (`answers.ts`). */
export function defineRoute<
  Body extends z.ZodMiniType,
  Query extends z.ZodMiniType,
  const OfMethod extends Method,
  const Path extends `/api/${string}`,
>(route: Route<Body, Query, OfMethod, Path>): Route<Body, Query, OfMethod, Path> {
  return route
}

/** `POST /api/plans/{planId}/issue`, as API Gateway names it. */
export function routeKey(route: Pick<Route, 'method' | 'path'>): string {
  return `${route.method} ${route.path}`
}

/** A command must carry an idempotency key; a query changes nothing and needs none. */
export function isCommand(route: Pick<Route, 'method'>): boolean {
  return route.method !== 'GET'
}
