import { rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/temporary-folder.ts'
import { testClock } from './door/test-cloud.ts'
import { CODE_LIFETIME_MS, CODES_PER_ADDRESS_MAX, createCodes } from './identity/codes.ts'
import { type LocalIdentity, openIdentity, refresh, signIn } from './identity.ts'
import type { SimpleMail } from './mail/mime.ts'

const clientId = 'portal'
const redirectUri = 'http://localhost:8080/signed-in'
const officer = 'officer@so.example'

let folder: string
let known: Set<string>
let mails: SimpleMail[]
let identity: LocalIdentity
let inbox: Server
let inboxUrl: string

const open = (port: number) =>
  openIdentity({
    port,
    clients: [{ clientId, redirectUris: [redirectUri], postLogoutRedirectUris: ['http://localhost:8080/'] }],
    file: join(folder, 'identity.db'),
    clock: { now: Date.now, held: false },
    sender: 'thidua@so.example',
    isKnown: (email) => known.has(email),
    send: async (mail) => mails.push(mail),
    warn: () => {},
  })

beforeEach(async () => {
  folder = temporaryFolder('identity')
  known = new Set([officer])
  mails = []
  identity = await open(0)
  inbox = createServer((_, response) => {
    const emails = mails.map(({ subject, to }, index) => ({ messageId: String(index), subject, destination: { to } }))
    response.end(JSON.stringify({ emails }))
  })
  await new Promise<void>((resolve) => inbox.listen(0, '127.0.0.1', resolve))
  inboxUrl = `http://127.0.0.1:${(inbox.address() as AddressInfo).port}`
})
afterEach(async () => {
  await identity.close()
  inbox.closeAllConnections()
  inbox.close()
  rmSync(folder, { recursive: true, force: true })
})

const enter = (email = officer) => signIn({ issuer: identity.issuer, clientId, redirectUri, email, inboxUrl })

/** What the API's authorizer does. */
const verify = (token: string) =>
  jwtVerify(token, createRemoteJWKSet(new URL(`${identity.issuer}/jwks`)), { issuer: identity.issuer, audience: clientId })

/** Up to the page that asks for the address; gives its form's address and the cookie. */
async function startSignIn(): Promise<{ page: string; headers: { cookie: string } }> {
  const response = await authorize()
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return { page: new URL(response.headers.get('location') ?? '', identity.issuer).href, headers: { cookie } }
}

function authorize(): Promise<Response> {
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid email',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  })
  return fetch(`${identity.issuer}/auth?${query}`, { redirect: 'manual' })
}

const submit = (url: string, form: Record<string, string>, headers: { cookie: string }) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' })

describe('signing in', () => {
  it('gives tokens that the authorizer accepts, with the address in them', async () => {
    const { payload } = await verify((await enter()).idToken)
    expect(payload).toMatchObject({ email: officer, email_verified: true, sub: expect.any(String), aud: clientId })
  })

  it('gives the same subject again, and can be refreshed until the person leaves the directory', async () => {
    const first = await enter()
    const again = await enter()
    expect((await verify(first.idToken)).payload.sub).toBe((await verify(again.idToken)).payload.sub)
    const renewed = await refresh({ issuer: identity.issuer, clientId, refreshToken: first.refreshToken ?? '' })
    expect((await verify(renewed.idToken)).payload.email).toBe(officer)
    known.clear()
    await expect(refresh({ issuer: identity.issuer, clientId, refreshToken: renewed.refreshToken ?? '' })).rejects.toThrow(/invalid_grant/)
  })

  it('keeps its keys and refresh tokens over a restart', async () => {
    const before = await enter()
    const { port } = identity
    await identity.close()
    identity = await open(port)
    expect((await verify(before.idToken)).payload.email).toBe(officer)
    expect((await refresh({ issuer: identity.issuer, clientId, refreshToken: before.refreshToken ?? '' })).idToken).toBeTruthy()
  })

  it('answers alike for known and unknown addresses, and mails only the known', async () => {
    const answers: string[] = []
    for (const email of [officer, 'stranger@so.example']) {
      const { page, headers } = await startSignIn()
      const response = await submit(`${page}/email`, { email }, headers)
      answers.push(`${response.status} ${(await response.text()).replaceAll(email, 'X').replace(/interaction\/[\w-]+/g, 'interaction')}`)
    }
    expect(answers[1]).toBe(answers[0])
    expect(mails.map(({ to }) => to)).toEqual([[officer]])
  })

  it('shows pages without script, in Vietnamese, that lead nowhere but to the client', async () => {
    const { page, headers } = await startSignIn()
    const response = await fetch(page, { headers })
    const csp = response.headers.get('content-security-policy')
    expect(csp).toContain("default-src 'none'")
    expect(csp).toContain("form-action 'self' http://localhost:8080")
    const html = await response.text()
    expect(html).toContain('<html lang="vi">')
    expect(html).toContain('<label for="email">')
    expect(html).not.toMatch(/<script|onclick|style=/)
  })

  it("gives cookies an age and no date: the machine's clock may be years away from the browser's", async () => {
    const cookies = (await authorize()).headers.getSetCookie()
    expect(cookies.length).toBeGreaterThan(0)
    for (const cookie of cookies) {
      expect(cookie).toMatch(/max-age=3(599|600);/i)
      expect(cookie).not.toMatch(/expires=/i)
    }
  })

  it('needs the cookie of the same browser', async () => {
    const { page } = await startSignIn()
    expect((await submit(`${page}/email`, { email: officer }, { cookie: '' })).status).toBe(400)
    expect(mails).toEqual([])
  })

  it('shows a wrong address and a wrong code again, escaped', async () => {
    const { page, headers } = await startSignIn()
    const wrong = await (await submit(`${page}/email`, { email: '"><script>' }, headers)).text()
    expect(wrong).toContain('role="alert"')
    expect(wrong).not.toContain('<script>')
    await submit(`${page}/email`, { email: officer }, headers)
    expect(await (await submit(`${page}/code`, { code: 'abc' }, headers)).text()).toContain('role="alert"')
  })

  it('does not start for an unknown client, an unregistered redirect, or without PKCE', async () => {
    const ask = async (change: Record<string, string>) => {
      const base = { client_id: clientId, redirect_uri: redirectUri, response_type: 'code', scope: 'openid' }
      return fetch(`${identity.issuer}/auth?${new URLSearchParams({ ...base, ...change })}`, { redirect: 'manual' })
    }
    expect((await ask({ client_id: 'other' })).status).toBe(400)
    expect((await ask({ redirect_uri: 'http://evil.example/' })).status).toBe(400)
    expect((await ask({})).headers.get('location')).toContain('error=invalid_request')
  })
})

describe('a code', () => {
  it('opens once, within ten minutes and five tries', () => {
    const clock = testClock()
    const codes = createCodes(clock)
    const issue = () => codes.issue('s', officer, true) ?? ''
    const other = (code: string) => (code === '000000' ? '000001' : '000000')
    const first = issue()
    expect(codes.redeem('s', first)).toBe(officer)
    expect(codes.redeem('s', first)).toBeUndefined()
    const second = issue()
    for (let tries = 0; tries < 5; tries += 1) expect(codes.redeem('s', other(second))).toBeUndefined()
    expect(codes.redeem('s', second)).toBeUndefined()
    const third = issue()
    expect(codes.redeem('another sign-in', third)).toBeUndefined()
    clock.set(clock.now() + CODE_LIFETIME_MS)
    expect(codes.redeem('s', third)).toBeUndefined()
  })

  it('is not sent to one address without end', () => {
    const codes = createCodes(testClock())
    for (let count = 0; count < CODES_PER_ADDRESS_MAX; count += 1) expect(codes.issue(`s${count}`, officer, true)).toMatch(/^\d{6}$/)
    expect(codes.issue('s', officer, true)).toBeUndefined()
    expect(codes.issue('s', 'other@so.example', true)).toMatch(/^\d{6}$/)
  })
})
