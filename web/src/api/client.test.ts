import { afterEach, describe, expect, it, vi } from 'vitest'
import { createApi, Refused, Unreachable } from './client.ts'

const api = createApi({ token: () => 'token', renew: async () => true, signedOut: () => {}, actingAs: () => undefined })
const headers = { 'content-type': 'application/json' }

/** Begins to answer, and is cut off. */
function cutOff(): Response {
  const body = new ReadableStream({
    start: (line) => line.enqueue(new TextEncoder().encode('{"state":"dr')),
    pull: (line) => line.error(new TypeError('network error')),
  })
  return new Response(body, { headers })
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('an answer that is cut off in its middle', () => {
  it('is a cut line to whoever reads', async () => {
    vi.stubGlobal('fetch', async () => cutOff())
    await expect(api.get('/api/me')).rejects.toBeInstanceOf(Unreachable)
  })

  it('makes a command go again, as the same command', async () => {
    vi.useFakeTimers()
    const keys: (string | null)[] = []
    vi.stubGlobal('fetch', async (_path: string, { headers: sent }: { headers: Headers }) => {
      keys.push(sent.get('idempotency-key'))
      return keys.length === 1 ? cutOff() : new Response('{"state":"draft"}', { headers })
    })
    const answer = api.command({ method: 'PUT', path: '/api/plans/p/draft', body: {} })
    await vi.runAllTimersAsync()
    expect((await answer).body).toEqual({ state: 'draft' })
    expect(keys).toHaveLength(2)
    expect(new Set(keys).size).toBe(1)
  })
})

describe('a token that the door refuses', () => {
  const refusal = () => new Response('{"message":"Unauthorized"}', { status: 401, headers })

  async function ask({ renews, answers }: { renews: boolean; answers: Response[] }) {
    vi.stubGlobal('fetch', async () => answers.shift())
    const signedOut = vi.fn()
    const asking = createApi({ token: () => 'token', renew: async () => renews, signedOut, actingAs: () => undefined })
    const outcome = await asking.get('/api/me').then(
      ({ body }) => body,
      (error: unknown) => (error instanceof Refused ? error.status : error),
    )
    return [outcome, signedOut.mock.calls.length]
  }

  it('is renewed, and nobody notices', async () => {
    expect(await ask({ renews: true, answers: [refusal(), new Response('{"state":"draft"}', { headers })] })).toEqual([
      { state: 'draft' },
      0,
    ])
  })

  it('ends the session when it cannot be renewed', async () => {
    expect(await ask({ renews: false, answers: [refusal()] })).toEqual([401, 1])
  })

  it('ends the session when the renewed one is refused as well', async () => {
    expect(await ask({ renews: true, answers: [refusal(), refusal()] })).toEqual([401, 1])
  })
})
