/** Every answer that any of these tests ever gets is what the API's documentation says: nothing is missing, and nothing else is told. */
import { expect } from 'vitest'
import type * as z from 'zod/mini'
import { apiFunctions } from '../../../../infra/wiring.ts'
import { answers, refusalAnswer } from '../../../../shared/api/answers.ts'
import { routeKey } from '../../../../shared/api/route.ts'

const schemas: ReadonlyMap<string, z.ZodMiniType> = new Map(Object.entries(answers))

const routes = apiFunctions
  .flatMap((line) => line.routes)
  .map((route) => ({
    method: route.method,
    key: routeKey(route),
    // One without parameters fits before one with them.
    parameters: route.path.split('{').length,
    form: new RegExp(`^${route.path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}(\\?.*)?$`),
  }))
  .toSorted((one, other) => one.parameters - other.parameters)

export function expectContract(method: string, path: string, { status, body, headers }: Told): void {
  const isJson = headers.get('content-type')?.startsWith('application/json') ?? false
  const key = routes.find((route) => route.method === method && route.form.test(path))?.key
  // The gateway's own refusals have no code of ours.
  const schema = status >= 400 ? (isOurs(body) ? refusalAnswer : undefined) : schemas.get(key ?? '')
  if (isJson && schema !== undefined) expectExactly(schema, body, `${status} of ${key}`)
}

interface Told {
  readonly status: number
  readonly body: unknown
  readonly headers: Headers
}

function isOurs(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'code' in body
}

function expectExactly(schema: z.ZodMiniType, body: unknown, what: string): void {
  const parsed = schema.safeParse(body)
  expect(parsed.error?.issues, what).toBeUndefined()
  // Parsing leaves out what the contract does not name.
  expect(parsed.data, what).toEqual(body)
}
