/**
 * Signs in by script, over the same HTTP flow that a browser walks: authorization request with PKCE, address, code from the inbox, tokens.
 * For the command line and for tests: `await signIn({ issuer, clientId, redirectUri, email, inboxUrl })`.
 */
import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'

const CODE_WAIT_MS = 10_000
const INBOX_POLL_MS = 20
const REDIRECTS_MAX = 10

export interface SignInOptions {
  readonly issuer: string
  readonly clientId: string
  readonly redirectUri: string
  readonly email: string
  /** Of the mail inbox page, where the code arrives. */
  readonly inboxUrl: string
}

export interface Tokens {
  readonly idToken: string
  readonly accessToken: string
  readonly refreshToken: string | undefined
  readonly expiresInSeconds: number
}

const discovery = z.object({ authorization_endpoint: z.url(), token_endpoint: z.url() })
const tokenAnswer = z.object({
  id_token: z.string(),
  access_token: z.string(),
  refresh_token: z.string().optional(),
  expires_in: z.number(),
})
const inboxAnswer = z.object({
  emails: z.array(z.object({ messageId: z.string(), subject: z.string(), destination: z.object({ to: z.array(z.string()) }) })),
})

/** Throws when the address is not known, because then no code arrives. */
export async function signIn({ issuer, clientId, redirectUri, email, inboxUrl }: SignInOptions): Promise<Tokens> {
  const endpoints = discovery.parse(await (await fetch(`${issuer}/.well-known/openid-configuration`)).json())
  const browser = createBrowser(redirectUri)
  const verifier = randomBytes(32).toString('base64url')
  const state = randomBytes(8).toString('hex')
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid email',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  const seen = new Set((await mailsTo(email, inboxUrl)).map(({ messageId }) => messageId))
  const form = await browser.open(`${endpoints.authorization_endpoint}?${query}`)
  await browser.submit(`${form}/email`, { email })
  const end = await browser.submit(`${form}/code`, { code: await codeFor(email, inboxUrl, seen) })
  const answer = new URL(end).searchParams
  const code = answer.get('code')
  if (code === null || answer.get('state') !== state) throw new Error(`The sign-in ended at ${end}`)
  return redeem(endpoints.token_endpoint, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    client_id: clientId,
    code_verifier: verifier,
  })
}

/** New tokens for a refresh token. */
export async function refresh(options: { issuer: string; clientId: string; refreshToken: string }): Promise<Tokens> {
  const { token_endpoint } = discovery.parse(await (await fetch(`${options.issuer}/.well-known/openid-configuration`)).json())
  return redeem(token_endpoint, { grant_type: 'refresh_token', client_id: options.clientId, refresh_token: options.refreshToken })
}

async function redeem(tokenEndpoint: string, parameters: Record<string, string>): Promise<Tokens> {
  const response = await fetch(tokenEndpoint, { method: 'POST', body: new URLSearchParams(parameters) })
  if (!response.ok) throw new Error(`No tokens: ${await response.text()}`)
  const { id_token, access_token, refresh_token, expires_in } = tokenAnswer.parse(await response.json())
  return { idToken: id_token, accessToken: access_token, refreshToken: refresh_token, expiresInSeconds: expires_in }
}

/** As much of a browser as the flow needs: cookies, and redirects up to the client's own address, which it does not open. */
function createBrowser(redirectUri: string) {
  const cookies = new Map<string, string>()

  async function request(url: string, form?: Record<string, string>): Promise<string> {
    let next = url
    let body = form === undefined ? undefined : new URLSearchParams(form)
    for (let hops = 0; hops < REDIRECTS_MAX; hops += 1) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const response = await fetch(next, {
        redirect: 'manual',
        headers: { cookie },
        ...(body === undefined ? {} : { method: 'POST', body }),
      })
      keepCookies(response)
      const location = response.headers.get('location')
      if (location === null) {
        if (!response.ok) throw new Error(`The sign-in page answered ${response.status}`)
        return next
      }
      next = new URL(location, next).href
      body = undefined
      if (next.startsWith(redirectUri)) return next
    }
    throw new Error('The sign-in does not end')
  }

  function keepCookies(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/) ?? []
      if (name === undefined || value === undefined) continue
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
  }

  return { open: (url: string) => request(url), submit: (url: string, form: Record<string, string>) => request(url, form) }
}

async function mailsTo(email: string, inboxUrl: string) {
  const { emails } = inboxAnswer.parse(await (await fetch(`${inboxUrl}/store`)).json())
  return emails.filter(({ destination }) => destination.to.some((to) => to.toLowerCase().includes(email.toLowerCase())))
}

async function codeFor(email: string, inboxUrl: string, seen: ReadonlySet<string>): Promise<string> {
  const deadline = performance.now() + CODE_WAIT_MS
  while (performance.now() < deadline) {
    const mails = await mailsTo(email, inboxUrl)
    const code = mails
      .filter(({ messageId }) => !seen.has(messageId))
      .map(({ subject }) => subject.match(/\b\d{6}\b/)?.[0])
      .findLast((found) => found !== undefined)
    if (code !== undefined) return code
    await delay(INBOX_POLL_MS)
  }
  throw new Error(`No sign-in code for ${email} has arrived: is the address in the directory?`)
}
