/** Asking the API as a stranger: no token is ever sent from a public page. */
import { useQuery } from '@tanstack/react-query'
import { createApi } from '../api/client.ts'

const stranger = createApi({
  token: () => undefined,
  renew: async () => false,
  signedOut: () => {},
  actingAs: () => undefined,
})

export function usePublic<Body>(path: string) {
  return useQuery({ queryKey: ['public', path], queryFn: () => stranger.get<Body>(path) })
}
