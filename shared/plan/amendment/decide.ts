/** The one act: a confirmed difference becomes the amendment and what it does to each task. */
import { happen } from '../../../events/event.ts'
import { type PlanPolicy, type PlanTask, planAmended, planArchived, planPublished, planTaskAmended } from '../../../events/plan.ts'
import type { Decision } from '../../log/aggregate.ts'
import { refuse } from '../../log/refusal.ts'
import { instantOf } from '../../time/calendar.ts'
import { phasesOf, windowOf } from '../deadline.ts'
import type { PlanEvent, PlanState, TaskState } from '../plan.ts'
import { amendmentsOf, asWritten, type Difference, isEmpty, type TaskChange } from './change.ts'

/** Most tasks in one amendment: with the plan, the draft and the command's key they are one transaction of 100 items. */
export const TASKS_AMENDED_MAX = 85
/** A plan with its amendments has to fit into one stored state (360 KB, at up to 1.5 bytes a character). */
const PLAN_CHARACTERS_MAX = 230_000

export interface AmendOrder extends Difference {
  readonly type: 'amend'
  readonly draft: string
  readonly document: { readonly number: string; readonly date: string }
  readonly reason: string
}

export function amend(plan: PlanState, order: AmendOrder, context: { at: string; person: string }): Decision<PlanEvent> {
  if (plan.status !== 'issued') return refuse('plan-not-issued')
  if (amendmentsOf(plan).some(({ draft }) => draft === order.draft)) return []
  if (order.reason.trim() === '') return refuse('reason-missing', 'reason')
  if (order.document.date < plan.header.date) return refuse('amendment-too-early', 'date', { date: plan.header.date })
  if (isEmpty(order)) return refuse('nothing-amended')
  const tasks = taskEvents(plan, order, context.at)
  if (tasks.length > TASKS_AMENDED_MAX) return refuse('amendment-too-large', undefined, { max: TASKS_AMENDED_MAX })
  const events = [amendedEvent(plan, order, context), ...tasks, ...entries(plan, order)]
  return JSON.stringify(plan).length + JSON.stringify(events).length > PLAN_CHARACTERS_MAX ? refuse('amendment-too-large') : events
}

const next = (plan: PlanState): number => amendmentsOf(plan).length + 1

function amendedEvent(plan: PlanState, order: AmendOrder, context: { at: string; person: string }): PlanEvent {
  const keys = (kind: TaskChange['kind']) => order.changes.filter((change) => change.kind === kind).map(({ key }) => key)
  return happen(planAmended, {
    planId: plan.planId,
    issuerUnit: plan.issuerUnit,
    amendment: next(plan),
    amendedAt: context.at,
    by: context.person,
    document: order.document,
    reason: order.reason,
    draft: order.draft,
    changed: keys('changed'),
    withdrawn: keys('withdrawn'),
    added: keys('added'),
    order: [...order.order],
    policy: order.policy && { before: plan.policy, after: order.policy },
    recipients: order.recipients && { before: plan.recipients, after: [...order.recipients] },
  })
}

/** Another policy moves deadlines of tasks whose rows stay as they were: they are amended too. */
function taskEvents(plan: PlanState, order: AmendOrder, at: string): PlanEvent[] {
  const policy = order.policy ?? plan.policy
  const named = new Set(order.changes.map(({ key }) => key))
  const moved = plan.tasks
    .filter((task) => !named.has(task.key) && isRetimed(task, plan.policy, task, policy))
    .map((task): TaskChange => ({ kind: 'changed', key: task.key, before: asWritten(task), after: asWritten(task) }))
  return [...order.changes, ...moved].map((change) => taskEvent(plan, change, policy, at))
}

function taskEvent(plan: PlanState, change: TaskChange, policy: PlanPolicy, at: string): PlanEvent {
  const about = { planId: plan.planId, amendment: next(plan), key: change.key }
  if (change.kind === 'withdrawn') return happen(planTaskAmended, { ...about, before: change.before, retimed: true })
  const { after } = change
  if (change.kind === 'added')
    return happen(planTaskAmended, { ...about, after, state: stateAfter(undefined, after, policy, at), retimed: true })
  const task = plan.tasks.find(({ key }) => key === change.key)
  const retimed = isRetimed(change.before, plan.policy, after, policy)
  const state = retimed ? stateAfter(task, after, policy, at) : (task?.state ?? 'planned')
  return happen(planTaskAmended, { ...about, before: change.before, after, state, retimed })
}

export function isRetimed(before: Pick<PlanTask, 'due'>, was: PlanPolicy, after: Pick<PlanTask, 'due'>, is: PlanPolicy): boolean {
  return JSON.stringify(phasesOf(before, was)) !== JSON.stringify(phasesOf(after, is))
}

/**
 * Where a task stands once its deadline is another. A date that is still to come opens it again; one that has passed leaves it as it
 * is: if it was not closed, its closing is still to come, and counts who has handed in.
 */
export function stateAfter(task: TaskState | undefined, after: Pick<PlanTask, 'due'>, policy: PlanPolicy, at: string): TaskState['state'] {
  const window = windowOf(after.due, policy.closes)
  if (window !== undefined && window.closesAt <= at) return task?.state ?? 'planned'
  if (window?.opensOn !== undefined) return at < instantOf(window.opensOn) ? 'planned' : 'open'
  return task === undefined || task.state === 'planned' ? 'planned' : 'open'
}

/** An amendment goes where its plan went: to the portal and into the archive. */
function entries(plan: PlanState, order: AmendOrder): PlanEvent[] {
  const named = (kind: string) => (order.recipients ?? plan.recipients).filter((recipient) => recipient.kind === kind)
  const about = { planId: plan.planId, amendment: next(plan) }
  return [
    ...named('portal').map((recipient) => happen(planPublished, { ...about, recipient: recipient.text })),
    ...named('archive').map((recipient) => happen(planArchived, { ...about, recipient: recipient.text })),
  ]
}
