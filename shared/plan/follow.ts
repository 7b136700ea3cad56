/** What an officer follows: preview before issuing, progress after. Each answer is at most two queries, whatever the number of units. */
import { type AssignmentRow, assignmentRows, owingUnits } from '../assignment/owing.ts'
import { doneIn } from '../assignment/standing.ts'
import { standingWords } from '../assignment/standing.vi.ts'
import { csvOf } from '../directory/export.ts'
import type { Directory } from '../directory/snapshot.ts'
import { issueNotices } from '../notice/tell-recipients.ts'
import type { Board, EventStore, Page, UnitRow } from '../ports.ts'
import { dayOf } from '../time/calendar.ts'
import { windowOf } from './deadline.ts'
import { audienceOf } from './duties.ts'
import type { PlanState, TaskState } from './plan.ts'

export interface PlanRow {
  readonly planId: string
  readonly number: string
  readonly title: string
  readonly date: string
  readonly status: 'draft' | 'issued'
  readonly issuerUnit: string
  readonly published: boolean
}

export async function plansOf(store: EventStore): Promise<readonly PlanRow[]> {
  const page = await store.list('plan')
  return page.items.map((entry) => JSON.parse(entry.row) as PlanRow)
}

/** Who would be told what: the very list that issuing sends to. */
export function previewOf(plan: PlanState, directory: Directory, at: string) {
  const { notices, unreachable } = issueNotices(plan, directory, dayOf(at))
  const { outside, unmatched } = audienceOf(plan, directory, dayOf(at))
  return {
    notices: notices.map(({ recipient, name, address, facts }) => ({ recipient, name, address, owes: facts.owes })),
    unreachable,
    outside,
    unmatched,
  }
}

/** One query on the board; the plan is already at hand. */
export async function progressOf(plan: PlanState, board: Board) {
  const counts = new Map((await board.tasks(plan.planId)).map((count) => [count.key, count]))
  return {
    planId: plan.planId,
    tasks: plan.tasks.map((task) => {
      const count = counts.get(task.key)
      const expected = count?.expected ?? 0
      const done = count === undefined ? 0 : doneIn(count)
      return {
        key: task.key,
        state: task.state,
        window: windowOf(task.due, plan.policy.closes),
        expected,
        done,
        owing: Math.max(0, expected - done),
        counts: count,
      }
    }),
  }
}

export async function missingOf(plan: PlanState, task: TaskState, directory: Directory, store: EventStore, at: string) {
  const { expected, owing } = await owingUnits(store, directory, plan, task, dayOf(at))
  const rows = new Map((await assignmentRows(store, plan.planId, task.key)).map((row): [string, AssignmentRow] => [row.unit, row]))
  return {
    expected: expected.length,
    missing: owing.map((unit) => ({
      unit,
      name: directory.unit(unit)?.name ?? unit,
      state: rows.get(unit)?.state,
      extension: rows.get(unit)?.extension,
    })),
  }
}

export async function noticesOf(plan: PlanState, store: EventStore, query: { kind?: string; after?: string }) {
  const page = await store.list(`notice#${plan.planId}`, {
    prefix: query.kind === undefined ? undefined : `${query.kind}#`,
    after: query.after,
  })
  return { notices: page.items.map((entry) => JSON.parse(entry.row) as unknown), next: page.next }
}

/** One row a unit, one column a task, as Excel opens it. */
export async function progressSheet(plan: PlanState, directory: Directory, board: Board, at: string): Promise<string> {
  const rows: UnitRow[] = []
  let after: string | undefined
  do {
    const page: Page<UnitRow> = await board.units(plan.planId, { after })
    rows.push(...page.items)
    after = page.next
  } while (after !== undefined)
  const standing = new Map(rows.map((row): [string, UnitRow['tasks']] => [row.unit, row.tasks]))
  const duties = issueNotices(plan, directory, dayOf(at)).notices
  const lines = duties.map(({ recipient, name, facts }) => {
    const owes = new Set(facts.owes as readonly string[])
    return [name, ...plan.tasks.map(({ key }) => (owes.has(key) ? standingWords(standing.get(recipient)?.[key]) : ''))]
  })
  return csvOf(['Đơn vị', ...plan.tasks.map(({ key }) => key)], lines)
}
