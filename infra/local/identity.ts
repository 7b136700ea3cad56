/**
 * Sign-in on one machine, in the place of Cognito: an OIDC provider whose login page sends a one-time code to any address of the directory.
 * Its ID tokens have the client id as audience, which is what the HTTP API's JWT authorizer checks.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { importJWK, type JWK, SignJWT } from 'jose'
import type { MachineClock } from './contract.ts'
import { createCodes } from './identity/codes.ts'
import { keepCookiesByAge } from './identity/cookies.ts'
import { codePage, emailPage, noticePage, STYLE_PATH, style } from './identity/pages.ts'
import { createProvider, type IdentityClient } from './identity/provider.ts'
import { openIdentityStore } from './identity/store.ts'
import { texts } from './identity/texts.vi.ts'
import { isAddress, type SimpleMail } from './mail/mime.ts'
import { type ListenAt, listen } from './ports.ts'

export type { IdentityClient } from './identity/provider.ts'
export { refresh, type SignInOptions, signIn, type Tokens } from './identity/sign-in.ts'

const FORM_BYTES_MAX = 4_096
/** As long as the provider's own. */
const ID_TOKEN_SECONDS = 3_600

export interface IdentityOptions {
  /** Of the loopback; part of the issuer, so keep it the same over restarts. */
  readonly port: ListenAt
  readonly clients: readonly IdentityClient[]
  /** SQLite file with keys, sessions and refresh tokens; in memory without it. */
  readonly file?: string
  readonly clock: MachineClock
  /** Sender of the code mails. */
  readonly sender: string
  /** Whether the address is in the directory; it is asked in lower case. */
  isKnown(email: string): boolean | Promise<boolean>
  /** Sends a mail, for example `mail.post`. */
  send(mail: SimpleMail): Promise<unknown>
  warn(sentence: string): void
}

export interface LocalIdentity {
  /** `http://127.0.0.1:PORT`: the authorizer's issuer. */
  readonly issuer: string
  readonly port: number
  /** An ID token as a sign-in would give, for a program that plays hundreds of people; the API checks it like any other. */
  tokenFor(email: string, clientId: string): Promise<string>
  close(): Promise<void>
}

export async function openIdentity(options: IdentityOptions): Promise<LocalIdentity> {
  const { clock, clients, isKnown, warn } = options
  const store = openIdentityStore(options.file ?? ':memory:', clock)
  const codes = createCodes(clock)
  let handle: (request: IncomingMessage, response: ServerResponse) => unknown = () => {}
  const server = createServer((request, response) => handle(request, response))
  const port = await listen(server, options.port, 'sign-in').catch((error: unknown) => {
    store.close()
    throw error
  })
  const issuer = `http://127.0.0.1:${port}`
  const provider = createProvider({ issuer, clients, store, isKnown })
  const providerHandles = provider.callback()
  const targets = [...new Set(clients.flatMap(({ redirectUris }) => redirectUris.map((uri) => new URL(uri).origin)))]
  const pageHeaders = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    // The form's answer leads back to the client, and browsers hold the whole chain of redirects to form-action.
    'content-security-policy': `default-src 'none'; style-src 'self'; form-action 'self' ${targets.join(' ')}; base-uri 'none'; frame-ancestors 'none'`,
  }

  handle = (request, response) => {
    // One request a connection: few come, and after a restart no client holds an old connection that is dead.
    response.setHeader('connection', 'close')
    keepCookiesByAge(response, clock)
    const path = request.url?.split('?')[0] ?? '/'
    if (path === STYLE_PATH) return response.writeHead(200, { 'content-type': 'text/css' }).end(style)
    const [, uid, step] = path.match(/^\/interaction\/([\w-]+)(?:\/(email|code))?$/) ?? []
    if (uid === undefined) {
      for (const [name, value] of Object.entries(pageHeaders))
        if (name !== 'content-type' && name !== 'cache-control') response.setHeader(name, value)
      return providerHandles(request, response)
    }
    return interact(request, response, uid, step).catch((error: unknown) => {
      if (!isGone(error)) warn(`sign-in failed: ${String(error)}`)
      show(response, noticePage(texts.expiredHeading, texts.expiredHelp), 400)
    })
  }

  async function interact(request: IncomingMessage, response: ServerResponse, uid: string, step: string | undefined): Promise<void> {
    // Throws unless the browser has the cookie of this very sign-in.
    const interaction = await provider.interactionDetails(request, response)
    if (interaction.uid !== uid) throw new Error('The cookie belongs to another sign-in')
    const base = `/interaction/${uid}`
    if (step === undefined) return show(response, emailPage({ action: `${base}/email` }))
    if (request.method !== 'POST') return redirect(response, base)
    const form = await readForm(request)
    if (step === 'email') return sendCode(response, uid, (form.get('email') ?? '').trim().toLowerCase())
    const email = codes.redeem(uid, (form.get('code') ?? '').replace(/\s/g, ''))
    if (email !== undefined) return provider.interactionFinished(request, response, { login: { accountId: store.subjectOf(email) } })
    return show(response, codePage({ action: `${base}/code`, back: base, email: codes.emailOf(uid) ?? '', error: true }))
  }

  /** The answer is the same, and as fast, whether or not the address is known. */
  async function sendCode(response: ServerResponse, uid: string, email: string): Promise<void> {
    const base = `/interaction/${uid}`
    if (!isAddress(email)) return show(response, emailPage({ action: `${base}/email`, email, error: true }))
    const code = codes.issue(uid, email, await isKnown(email))
    if (code !== undefined) {
      const mail = { source: options.sender, to: [email], subject: texts.mailSubject(code), text: texts.mailText(code) }
      options.send(mail).catch((error: unknown) => warn(`a sign-in code was not sent: ${String(error)}`))
    }
    show(response, codePage({ action: `${base}/code`, back: base, email }))
  }

  function show(response: ServerResponse, html: string, status = 200): void {
    response.writeHead(status, pageHeaders).end(html)
  }

  async function tokenFor(email: string, clientId: string): Promise<string> {
    const { signingKey } = store
    const issuedAt = Math.floor(clock.now() / 1_000)
    return new SignJWT({ email, email_verified: true })
      .setProtectedHeader({ alg: 'RS256', kid: String(signingKey.kid) })
      .setIssuer(issuer)
      .setAudience(clientId)
      .setSubject(store.subjectOf(email))
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + ID_TOKEN_SECONDS)
      .sign(await importJWK(signingKey as JWK, 'RS256'))
  }

  async function close(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
    store.close()
  }

  return { issuer, port, tokenFor, close }
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { location: to }).end()
}

/** The cookie is gone or never was: a stale page, not a fault. */
function isGone(error: unknown): boolean {
  return error instanceof Error && error.name === 'SessionNotFound'
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let body = ''
  for await (const chunk of request) {
    body += String(chunk)
    if (body.length > FORM_BYTES_MAX) throw new Error('The form is too large')
  }
  return new URLSearchParams(body)
}
