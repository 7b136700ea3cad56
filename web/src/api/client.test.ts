import { afterEach, describe, expect, it, vi } from 'vitest'
import { createApi, Unreachable } from './client.ts'

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
