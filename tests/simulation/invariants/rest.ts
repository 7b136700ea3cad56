/** What must be equal whenever nothing is on its way: logs and bus, logs and board. */
import { isLate, standingOf } from '../../../shared/assignment/assignment.ts'
import { standingIn } from '../../../shared/assignment/record-standing.ts'
import { everyItem } from '../../../shared/log/pages.ts'
import type { Board, Standing, TaskCount } from '../../../shared/ports.ts'
import type { Report } from './invariant.ts'
import type { Ledger } from './ledger.ts'

export function checkPublished(ledger: Ledger, published: ReadonlySet<string>, report: Report): void {
  if (published.size === ledger.stored.length) return
  const missing = ledger.stored.filter((id) => !published.has(id))
  for (const id of missing.slice(0, 3)) report('published', `${id} is stored, but was never on the bus`)
}

/** Each assignment stands on the board as in its log, and nothing else does. */
export async function checkBoard(ledger: Ledger, board: Board, report: Report): Promise<void> {
  for (const { planId } of ledger.plans()) {
    const rows = await everyItem((after) => board.units(planId, { after }))
    const shown = rows.flatMap(({ unit, tasks }) => Object.entries(tasks).map(([key, standing]) => told(unit, key, standing)))
    const mine = ledger.assignments().filter((assignment) => assignment.planId === planId)
    const stored = mine.flatMap((one) => standingIn(one, 0).map((standing) => told(one.unit, one.key, standing)))
    const [is, should] = [shown.toSorted().join('; '), stored.toSorted().join('; ')]
    if (is !== should) report('board', `it says ${is}, and the logs say ${should}`)
  }
}

function told(unit: string, key: string, { state, late, day }: Pick<Standing, 'state' | 'late' | 'day'>): string {
  return [unit, key, state, late ? 'late' : 'in time', day].join(' ')
}

export function recount(key: string, expected: number, assignments: ReturnType<Ledger['assignments']>): Omit<TaskCount, 'days'> {
  const count = { key, expected, draft: 0, submitted: 0, returned: 0, accepted: 0, withdrawn: 0, late: 0 }
  for (const assignment of assignments) {
    const state = standingOf(assignment)
    if (assignment.key !== key || state === undefined) continue
    count[state] += 1
    if (isLate(assignment)) count.late += 1
  }
  return count
}
