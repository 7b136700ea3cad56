/** OpenID Connect with PKCE, as `oidc-client-ts` speaks it: with the local provider, Cognito, or any other that `/config.json` names. */
import { ErrorTimeout, UserManager, WebStorageStateStore } from 'oidc-client-ts'

interface PortalConfig {
  readonly issuer: string
  readonly audience: string
}

export interface Provider {
  /** Leaves the page. */
  begin(): Promise<void>
  /** The provider has sent the browser back: takes the tokens. Gives where the person wanted to be. Rejects when the line was cut. */
  finish(): Promise<string>
  /** False when the person must sign in again. Rejects when the line was cut, which says nothing of the session. */
  renew(): Promise<boolean>
  /** Leaves the page. Rejects when the line was cut: the provider would still know the person. */
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
      const asked = keptRequest()
      const user = await manager.signinCallback().catch((error: unknown) => {
        if (!isCut(error)) return undefined
        // It is taken away before the tokens are asked for; without it the same answer of the provider could not be used again.
        asked.putBack()
        throw error
      })
      const { path } = (user?.state ?? {}) as Aim
      return typeof path === 'string' && path.startsWith('/') && !path.startsWith('//') ? path : '/'
    },
    renew: async () => {
      const user = await manager.getUser()
      if (user?.refresh_token === undefined) return false
      return manager.signinSilent().then(
        (renewed) => renewed !== null,
        (error: unknown) => {
          if (isCut(error)) throw error
          return false
        },
      )
    },
    end: async () => {
      const endpoint = await manager.metadataService.getEndSessionEndpoint()
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

/** Nobody answered, as `fetch` and the library say it. */
function isCut(error: unknown): boolean {
  return error instanceof TypeError || error instanceof ErrorTimeout
}

/** What was kept of the request for which the provider has sent the browser back. */
function keptRequest(): { putBack(): void } {
  const key = `oidc.${new URLSearchParams(location.search).get('state')}`
  const kept = sessionStorage.getItem(key)
  return { putBack: () => (kept === null ? undefined : sessionStorage.setItem(key, kept)) }
}
