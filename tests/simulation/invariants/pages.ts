/** Whatever became of the directory, at rest every page tells of those who are asked today, and of what the logs say of these. */
import { handInsOf } from '../../../shared/assignment/hand-ins.ts'
import { owingUnits } from '../../../shared/assignment/owing.ts'
import { isHandedIn } from '../../../shared/assignment/part.ts'
import type { Directory } from '../../../shared/directory/snapshot.ts'
import { executorsOf } from '../../../shared/plan/duties.ts'
import { missingOf, progressOf } from '../../../shared/plan/follow/follow.ts'
import type { PlanState } from '../../../shared/plan/plan.ts'
import { dayOf } from '../../../shared/time/calendar.ts'
import type { Twins } from '../twins.ts'
import type { Report } from './invariant.ts'
import type { Ledger } from './ledger.ts'
import { recount } from './rest.ts'

interface Seen extends Pick<Twins, 'store' | 'board'> {
  readonly directory: Directory
  readonly at: string
}

export async function checkPages(plan: PlanState, ledger: Ledger, { store, board, directory, at }: Seen, report: Report): Promise<void> {
  const progress = await progressOf(plan, directory, board, at)
  for (const [index, task] of plan.tasks.entries()) {
    const mine = ledger.assignments().filter(({ planId, key }) => planId === plan.planId && key === task.key)
    const asked: ReadonlySet<string> = executorsOf(plan, task, directory, dayOf(at))
    const should = recount(
      task.key,
      asked.size,
      mine.filter(({ unit }) => asked.has(unit)),
    )
    const handedIn = mine.filter(({ state }) => isHandedIn(state)).map(({ unit }) => unit)
    const owed = await owingUnits(store, directory, plan, task, dayOf(at))
    const missing = missingOf(plan, task, owed, directory, at)
    const listed = [...missing.handedIn, ...missing.released].map(({ unit }) => unit)
    if (differ(listed, handedIn)) report('kept', `${task.key}: ${listed.join()} are listed, and ${handedIn.join()} handed in`)
    const shown = progress.tasks[index]
    for (const name of Object.keys(should) as (keyof typeof should)[])
      if (shown?.counts[name] !== should[name])
        report('one-truth', `${task.key}: ${name} is ${shown?.counts[name]} on the page and ${should[name]} in the logs`)
    const owing = [...asked].filter((unit) => !handedIn.includes(unit))
    if (differ(owed.owing, owing)) report('one-truth', `${task.key}: ${owed.owing.join()} would be reminded, and ${owing.join()} owe it`)
    if (shown?.owing !== owing.length || owed.expected.length !== asked.size)
      report(
        'one-truth',
        `${task.key}: ${shown?.owing} of ${owed.expected.length} owe it on the page, and ${owing.length} of ${asked.size}`,
      )
    const summed = await handInsOf({ store }, directory, plan, task, dayOf(at))
    if (summed.some(({ unit, isAsked }) => isAsked !== asked.has(unit)))
      report('one-truth', `${task.key}: a sum counts who is not asked, or not who is`)
    if (summed.length !== handedIn.length) report('kept', `${task.key}: ${summed.length} hand-ins of ${handedIn.length} are there`)
  }
}

function differ(ones: readonly string[], others: readonly string[]): boolean {
  return ones.toSorted().join() !== others.toSorted().join()
}
