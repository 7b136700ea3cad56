/** What must be equal whenever nothing is on its way: logs and bus, logs and board. */
import { isLate, standingOf } from '../../../shared/assignment/assignment.ts'
import type { UnitId } from '../../../shared/directory/model.ts'
import type { Directory } from '../../../shared/directory/snapshot.ts'
import { executorsOf } from '../../../shared/plan/duties.ts'
import type { Board, TaskCount } from '../../../shared/ports.ts'
import { dayOf } from '../../../shared/time/calendar.ts'
import type { Report } from './invariant.ts'
import type { Ledger } from './ledger.ts'

export function checkPublished(ledger: Ledger, published: ReadonlySet<string>, report: Report): void {
  if (published.size === ledger.stored.length) return
  const missing = ledger.stored.filter((id) => !published.has(id))
  for (const id of missing.slice(0, 3)) report('published', `${id} is stored, but was never on the bus`)
}

export async function checkBoard(ledger: Ledger, board: Board, directory: Directory, report: Report): Promise<void> {
  for (const plan of ledger.plans()) {
    if (plan.issuedAt === undefined) continue
    const mine = ledger.assignments().filter((assignment) => assignment.planId === plan.planId)
    const counted = new Map((await board.tasks(plan.planId)).map((count) => [count.key, count]))
    const day = dayOf(plan.issuedAt)
    for (const task of plan.tasks) {
      const asked = executorsOf(plan, task, directory, day)
      // What a unit did before an amendment released it is kept, and not counted.
      const should = recount(
        task.key,
        asked.size,
        mine.filter(({ unit }) => asked.has(unit as UnitId)),
      )
      const is = counted.get(task.key)
      for (const name of Object.keys(should) as (keyof TaskCount)[]) {
        if (is?.[name] !== should[name])
          report('board', `${task.key}: ${name} is ${is?.[name]} on the board and ${should[name]} in the logs`)
      }
    }
  }
}

export function recount(key: string, expected: number, assignments: ReturnType<Ledger['assignments']>): TaskCount {
  const count = { key, expected, draft: 0, submitted: 0, returned: 0, accepted: 0, withdrawn: 0, late: 0 }
  for (const assignment of assignments) {
    const state = standingOf(assignment)
    if (assignment.key !== key || state === undefined) continue
    count[state] += 1
    if (isLate(assignment)) count.late += 1
  }
  return count
}
