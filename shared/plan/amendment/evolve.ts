/** What an amendment leaves of a plan: its tasks as they read now, and what they were. */
import type { Happened } from '../../../events/event.ts'
import type { planAmended, planTaskAmended } from '../../../events/plan.ts'
import type { PlanState, TaskState } from '../plan.ts'
import { type AmendmentState, amendmentsOf, inOrder } from './change.ts'

type Amended = Happened<typeof planAmended>['data']
type TaskAmended = Happened<typeof planTaskAmended>['data']

export function withAmendment(plan: PlanState, data: Amended): PlanState {
  const { amendment, amendedAt, by, document, reason, draft, order, policy, recipients } = data
  const entry: AmendmentState = {
    amendment,
    at: amendedAt,
    by,
    document,
    reason,
    draft,
    order,
    orderBefore: plan.tasks.map(({ key }) => key),
    policyBefore: policy?.before,
    recipientsBefore: recipients?.before,
    tasks: [],
  }
  return {
    ...plan,
    policy: policy?.after ?? plan.policy,
    recipients: recipients?.after ?? plan.recipients,
    tasks: inOrder(plan.tasks, order),
    amendments: [...amendmentsOf(plan), entry],
  }
}

export function withTaskAmended(plan: PlanState, data: TaskAmended): PlanState {
  const { key, before, after, retimed } = data
  const amendments = amendmentsOf(plan)
  const last = amendments.at(-1)
  if (last === undefined) throw new Error('plan.task-amended before plan.amended')
  const entry = {
    key,
    before,
    ...(after === undefined ? { isWithdrawn: true as const } : {}),
    ...(retimed ? { retimed: true as const } : {}),
  }
  const remembered = { ...plan, amendments: [...amendments.slice(0, -1), { ...last, tasks: [...last.tasks, entry] }] }
  const task = plan.tasks.find((candidate) => candidate.key === key)
  if (after === undefined) {
    return {
      ...remembered,
      tasks: plan.tasks.filter((candidate) => candidate.key !== key),
      withdrawn: [...(plan.withdrawn ?? []), ...(task === undefined ? [] : [{ ...task, amended: data.amendment }])],
    }
  }
  const changed = taskAfter(task, data, last.at)
  const tasks = task === undefined ? [...plan.tasks, changed] : plan.tasks.map((candidate) => (candidate.key === key ? changed : candidate))
  return { ...remembered, tasks: inOrder(tasks, last.order) }
}

function taskAfter(task: TaskState | undefined, { after, state = 'planned', amendment, retimed }: TaskAmended, at: string): TaskState {
  if (after === undefined) throw new Error('a withdrawn task has no state')
  return {
    ...after,
    state,
    // It opened when it did; one that opens by this act opens now.
    ...(state === 'open' ? { openedAt: task?.state === 'open' ? task.openedAt : at } : {}),
    ...(state === 'closed' && task?.closing !== undefined ? { openedAt: task.openedAt, closing: task.closing } : {}),
    revision: retimed ? amendment : task?.revision,
    amended: amendment,
  }
}
