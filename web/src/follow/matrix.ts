/** The whole matrix, read page by page, with each unit's standing beside what it owes. */
import { useQuery } from '@tanstack/react-query'
import type { Matrix, MatrixTask, MatrixUnit, Standing } from '../api/answers.ts'
import { type Answer, type Api, Refused } from '../api/client.ts'
import { answerKey, planPath } from '../api/hooks.ts'
import { useSession } from '../session/session.tsx'

export interface MatrixRow extends MatrixUnit {
  /** By position of the task; nothing where the unit owes it but has not begun. */
  readonly cells: ReadonlyMap<number, Standing | undefined>
  readonly isOwing: boolean
  readonly isLate: boolean
  readonly isReturned: boolean
}

export interface WholeMatrix {
  readonly tasks: readonly MatrixTask[]
  readonly rows: readonly MatrixRow[]
}

const PAGES_MAX = 50
const EVERY_MS = 15_000

export function useMatrix(planId: string) {
  const { api, me } = useSession()
  const path = planPath(planId, '/matrix')
  return useQuery<Answer<WholeMatrix>, Error>({
    queryKey: answerKey(me.actingAs, path),
    queryFn: async () => ({ body: await readMatrix(api, path) }),
    refetchInterval: EVERY_MS,
    retry: (failures, error) => !(error instanceof Refused) && failures < 2,
  })
}

async function readMatrix(api: Api, path: string): Promise<WholeMatrix> {
  const standings = new Map<string, Readonly<Record<string, Standing>>>()
  let tasks: readonly MatrixTask[] = []
  let units: readonly MatrixUnit[] = []
  let after: string | undefined
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const { body } = await api.get<Matrix>(after === undefined ? path : `${path}?after=${encodeURIComponent(after)}`)
    // Only the first page names them.
    tasks = body.tasks ?? tasks
    units = body.units ?? units
    for (const row of body.items) standings.set(row.unit, row.tasks)
    after = body.next
    if (after === undefined) break
  }
  return { tasks, rows: units.map((unit) => rowOf(unit, tasks, standings.get(unit.unit) ?? {})) }
}

function rowOf(unit: MatrixUnit, tasks: readonly MatrixTask[], standings: Readonly<Record<string, Standing>>): MatrixRow {
  const cells = new Map(unit.owes.map((position) => [position, standings[tasks[position]?.key ?? '']]))
  const known = [...cells.values()]
  return {
    ...unit,
    cells,
    isOwing: known.some((standing) => standing?.state !== 'submitted' && standing?.state !== 'accepted'),
    isLate: known.some((standing) => standing?.late === true),
    isReturned: known.some((standing) => standing?.state === 'returned'),
  }
}
