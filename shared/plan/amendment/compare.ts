/**
 * The issued plan and the draft that is to change it, task by task. Pure: the page, the confirmation and the tests ask the same function,
 * so what was shown is what is done.
 */
import type { PlanTask } from '../../../events/plan.ts'
import { type FindingState, openFindings, type PlanState } from '../plan.ts'
import { numberOf } from '../sentences.vi.ts'
import { amendmentsOf, asWritten, type Difference, type Recipients, type TaskChange } from './change.ts'
import { fieldsChanged, plain } from './fields.ts'
import { keysFor } from './keys.ts'
import { type Doubt, matchTasks } from './match.ts'

export interface Comparison extends Difference {
  /** Tasks of the new document the officer still has to say something about; confirming waits for that. */
  readonly doubts: readonly Doubt[]
  /** Key in the new document → key in the plan, for those that are tasks of the plan. */
  readonly same: ReadonlyMap<string, string>
  /** The draft was made of the plan's tasks, and the plan has been amended since: it would undo that. */
  readonly isOutdated: boolean
}

export function comparePlans(plan: PlanState, draft: PlanState): Comparison {
  return draft.copiedAfter === undefined ? compareDocument(plan, draft) : compareCopy(plan, draft, draft.copiedAfter)
}

/** Its keys are the plan's own; a task that was added gets another where a task that is withdrawn had its key. */
function compareCopy(plan: PlanState, draft: PlanState, copiedAfter: number): Comparison {
  const same = new Map(draft.tasks.filter(({ key }) => plan.tasks.some((task) => task.key === key)).map(({ key }) => [key, key]))
  const copied = draft.tasks.map(asWritten)
  const keys = keysFor(copied, same, keysOf(plan))
  const after = copied.map((task) => (same.has(task.key) ? task : renamed(task, keys)))
  return {
    ...differenceOf(plan, after, same, true),
    recipients: recipientsOf(plan, draft),
    policy: policyOf(plan, draft),
    doubts: [],
    same,
    isOutdated: copiedAfter !== amendmentsOf(plan).length,
  }
}

function compareDocument(plan: PlanState, draft: PlanState): Comparison {
  const document = draft.tasks.map(asWritten)
  const { same, doubts } = matchTasks(plan.tasks, document, draft.matches)
  const keys = keysFor(document, same, keysOf(plan))
  const isAsked = new Set(doubts.map(({ key }) => key))
  const candidates = new Set(doubts.flatMap((doubt) => doubt.candidates.map(({ key }) => key)))
  const clear = document.filter(({ key }) => !isAsked.has(key)).map((task) => renamed(task, keys))
  const isWhole = draft.amendsWhat !== 'part'
  const difference = differenceOf(plan, clear, new Map([...same.values()].map((key) => [key, key])), isWhole)
  return {
    ...difference,
    // What is still in doubt is neither withdrawn nor kept.
    changes: difference.changes.filter((change) => change.kind !== 'withdrawn' || !candidates.has(change.key)),
    recipients: isWhole ? recipientsOf(plan, draft) : undefined,
    // A draft takes over the plan’s policy when it is said what it amends; before that it has the one every draft begins with.
    policy: draft.amendsWhat === undefined ? undefined : policyOf(plan, draft),
    doubts,
    same,
    isOutdated: false,
  }
}

/** All it ever had. */
function keysOf(plan: PlanState): ReadonlySet<string> {
  return new Set([...plan.tasks, ...(plan.withdrawn ?? [])].map(({ key }) => key))
}

/** The task under the plan's key; the number it has in its document is kept beside it where that is another. */
function renamed(task: PlanTask, keys: ReadonlyMap<string, string>): PlanTask {
  const key = keys.get(task.key) ?? task.key
  const parent = task.parent === undefined ? undefined : (keys.get(task.parent) ?? task.parent)
  return { ...task, key, parent, reference: key === numberOf(task) ? undefined : numberOf(task) }
}

/** `after` carries the plan's keys. A document that names only what changes takes nothing out. */
function differenceOf(plan: PlanState, after: readonly PlanTask[], same: ReadonlyMap<string, string>, isWhole: boolean): Difference {
  const before = new Map(plan.tasks.map((task) => [task.key, asWritten(task)]))
  const named = new Set(after.map(({ key }) => key))
  const changes = after.flatMap((task): TaskChange[] => {
    const was = before.get(task.key)
    if (was === undefined || !same.has(task.key)) return [{ kind: 'added', key: task.key, after: task }]
    const now = isWhole ? task : { ...task, reference: was.reference }
    return fieldsChanged(was, now).length === 0 ? [] : [{ kind: 'changed', key: task.key, before: was, after: now }]
  })
  const withdrawn = [...before].flatMap(([key, was]): TaskChange[] =>
    isWhole && !named.has(key) ? [{ kind: 'withdrawn', key, before: was }] : [],
  )
  return { changes: [...changes, ...withdrawn], order: isWhole ? after.map(({ key }) => key) : orderOfPart(plan, after) }
}

/** New tasks come last in their section. */
function orderOfPart(plan: PlanState, after: readonly PlanTask[]): readonly string[] {
  const known = new Set(plan.tasks.map(({ key }) => key))
  const order: PlanTask[] = [...plan.tasks]
  for (const task of after) {
    if (known.has(task.key)) continue
    const last = order.findLastIndex(({ section }) => section === task.section)
    order.splice(last < 0 ? order.length : last + 1, 0, task)
  }
  return order.map(({ key }) => key)
}

function policyOf(plan: PlanState, draft: PlanState): Difference['policy'] {
  return JSON.stringify(plan.policy) === JSON.stringify(draft.policy) ? undefined : draft.policy
}

function recipientsOf(plan: PlanState, draft: PlanState): Recipients | undefined {
  const lines = (recipients: Recipients) => recipients.map(({ text, kind }) => `${kind}\n${plain(text)}`)
  return JSON.stringify(lines(plan.recipients)) === JSON.stringify(lines(draft.recipients)) ? undefined : draft.recipients
}

/** What is still to be looked at in the rows that change. The rest of the document was looked at when the plan was issued. */
export function findingsAbout(draft: PlanState, { changes, same }: Pick<Comparison, 'changes' | 'same'>): readonly FindingState[] {
  const kept = new Set(draft.tasks.map(({ key }) => key))
  for (const { key } of draft.tasks) {
    const is = same.get(key)
    if (is !== undefined && !changes.some((change) => change.key === is)) kept.delete(key)
  }
  return openFindings(draft).filter(({ about }) => about !== undefined && kept.has(about))
}
