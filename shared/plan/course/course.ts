/** The course of an issued plan: its tasks open and close when their time comes. */
import { type Happened, happen } from '../../../events/event.ts'
import { planTaskClosed, planTaskOpened } from '../../../events/plan.ts'
import type { Aggregate, Decision } from '../../log/aggregate.ts'
import { refuse } from '../../log/refusal.ts'
import { readBefore, withTaskClosed, withTaskOpened } from '../evolve.ts'
import { type AnyPlan, type PlanState, planLog, type TaskState } from '../plan.ts'

export type CourseOrder = OpenOrder | CloseOrder
type OpenOrder = { readonly type: 'open-task'; readonly key: string; readonly revision?: number }
type CloseOrder = {
  readonly type: 'close-task'
  readonly key: string
  readonly revision?: number
  readonly expected: number
  readonly done: number
}

type CourseEvent = Happened<typeof planTaskOpened | typeof planTaskClosed>

export function takeCourse(plan: PlanState, order: CourseOrder, at: string): Decision<CourseEvent> {
  return order.type === 'open-task' ? openTask(plan, order, at) : closeTask(plan, order, at)
}

/** A signal for a deadline that has since been moved, or for a task that has been withdrawn, changes nothing. */
function currentTask(plan: PlanState, { key, revision }: { key: string; revision?: number }): TaskState | undefined {
  return plan.tasks.find((task) => task.key === key && task.revision === revision)
}

function openTask(plan: PlanState, order: OpenOrder, at: string): Decision<CourseEvent> {
  if (plan.status !== 'issued') return refuse('plan-not-issued')
  if (!isKnown(plan, order.key)) return refuse('not-found', 'key')
  return currentTask(plan, order)?.state === 'planned' ? [happen(planTaskOpened, { planId: plan.planId, key: order.key, at })] : []
}

function closeTask(plan: PlanState, order: CloseOrder, at: string): Decision<CourseEvent> {
  if (plan.status !== 'issued') return refuse('plan-not-issued')
  if (!isKnown(plan, order.key)) return refuse('not-found', 'key')
  const task = currentTask(plan, order)
  if (task === undefined || task.state === 'closed') return []
  const { key, expected, done, revision } = order
  return [happen(planTaskClosed, { planId: plan.planId, key, at, expected, done, owing: expected - done, revision })]
}

function isKnown(plan: PlanState, key: string): boolean {
  return [...plan.tasks, ...(plan.withdrawn ?? [])].some((task) => task.key === key)
}

/** The plan, for who only opens and closes its tasks. */
export const courseAggregate: Aggregate<AnyPlan, CourseOrder, CourseEvent> = {
  ...planLog,
  decide: (plan, order, { at }) => (plan === undefined || plan.status === 'reading' ? refuse('not-found') : takeCourse(plan, order, at)),
  evolve(plan, event) {
    const read = readBefore(plan, event)
    return event.name === 'plan.task-opened' ? withTaskOpened(read, event) : withTaskClosed(read, event)
  },
}
