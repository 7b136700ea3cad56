/** Asking and commanding from a page. What is read is kept per role: another role may not see it. */
import { type UseMutationResult, type UseQueryResult, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useSession } from '../session/session.tsx'
import { type Answer, type Command, Refused } from './client.ts'
import type { HEARD } from './queries.ts'

export type Asked<Body> = Pick<UseQueryResult<Answer<Body>, Error>, (typeof HEARD)[number] | 'refetch'>

type Mutation<Body> = UseMutationResult<Answer<Body>, Error, Command>
export type Commanded<Body> = Pick<
  Mutation<Body>,
  'data' | 'error' | 'isPending' | 'isSuccess' | 'isError' | 'mutate' | 'mutateAsync' | 'reset'
>

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

/**
 * After a command everything on the page is read anew; `answers` is the path whose new state the command itself answers with. While one is
 * under way no other is sent: a button is told a moment after it was pressed that it can be no more, and by then a busy computer has taken
 * two presses.
 */
export function useCommand<Body>(answers?: string): Commanded<Body> {
  const { api, me } = useSession()
  const client = useQueryClient()
  const underWay = useRef<Promise<Answer<Body>>>(undefined)
  const mutation: Mutation<Body> = useMutation<Answer<Body>, Error, Command>({
    mutationFn: (command) => api.command<Body>(command),
    onSuccess: async (answer) => {
      if (answers !== undefined) client.setQueryData(answerKey(me.actingAs, answers), answer)
      await client.invalidateQueries({ queryKey: ['answer'] })
    },
    onError: async (error) => {
      if (!(error instanceof Refused)) return
      // What is refused may be so because a deadline has just passed: the clock is read anew, and the page does not say otherwise.
      void client.invalidateQueries({ queryKey: ['me'] })
      if (error.isStale) await client.invalidateQueries({ queryKey: ['answer'] })
    },
    onSettled: () => {
      underWay.current = undefined
    },
  })
  const { data, error, isPending, isSuccess, isError } = mutation
  const mutateAsync: Mutation<Body>['mutateAsync'] = (command, then) => {
    underWay.current ??= mutation.mutateAsync(command, then)
    return underWay.current
  }
  return {
    ...{ data, error, isPending, isSuccess, isError, mutateAsync },
    mutate: (command, then) => void mutateAsync(command, then).catch(() => {}),
    // What is under way goes on, also where nobody looks at it any more.
    reset: () => {
      if (underWay.current === undefined) mutation.reset()
    },
  }
}

/** Paths of one plan and one assignment. */
export const planPath = (planId: string, rest = '') => `/api/plans/${encodeURIComponent(planId)}${rest}`
export const workPath = (planId: string, key: string, unit: string, rest = '') =>
  planPath(planId, `/tasks/${encodeURIComponent(key)}/units/${encodeURIComponent(unit)}${rest}`)
