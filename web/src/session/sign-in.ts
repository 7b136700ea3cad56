/**
 * Whether somebody is signed in here. Only the token is needed for nearly every page; what speaks to the provider of identities is loaded
 * when the person signs in or out, or the token has run out.
 */
import { reached } from '../api/client.ts'
import type { Provider } from './provider.ts'

export interface SignIn {
  /** The ID token: it names the person, and the API's door checks it. Undefined: nobody is signed in. */
  token(): string | undefined
  /** A new token for one that ran out; false when the person must sign in again. Rejects with `Unreachable` when the line was cut. */
  renew(): Promise<boolean>
  begin(): Promise<void>
  /** Rejects with `Unreachable` when the line was cut. */
  end(): Promise<void>
}

const TOKEN = 'id-token'

/** Rejects when the provider has sent the browser back and cannot be asked for the tokens now. */
export async function openSignIn(): Promise<SignIn> {
  let opened: Promise<Provider> | undefined
  let renewing: Promise<boolean> | undefined

  function provider(): Promise<Provider> {
    opened ??= reached(import('./provider.ts').then(({ openProvider }) => openProvider(keepToken))).catch((error) => {
      // A line that was cut is tried again.
      opened = undefined
      throw error
    })
    return opened
  }

  if (isSentBack()) history.replaceState(undefined, '', await (await provider()).finish())
  return {
    token: () => sessionStorage.getItem(TOKEN) ?? undefined,
    renew: () => {
      // Several answers may find the token run out at once; it is renewed once.
      renewing ??= reached(provider().then((one) => one.renew())).finally(() => {
        renewing = undefined
      })
      return renewing
    },
    begin: async () => reached((await provider()).begin()),
    end: async () => reached((await provider()).end()),
  }
}

function keepToken(idToken: string | undefined): void {
  if (idToken === undefined) sessionStorage.removeItem(TOKEN)
  else sessionStorage.setItem(TOKEN, idToken)
}

function isSentBack(): boolean {
  const answer = new URLSearchParams(location.search)
  return answer.has('state') && (answer.has('code') || answer.has('error'))
}
