/** The whole matrix, read page by page, with each unit's standings beside what it owes. */
import { useQuery } from '@tanstack/react-query'
import type { Matrix, MatrixTask, MatrixUnit, StandingState } from '../api/answers.ts'
import { type Answer, type Api, Refused } from '../api/client.ts'
import { type Asked, answerKey, planPath } from '../api/hooks.ts'
import { useSession } from '../session/session.tsx'

type Standings = Omit<Matrix['items'][number], 'unit'>

/** Of one unit; nothing is worked out of it before somebody asks, for there are thousands. */
export interface MatrixRow extends Omit<MatrixUnit, 'duties'> {
  readonly owes: readonly MatrixTask[]
  readonly standings: Standings
}

export interface WholeMatrix {
  readonly tasks: readonly MatrixTask[]
  readonly rows: readonly MatrixRow[]
}

const NOTHING_BEGUN: Standings = { tasks: {} }
const PAGES_MAX = 50
const EVERY_MS = 15_000

export function useMatrix(planId: string): Asked<WholeMatrix> {
  const { api, me } = useSession()
  const path = planPath(planId, '/matrix')
  return useQuery<Answer<WholeMatrix>, Error>({
    queryKey: answerKey(me.actingAs, path),
    queryFn: async () => ({ body: await readMatrix(api, path) }),
    refetchInterval: EVERY_MS,
    // Comparing 75,000 cells with the last ones takes longer than drawing the two dozen rows in sight anew.
    structuralSharing: false,
    retry: (failures, error) => !(error instanceof Refused) && failures < 2,
  })
}

async function readMatrix(api: Api, path: string): Promise<WholeMatrix> {
  const standings = new Map<string, Standings>()
  let first: Matrix | undefined
  let after: string | undefined
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { body } = await api.get<Matrix>(after === undefined ? path : `${path}?after=${encodeURIComponent(after)}`)
    // Only the first page names tasks and units.
    first ??= body
    for (const row of body.items) standings.set(row.unit, row)
    after = body.next
    if (after === undefined) break
  }
  const { tasks = [], duties = [], units = [] } = first ?? {}
  const owes = duties.map((positions) => positions.flatMap((position) => tasks[position] ?? []))
  return {
    tasks,
    rows: units.map((unit) => ({ ...unit, owes: owes[unit.duties] ?? [], standings: standings.get(unit.unit) ?? NOTHING_BEGUN })),
  }
}

/** Nothing where the unit has not begun. */
export function standingIn({ standings }: MatrixRow, { key }: MatrixTask): { readonly state?: StandingState; readonly isLate: boolean } {
  return { state: standings.tasks[key], isLate: standings.late?.includes(key) ?? false }
}

export function isOwing(row: MatrixRow): boolean {
  return row.owes.some((task) => {
    const { state } = standingIn(row, task)
    return state !== 'submitted' && state !== 'accepted'
  })
}

export const isLate = (row: MatrixRow): boolean => row.owes.some((task) => standingIn(row, task).isLate)

export const isReturned = (row: MatrixRow): boolean => row.owes.some((task) => standingIn(row, task).state === 'returned')
