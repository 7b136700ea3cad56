/** Every mail of a plan, newest first, read page by page. */
import { useQuery } from '@tanstack/react-query'
import type { NoticeLine, Notices } from '../api/answers.ts'
import { type Answer, type Api, Refused } from '../api/client.ts'
import { type Asked, answerKey, planPath } from '../api/hooks.ts'
import { useSession } from '../session/session.tsx'

/** 4,000 mails a page. */
const PAGES_MAX = 50
const EVERY_MS = 10_000
/** A year of a large plan: read anew less often. */
const MANY = 4_000
const MANY_EVERY_MS = 60_000

export function useNotices(planId: string): Asked<readonly NoticeLine[]> {
  const { api, me } = useSession()
  const path = planPath(planId, '/notices')
  return useQuery<Answer<readonly NoticeLine[]>, Error>({
    queryKey: answerKey(me.actingAs, path),
    queryFn: async () => ({ body: await readAll(api, path) }),
    refetchInterval: ({ state }) => ((state.data?.body.length ?? 0) < MANY ? EVERY_MS : MANY_EVERY_MS),
    retry: (failures, error) => !(error instanceof Refused) && failures < 2,
  })
}

/** All of them, newest first. */
export async function readAll(api: Pick<Api, 'get'>, path: string): Promise<readonly NoticeLine[]> {
  const all: NoticeLine[] = []
  let after: string | undefined
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { body } = await api.get<Notices>(after === undefined ? path : `${path}?after=${encodeURIComponent(after)}`)
    all.push(...body.notices)
    after = body.next
    if (after === undefined) break
  }
  return newestFirst(all)
}

function newestFirst(notices: readonly NoticeLine[]): readonly NoticeLine[] {
  return notices.toSorted((one, other) => (other.queuedAt ?? '').localeCompare(one.queuedAt ?? ''))
}
