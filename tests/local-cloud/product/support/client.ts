/** A person at the API: signed in by the real OIDC flow, with a token that is minted again when the moved clock has outlived it. */
import { randomUUID } from 'node:crypto'
import { CLIENT_ID } from '../../../../cli/machine.ts'
import type { Cloud } from '../../../../infra/local/cloud.ts'
import { signIn } from '../../../../infra/local/identity.ts'
import { expectContract } from './contract.ts'

export interface Answer<Body = Readonly<Record<string, unknown>>> {
  readonly status: number
  /** The bytes of the answer as text. */
  readonly text: string
  readonly body: Body
  readonly headers: Headers
  readonly version: number | undefined
}

export interface SendOptions {
  /** Idempotency key; a new one without it, none for `null`. */
  readonly key?: string | null
  readonly version?: number
  /** `<role>@<unit>`. */
  readonly actingAs?: string
}

export interface Client {
  readonly email: string
  token(): Promise<string>
  get<Body = Readonly<Record<string, unknown>>>(path: string, options?: Pick<SendOptions, 'actingAs'>): Promise<Answer<Body>>
  send<Body = Readonly<Record<string, unknown>>>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
    options?: SendOptions,
  ): Promise<Answer<Body>>
  /** The same with a body that is sent as it is. */
  sendText(method: 'POST' | 'PUT' | 'DELETE', path: string, text: string, options?: SendOptions): Promise<Answer>
}

/** Tokens live an hour. */
const TOKEN_FRESH_MS = 50 * 60_000

export function createClients(cloud: Cloud): (email: string) => Client {
  const clients = new Map<string, Client>()
  return (email) => {
    const known = clients.get(email) ?? createClient(cloud, email)
    clients.set(email, known)
    return known
  }
}

function createClient(cloud: Cloud, email: string): Client {
  const { api, identity: issuer } = cloud.addresses
  let kept: { readonly token: Promise<string>; readonly until: number } | undefined

  function token(): Promise<string> {
    const now = cloud.clock.now()
    if (kept === undefined || now >= kept.until) kept = { token: mint(kept !== undefined), until: now + TOKEN_FRESH_MS }
    return kept.token
  }

  async function mint(again: boolean): Promise<string> {
    if (again && cloud.identity !== undefined) return cloud.identity.tokenFor(email, CLIENT_ID)
    const options = { issuer, clientId: CLIENT_ID, redirectUri: `${api}/`, email, inboxUrl: cloud.mail.inboxUrl }
    return (await signIn(options)).idToken
  }

  async function call<Body>(method: string, path: string, text: string | undefined, options: SendOptions): Promise<Answer<Body>> {
    const { key = randomUUID(), version, actingAs } = options
    const headers: Record<string, string> = { authorization: `Bearer ${await token()}` }
    if (method !== 'GET' && key !== null) headers['idempotency-key'] = key
    if (text !== undefined) headers['content-type'] = 'application/json'
    if (version !== undefined) headers['if-match'] = `"${version}"`
    if (actingAs !== undefined) headers['x-acting-as'] = actingAs
    const answer = await answerOf<Body>(await fetch(`${api}${path}`, { method, headers, ...(text === undefined ? {} : { body: text }) }))
    expectContract(method, path, answer)
    return answer
  }

  return {
    email,
    token,
    get: (path, options = {}) => call('GET', path, undefined, options),
    send: (method, path, body, options = {}) => call(method, path, body === undefined ? undefined : JSON.stringify(body), options),
    sendText: (method, path, text, options = {}) => call(method, path, text, options),
  }
}

export async function answerOf<Body>(response: Response): Promise<Answer<Body>> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
  const version = /^"(\d+)"$/.exec(response.headers.get('etag') ?? '')?.[1]
  return {
    status: response.status,
    text,
    body: (isJson ? JSON.parse(text) : {}) as Body,
    headers: response.headers,
    version: version === undefined ? undefined : Number(version),
  }
}
