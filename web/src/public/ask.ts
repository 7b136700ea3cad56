/** Asking the API as a stranger: no token is ever sent from a public page. */
import { useQuery } from '@tanstack/react-query'
import { type Answer, createApi } from '../api/client.ts'
import type { Asked } from '../api/hooks.ts'

const stranger = createApi({
  token: () => undefined,
  renew: async () => false,
  signedOut: () => {},
  actingAs: () => undefined,
})

export function usePublic<Body>(path: string): Asked<Body> {
  return useQuery<Answer<Body>, Error>({ queryKey: ['public', path], queryFn: () => stranger.get<Body>(path) })
}
