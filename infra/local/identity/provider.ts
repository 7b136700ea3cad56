/** Settings of the package oidc-provider: public clients with PKCE, the e-mail address in the ID token, no consent page (all clients are ours). */
import Provider, { type Configuration } from 'oidc-provider'
import { logoutPage, noticePage } from './pages.ts'
import type { IdentityStore } from './store.ts'
import { texts } from './texts.vi.ts'

const HOUR_S = 3_600
const DAY_S = 24 * HOUR_S

export interface IdentityClient {
  /** Also the audience of its ID tokens. */
  readonly clientId: string
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris?: readonly string[]
}

export interface ProviderSettings {
  readonly issuer: string
  readonly clients: readonly IdentityClient[]
  readonly store: IdentityStore
  isKnown(email: string): boolean | Promise<boolean>
}

export function createProvider({ issuer, clients, store, isKnown }: ProviderSettings): Provider {
  const configuration: Configuration = {
    adapter: store.adapter,
    clients: clients.map(({ clientId, redirectUris, postLogoutRedirectUris = [] }) => ({
      client_id: clientId,
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      redirect_uris: [...redirectUris],
      post_logout_redirect_uris: [...postLogoutRedirectUris],
    })),
    jwks: { keys: [store.signingKey] },
    cookies: { keys: [store.cookieSecret] },
    pkce: { required: () => true },
    scopes: ['openid', 'email', 'offline_access'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    // The API's authorizer reads the ID token alone, so the address must be in it, as in Cognito's.
    conformIdTokenClaims: false,
    ttl: {
      AccessToken: HOUR_S,
      AuthorizationCode: 60,
      IdToken: HOUR_S,
      Interaction: HOUR_S,
      Session: DAY_S,
      Grant: 30 * DAY_S,
      RefreshToken: 30 * DAY_S,
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = logoutPage(form)
        },
        postLogoutSuccessSource: (ctx) => {
          ctx.body = noticePage(texts.loggedOutHeading)
        },
      },
    },
    clientBasedCORS: (_ctx, origin, client) => (client.redirectUris ?? []).some((uri) => new URL(uri).origin === origin),
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    // Somebody who has left the directory gets no token any more, not even by a refresh.
    findAccount: async (_ctx, subject) => {
      const email = store.emailOf(subject)
      if (email === undefined || !(await isKnown(email))) return undefined
      return { accountId: subject, claims: async () => ({ sub: subject, email, email_verified: true }) }
    },
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc
      if (client === undefined || session?.accountId === undefined) return undefined
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid email offline_access')
      await grant.save()
      return grant
    },
    renderError: (ctx) => {
      ctx.type = 'html'
      ctx.body = noticePage(texts.errorHeading, texts.errorHelp)
    },
  }
  return new Provider(issuer, configuration)
}
