/** OpenID Connect with PKCE, as `oidc-client-ts` speaks it: with the local provider, Cognito, or any other that `/config.json` names. */
import { UserManager, WebStorageStateStore } from 'oidc-client-ts'

interface PortalConfig {
  readonly issuer: string
  readonly audience: string
}

export interface Provider {
  /** Leaves the page. */
  begin(): Promise<void>
  /** The provider has sent the browser back: takes the tokens. Gives where the person wanted to be. */
  finish(): Promise<string>
  /** False when the person must sign in again. */
  renew(): Promise<boolean>
  /** Leaves the page. */
  end(): Promise<void>
}

/** Where the person was going when the sign-in began. */
type Aim = { readonly path?: unknown }

/** `keep` is given every new ID token, and nothing when it is over. */
export async function openProvider(keep: (idToken: string | undefined) => void): Promise<Provider> {
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
    // Renewed when the API's door says that it has run out: one way, whether the page slept or not.
    automaticSilentRenew: false,
  })
  manager.events.addUserLoaded((user) => keep(user.id_token))
  manager.events.addUserUnloaded(() => keep(undefined))

  return {
    begin: () => manager.signinRedirect({ state: { path: location.pathname + location.search } satisfies Aim }),
    finish: async () => {
      const user = await manager.signinCallback().catch(() => undefined)
      const { path } = (user?.state ?? {}) as Aim
      return typeof path === 'string' && path.startsWith('/') && !path.startsWith('//') ? path : '/'
    },
    renew: async () => {
      const user = await manager.getUser()
      if (user?.refresh_token === undefined) return false
      return manager.signinSilent().then(
        (renewed) => renewed !== null,
        () => false,
      )
    },
    end: async () => {
      const endpoint = await manager.metadataService.getEndSessionEndpoint().catch(() => undefined)
      if (endpoint !== undefined) {
        // Cognito wants to know the client, and has its own word for where to go then; others pass over that word. The client is said
        // anyway where there is no token to say it.
        // https://docs.aws.amazon.com/cognito/latest/developerguide/logout-endpoint.html
        const beside: Record<string, string> = { logout_uri: home }
        if ((await manager.getUser())?.id_token !== undefined) beside.client_id = config.audience
        return manager.signoutRedirect({ extraQueryParams: beside })
      }
      // A provider that ends no sessions: at least here it is over.
      await manager.removeUser()
      location.assign(home)
    },
  }
}
