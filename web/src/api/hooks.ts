/** Asking and commanding from a page. What is read is kept per role: another role may not see it. */
import { type UseMutationResult, type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSession } from '../session/session.tsx'
import { type Answer, type Command, Refused } from './client.ts'
import type { HEARD } from './queries.ts'

export type Asked<Body> = Pick<UseQueryResult<Answer<Body>, Error>, (typeof HEARD)[number] | 'refetch'>

const RETRIES_MAX = 2

export function useAnswer<Body>(
  path: string,
  options: { readonly everyMs?: number | false; readonly enabled?: boolean } = {},
): Asked<Body> {
  const { api, me } = useSession()
  return useQuery<Answer<Body>, Error>({
    queryKey: answerKey(me.actingAs, path),
    queryFn: () => api.get<Body>(path),
    refetchInterval: options.everyMs ?? false,
    enabled: options.enabled ?? true,
    retry: (failures, error) => !(error instanceof Refused && error.status < 500) && failures < RETRIES_MAX,
  })
}

export function answerKey(actingAs: string, path: string): readonly string[] {
  return ['answer', actingAs, path]
}

/** After a command everything on the page is read anew; `answers` is the path whose new state the command itself answers with. */
export function useCommand<Body>(answers?: string): UseMutationResult<Answer<Body>, Error, Command> {
  const { api, me } = useSession()
  const client = useQueryClient()
  return useMutation<Answer<Body>, Error, Command>({
    mutationFn: (command) => api.command<Body>(command),
    onSuccess: async (answer) => {
      if (answers !== undefined) client.setQueryData(answerKey(me.actingAs, answers), answer)
      await client.invalidateQueries({ queryKey: ['answer'] })
    },
    onError: async (error) => {
      if (error instanceof Refused && error.isStale) await client.invalidateQueries({ queryKey: ['answer'] })
    },
  })
}

/** Paths of one plan and one assignment. */
export const planPath = (planId: string, rest = '') => `/api/plans/${encodeURIComponent(planId)}${rest}`
export const workPath = (planId: string, key: string, unit: string, rest = '') =>
  planPath(planId, `/tasks/${encodeURIComponent(key)}/units/${encodeURIComponent(unit)}${rest}`)
