/** One way to ask and one way to command. Every command carries its own key, so that sending it again after a cut line is sending it once. */
import type { RefusalAnswer } from './answers.ts'

export interface Answer<Body> {
  readonly body: Body
  /** Of what was read or changed; goes back as `If-Match` with an edit. */
  readonly version?: number
}

export interface Command {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: unknown
  /** The version the user saw. */
  readonly version?: number
  readonly key?: string
}

/** The API's answer was no, with a sentence that says what to do. */
export class Refused extends Error {
  readonly status: number
  readonly answer: RefusalAnswer

  constructor(status: number, answer: RefusalAnswer) {
    super(answer.message)
    this.name = 'Refused'
    this.status = status
    this.answer = answer
  }

  get isStale(): boolean {
    return this.answer.code === 'stale'
  }
}

/** Nobody answered: no line, or the machine is away. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause })
    this.name = 'Unreachable'
  }
}

/** For what asks by itself and is no command to the API: whatever goes wrong on the way is the line. */
export function reached<Answer>(asked: Promise<Answer>): Promise<Answer> {
  return asked.catch((cause) => {
    throw new Unreachable(cause)
  })
}

export interface Api {
  get<Body>(path: string): Promise<Answer<Body>>
  command<Body>(command: Command): Promise<Answer<Body>>
  /** An export, as the file it is. */
  file(path: string): Promise<Blob>
}

export interface Caller {
  token(): string | undefined
  /** A new token for one that ran out; false when the person must sign in again. */
  renew(): Promise<boolean>
  signedOut(): void
  actingAs(): string | undefined
}

const SENDINGS_MAX = 3
const PAUSE_MS = 700
/** Twice what the API may take, and enough for the longest answer on a slow line: a line that says nothing for so long is dead. */
const ANSWER_MS_MAX = 60_000

export function createApi(caller: Caller): Api {
  async function once(path: string, request: RequestInit): Promise<Response> {
    const token = caller.token()
    const actingAs = caller.actingAs()
    const headers = new Headers(request.headers)
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
    if (actingAs !== undefined) headers.set('x-acting-as', actingAs)
    try {
      return await fetch(path, { ...request, headers, cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS_MAX) })
    } catch (cause) {
      throw new Unreachable(cause)
    }
  }

  async function send(path: string, request: RequestInit): Promise<Response> {
    const response = await once(path, request)
    if (response.status !== 401) return checked(response)
    const again = (await caller.renew()) ? await once(path, request) : response
    if (again.status === 401) caller.signedOut()
    return checked(again)
  }

  async function persistently<Body>(path: string, request: RequestInit): Promise<Answer<Body>> {
    for (let sending = 1; ; sending += 1) {
      try {
        return await answerOf<Body>(await send(path, request))
      } catch (error) {
        if (!(error instanceof Unreachable) || sending >= SENDINGS_MAX) throw error
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * sending))
      }
    }
  }

  return {
    get: async (path) => answerOf(await send(path, {})),
    command: async ({ method, path, body, version, key = crypto.randomUUID() }) => {
      const headers: Record<string, string> = { 'idempotency-key': key }
      if (version !== undefined) headers['if-match'] = `"${version}"`
      if (body !== undefined) headers['content-type'] = 'application/json'
      return persistently(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
    },
    file: async (path) => whole((await send(path, {})).blob()),
  }
}

/** An answer can be cut off in its middle as well. */
async function whole<Read>(reading: Promise<Read>): Promise<Read> {
  return reading.catch((cause: unknown) => {
    throw new Unreachable(cause)
  })
}

async function checked(response: Response): Promise<Response> {
  if (response.ok) return response
  throw new Refused(response.status, await refusalOf(response))
}

/** The gateway's own refusals (no token, too many requests) carry no sentence of ours. */
async function refusalOf(response: Response): Promise<RefusalAnswer> {
  const answer: unknown = await response.json().catch(() => undefined)
  const isOurs = typeof answer === 'object' && answer !== null && 'code' in answer
  return isOurs ? (answer as RefusalAnswer) : { code: response.status === 401 ? 'not-signed-in' : 'fault', message: '' }
}

async function answerOf<Body>(response: Response): Promise<Answer<Body>> {
  const version = /"(\d+)"/.exec(response.headers.get('etag') ?? '')?.[1]
  return { body: (await whole(response.json())) as Body, version: version === undefined ? undefined : Number(version) }
}
