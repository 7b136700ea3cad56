/** Who is signed in and for which unit and role they act; everything below it may assume that somebody is. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useDeferredValue, useMemo, useState } from 'react'
import { useLocation } from 'wouter'
import type { Me } from '../api/answers.ts'
import { type Api, createApi, Refused } from '../api/client.ts'
import { setClock } from './clock.ts'
import { SessionFault, SigningIn, WelcomePage } from './entry-pages.tsx'
import type { SignIn } from './sign-in.ts'

export interface Session {
  readonly api: Api
  readonly me: Me
  /** `role@unit`, from its first page on, or from `place`. */
  actAs(name: string, place?: string): void
  signOut(): Promise<void>
}

const SessionContext = createContext<Session | undefined>(undefined)
const ACTING_AS = 'acting-as'
/** The machine's clock may be moved while a page is open. */
const ME_EVERY_MS = 60_000

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (session === undefined) throw new Error('no session above this page')
  return session
}

export function SessionGate({ signIn, children }: { readonly signIn: SignIn; readonly children: ReactNode }) {
  const [actingAs, setActingAs] = useState(sessionStorage.getItem(ACTING_AS) ?? undefined)
  const [isOut, setOut] = useState(false)
  const client = useQueryClient()
  const [, go] = useLocation()
  const api = useMemo(
    () => createApi({ token: signIn.token, renew: signIn.renew, signedOut: () => setOut(true), actingAs: () => actingAs }),
    [signIn, actingAs],
  )
  const isIn = signIn.token() !== undefined && !isOut
  const asked = useQuery({
    queryKey: ['me', actingAs],
    queryFn: async () => {
      const { body } = await api.get<Me>('/api/me')
      setClock(body.now)
      return body
    },
    enabled: isIn,
    refetchInterval: ME_EVERY_MS,
    retry: (failures, error) => !(error instanceof Refused) && failures < 1,
  })
  // The first page and all around it are drawn in slices, as in `Loaded`.
  const isTime = useDeferredValue(asked.data !== undefined)

  const actAs = (name: string | undefined, place = '/') => {
    if (name === undefined) sessionStorage.removeItem(ACTING_AS)
    else sessionStorage.setItem(ACTING_AS, name)
    client.removeQueries({ queryKey: ['answer'] })
    setActingAs(name)
    go(place)
  }

  if (!isIn) return <WelcomePage isExpired={isOut} begin={signIn.begin} />
  if (asked.error !== null && asked.data === undefined) {
    // A role that ended since it was chosen: fall back to the person's first.
    const isRole = asked.error instanceof Refused && asked.error.answer.code === 'role-not-held'
    return <SessionFault error={asked.error} again={() => (isRole ? actAs(undefined) : void asked.refetch())} signOut={signIn.end} />
  }
  if (asked.data === undefined || !isTime) return <SigningIn />
  const session: Session = { api, me: asked.data, actAs, signOut: signIn.end }
  return <SessionContext value={session}>{children}</SessionContext>
}
