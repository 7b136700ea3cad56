/** Sign-in by OpenID Connect with PKCE: the local provider, Cognito, or any other that `/config.json` names. */
import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts'

export interface PortalConfig {
  readonly issuer: string
  readonly audience: string
}

export interface SignIn {
  /** The ID token: it names the person, and the API's door checks it. */
  token(): Promise<string | undefined>
  renew(): Promise<boolean>
  begin(): Promise<void>
  end(): Promise<void>
}

/** Where the person was going when the sign-in began. */
type Aim = { readonly path?: unknown }

export async function openSignIn(): Promise<SignIn> {
  const config = (await (await fetch('/config.json')).json()) as PortalConfig
  const home = `${location.origin}/`
  const store = new WebStorageStateStore({ store: sessionStorage })
  const manager = new UserManager({
    authority: config.issuer,
    client_id: config.audience,
    redirect_uri: home,
    post_logout_redirect_uri: home,
    response_type: 'code',
    scope: 'openid email',
    userStore: store,
    stateStore: store,
    loadUserInfo: false,
    automaticSilentRenew: true,
  })
  await finish(manager)
  let renewing: Promise<boolean> | undefined

  async function renewOnce(): Promise<boolean> {
    const user = await manager.getUser()
    if (user?.refresh_token === undefined) return false
    return manager.signinSilent().then(
      (renewed) => renewed !== null,
      () => false,
    )
  }

  return {
    token: async () => (await manager.getUser())?.id_token,
    renew: () => {
      // Several answers may find the token run out at once; it is renewed once.
      renewing ??= renewOnce().finally(() => {
        renewing = undefined
      })
      return renewing
    },
    begin: () => manager.signinRedirect({ state: { path: location.pathname + location.search } satisfies Aim }),
    end: async () => {
      const endpoint = await manager.metadataService.getEndSessionEndpoint().catch(() => undefined)
      if (endpoint !== undefined) return manager.signoutRedirect()
      // Cognito names no end_session_endpoint. https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
      const authorize = await manager.metadataService.getAuthorizationEndpoint()
      await manager.removeUser()
      const query = new URLSearchParams({ client_id: config.audience, logout_uri: home })
      location.assign(`${new URL(authorize).origin}/logout?${query}`)
    },
  }
}

/** The provider has sent the browser back: take the tokens and go on to where the person wanted to be. */
async function finish(manager: UserManager): Promise<void> {
  const answer = new URLSearchParams(location.search)
  if (!answer.has('state') || !(answer.has('code') || answer.has('error'))) return
  const user: User | undefined = await manager.signinCallback().catch(() => undefined)
  const { path } = (user?.state ?? {}) as Aim
  history.replaceState(undefined, '', typeof path === 'string' && path.startsWith('/') && !path.startsWith('//') ? path : '/')
}
