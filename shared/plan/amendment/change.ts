/** What an amendment does: to single tasks, and as a whole. */
import type { Happened } from '../../../events/event.ts'
import type { PlanPolicy, PlanTask, planAmended } from '../../../events/plan.ts'
import type { PlanState, TaskState } from '../plan.ts'

type Amended = Happened<typeof planAmended>['data']

export type TaskChange =
  | { readonly kind: 'changed'; readonly key: string; readonly before: PlanTask; readonly after: PlanTask }
  | { readonly kind: 'withdrawn'; readonly key: string; readonly before: PlanTask }
  | { readonly kind: 'added'; readonly key: string; readonly after: PlanTask }

export type Recipients = PlanState['recipients']

/** What one document changes of an issued plan. */
export interface Difference {
  readonly changes: readonly TaskChange[]
  /** Keys of the tasks that are left, in the order of the newest document. */
  readonly order: readonly string[]
  /** Only where they differ. */
  readonly policy?: PlanPolicy
  readonly recipients?: Recipients
}

/** An amendment as the plan remembers it: enough to see the plan as it was before. */
export interface AmendmentState extends Pick<Amended, 'amendment' | 'by' | 'document' | 'reason' | 'draft' | 'order'> {
  readonly at: string
  readonly orderBefore: readonly string[]
  readonly policyBefore?: PlanPolicy
  readonly recipientsBefore?: Recipients
  /** What each task was; one that was added was nothing. */
  readonly tasks: readonly { readonly key: string; readonly before?: PlanTask; readonly isWithdrawn?: true; readonly retimed?: true }[]
}

export function amendmentsOf(plan: PlanState): readonly AmendmentState[] {
  return plan.amendments ?? []
}

export function isEmpty({ changes, policy, recipients }: Difference): boolean {
  return changes.length === 0 && policy === undefined && recipients === undefined
}

/** The task as its document has it, without what has happened to it since. */
export function asWritten(task: TaskState): PlanTask {
  const { state: _state, openedAt: _openedAt, closing: _closing, revision: _revision, amended: _amended, ...written } = task
  return written
}

/** The tasks in this order; those it does not name come last, as they stood. */
export function inOrder<Task extends Pick<PlanTask, 'key'>>(tasks: readonly Task[], order: readonly string[]): Task[] {
  const place = new Map(order.map((key, index) => [key, index]))
  return tasks.toSorted((left, right) => (place.get(left.key) ?? order.length) - (place.get(right.key) ?? order.length))
}

/** The plan's tasks as they read once the difference is applied. */
export function applied(tasks: readonly PlanTask[], { changes, order }: Pick<Difference, 'changes' | 'order'>): readonly PlanTask[] {
  const changed = new Map(changes.map((change) => [change.key, change]))
  const kept = tasks.flatMap((task) => {
    const change = changed.get(task.key)
    if (change === undefined) return [task]
    return change.kind === 'withdrawn' ? [] : [change.after]
  })
  const added = changes.flatMap((change) => (change.kind === 'added' ? [change.after] : []))
  return inOrder([...kept, ...added], order)
}
