import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openProvider } from './provider.ts'

const home = 'https://portal.example/'
const issuer = 'https://cognito-idp.ap-southeast-1.amazonaws.com/ap-southeast-1_POOL'
const pages = 'https://thidua-1.auth.ap-southeast-1.amazoncognito.com'

/** As Cognito answers for a pool with a domain. */
const discovery = {
  issuer,
  authorization_endpoint: `${pages}/oauth2/authorize`,
  token_endpoint: `${pages}/oauth2/token`,
  end_session_endpoint: `${pages}/logout`,
}

const user = { id_token: 'id-token', access_token: 'token', token_type: 'Bearer', profile: { sub: 'p1' } }

let wentTo: URL[]
let answers: Record<string, object>

beforeEach(() => {
  wentTo = []
  const kept = new Map<string, string>()
  const sessionStorage = {
    get length() {
      return kept.size
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  const location = { origin: new URL(home).origin, href: home, pathname: '/', search: '', assign: (url: string) => go(url) }
  answers = { '/config.json': { issuer, audience: 'portal' }, [`${issuer}/.well-known/openid-configuration`]: discovery }
  const window = { location, sessionStorage, addEventListener: (_: string, shown: () => void) => queueMicrotask(shown), stop: () => {} }
  for (const [name, value] of Object.entries({ location, sessionStorage, window: { ...window, self: window } })) vi.stubGlobal(name, value)
  vi.stubGlobal('fetch', async (url: string) => Response.json(answers[url]))
  sessionStorage.setItem(`oidc.user:${issuer}:portal`, JSON.stringify(user))
})
afterEach(() => vi.unstubAllGlobals())

function go(url: string): void {
  wentTo.push(new URL(url))
}

it('signs out at Cognito, which must be told the client and where to go, each once', async () => {
  const kept: (string | undefined)[] = []
  await (await openProvider((token) => kept.push(token))).end()
  expect(wentTo.map(({ origin, pathname }) => origin + pathname)).toEqual([`${pages}/logout`])
  expect(wentTo[0]?.searchParams.getAll('client_id')).toEqual(['portal'])
  expect(wentTo[0]?.searchParams.getAll('logout_uri')).toEqual([home])
  expect(kept).toEqual([undefined])
})

it('says the client once also where no token is left to say it', async () => {
  sessionStorage.removeItem(`oidc.user:${issuer}:portal`)
  await (await openProvider(() => {})).end()
  expect(wentTo[0]?.searchParams.getAll('client_id')).toEqual(['portal'])
})

it('goes home where the provider ends no sessions', async () => {
  const { end_session_endpoint: _, ...without } = discovery
  answers[`${issuer}/.well-known/openid-configuration`] = without
  await (await openProvider(() => {})).end()
  expect(wentTo.map(({ href }) => href)).toEqual([home])
})

it('takes a cut line for the end of nothing: neither of the session nor of the sign-in at the provider', async () => {
  sessionStorage.setItem(`oidc.user:${issuer}:portal`, JSON.stringify({ ...user, refresh_token: 'again' }))
  const provider = await openProvider(() => {})
  vi.stubGlobal('fetch', cut)
  await expect(provider.renew()).rejects.toThrow('cut')
  await expect(provider.end()).rejects.toThrow('cut')
  expect(wentTo).toEqual([])
})

it('asks to sign in again when the provider says that the session is over', async () => {
  sessionStorage.setItem(`oidc.user:${issuer}:portal`, JSON.stringify({ ...user, refresh_token: 'again' }))
  const provider = await openProvider(() => {})
  vi.stubGlobal('fetch', async (url: string) =>
    url === discovery.token_endpoint ? Response.json({ error: 'invalid_grant' }, { status: 400 }) : Response.json(answers[url]),
  )
  expect(await provider.renew()).toBe(false)
})

it('can take the tokens at the next try when the line is cut where the provider has sent the browser back', async () => {
  const begun = await openProvider(() => {})
  Object.assign(location, { pathname: '/viec' })
  Object.assign(window, { navigator: {} })
  await Promise.race([begun.begin(), vi.waitFor(() => expect(wentTo).toHaveLength(1))])
  const state = wentTo[0]?.searchParams.get('state')
  Object.assign(location, { pathname: '/', search: `?code=c&state=${state}`, href: `${home}?code=c&state=${state}` })
  const kept = sessionStorage.getItem(`oidc.${state}`)
  vi.stubGlobal('fetch', (url: string) => (url === discovery.token_endpoint ? cut() : Promise.resolve(Response.json(answers[url]))))
  await expect((await openProvider(() => {})).finish()).rejects.toThrow('cut')
  expect(kept).not.toBeNull()
  expect(sessionStorage.getItem(`oidc.${state}`)).toBe(kept)
})

/** As `fetch` says that nobody answered. */
async function cut(): Promise<never> {
  throw new TypeError('cut')
}
