/** An amended plan as it read earlier, so that a mail of before shows what it said when it was sent. */
import type { PlanState, TaskState } from '../plan.ts'
import { type AmendmentState, amendmentsOf, inOrder } from './change.ts'

/** The plan after this many amendments; 0 is as it was issued. What has happened to its tasks since stays as it is today. */
export function planAfter(plan: PlanState, amendments: number): PlanState {
  return amendmentsOf(plan)
    .filter(({ amendment }) => amendment > amendments)
    .toSorted((left, right) => right.amendment - left.amendment)
    .reduce(undone, plan)
}

/** The plan as it read at this instant (ISO 8601, UTC). */
export function planAt(plan: PlanState, at: string): PlanState {
  return planAfter(plan, amendmentsOf(plan).filter((amendment) => amendment.at <= at).length)
}

function undone(plan: PlanState, amendment: AmendmentState): PlanState {
  const before = new Map(amendment.tasks.map((task) => [task.key, task]))
  const withdrawn = amendment.tasks.filter(({ isWithdrawn }) => isWithdrawn).map(({ key }) => key)
  const again = (plan.withdrawn ?? []).filter(({ key }) => withdrawn.includes(key))
  const tasks = plan.tasks.flatMap((task): TaskState[] => {
    const change = before.get(task.key)
    if (change === undefined) return [task]
    const { state, openedAt, closing } = task
    return change.before === undefined ? [] : [{ ...change.before, state, openedAt, closing, ...revisionBefore(plan, task.key, amendment) }]
  })
  return {
    ...plan,
    policy: amendment.policyBefore ?? plan.policy,
    recipients: [...(amendment.recipientsBefore ?? plan.recipients)],
    tasks: inOrder([...tasks, ...again.map((task) => ({ ...task, ...revisionBefore(plan, task.key, amendment) }))], amendment.orderBefore),
    withdrawn: (plan.withdrawn ?? []).filter(({ key }) => !withdrawn.includes(key)),
    amendments: amendmentsOf(plan).filter((one) => one.amendment < amendment.amendment),
  }
}

/** Which amendments had last changed the task, and last moved its deadline, before this one. */
function revisionBefore(plan: PlanState, key: string, { amendment }: AmendmentState): Pick<TaskState, 'revision' | 'amended'> {
  const earlier = amendmentsOf(plan).filter((one) => one.amendment < amendment)
  const last = (isMeant: (task: AmendmentState['tasks'][number]) => boolean) =>
    earlier.findLast((one) => one.tasks.some((task) => task.key === key && isMeant(task)))?.amendment
  return { revision: last((task) => task.retimed === true), amended: last(() => true) }
}
