/** People at the API, as many as the year needs: each call is signed by its person's own token and checked like any other. */
import type { Cloud } from '../../infra/local/cloud.ts'
import { CLIENT_ID } from '../machine.ts'

export interface Answered {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  readonly version?: number
}

export interface People {
  get(email: string, path: string): Promise<Answered>
  /** A command with a key of its own. */
  send(email: string, method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, role?: string): Promise<Answered>
}

/** A token is asked for anew some time before it dies. */
const TOKEN_MILLISECONDS = 50 * 60 * 1_000

export function peopleAt(cloud: Cloud): People {
  const tokens = new Map<string, { readonly token: Promise<string>; readonly until: number }>()
  let commands = 0

  function tokenOf(email: string): Promise<string> {
    const now = cloud.clock.now()
    const known = tokens.get(email)
    if (known !== undefined && now < known.until) return known.token
    if (cloud.identity === undefined) throw new Error('nobody can sign in here')
    const token = cloud.identity.tokenFor(email, CLIENT_ID)
    tokens.set(email, { token, until: now + TOKEN_MILLISECONDS })
    return token
  }

  async function call(email: string, method: string, path: string, body?: unknown, role?: string): Promise<Answered> {
    const headers: Record<string, string> = { authorization: `Bearer ${await tokenOf(email)}`, 'content-type': 'application/json' }
    commands += 1
    if (method !== 'GET') headers['idempotency-key'] = `demo-${String(commands).padStart(8, '0')}`
    if (role !== undefined) headers['x-acting-as'] = role
    const response = await fetch(`${cloud.addresses.api}${path}`, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
    })
    const version = Number(response.headers.get('etag')?.replaceAll('"', ''))
    return {
      status: response.status,
      body: (await response.json()) as Answered['body'],
      version: Number.isNaN(version) ? undefined : version,
    }
  }

  return { get: (email, path) => call(email, 'GET', path), send: call }
}

/** Throws with the API's own sentence when a call that must succeed did not. */
export function expectOk(answered: Answered, what: string): Answered {
  if (answered.status >= 300) throw new Error(`${what}: ${answered.status} ${JSON.stringify(answered.body)}`)
  return answered
}

/** Runs at most `parallel` at a time. */
export async function inParallel<Item>(items: readonly Item[], parallel: number, run: (item: Item) => Promise<void>): Promise<void> {
  const waiting = items.values()
  const worker = async () => {
    for (const item of waiting) await run(item)
  }
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker))
}
