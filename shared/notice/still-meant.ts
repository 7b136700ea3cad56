/**
 * A reminder was decided on a plan that may have been amended before the mail's turn came. Whether it still means anything is seen from
 * the plan and, where the task was given to others, from what the unit was told of the amendment: the directory is not asked, whose
 * answers cost a function a third of its code.
 */
import type { AssignmentOf } from '../assignment/part.ts'
import { stateOf, streamOf } from '../log/command.ts'
import { amendmentsOf } from '../plan/amendment/change.ts'
import { windowIn } from '../plan/deadline.ts'
import type { PlanState, TaskState } from '../plan/plan.ts'
import { Retryable, type World } from '../ports.ts'
import { addSeconds } from '../time/calendar.ts'
import type { NoticeState } from './notice.ts'
import { noticeIdOf } from './queue.ts'
import { amendmentFacts } from './templates/plan-amended.ts'

/** Within which everybody is usually told of an amendment. For so long a reminder of a task that was given to others waits for the word. */
export const AMENDMENT_TOLD_SECONDS = 60

/** `part`: the task and the unit that is reminded. Throws `Retryable` while it is not known yet whether the unit is still asked. */
export async function isStillMeant(
  { facts }: Pick<NoticeState, 'facts'>,
  part: AssignmentOf,
  plan: PlanState,
  world: Pick<World, 'store' | 'clock'>,
): Promise<boolean> {
  const task = plan.tasks.find(({ key }) => key === part.key)
  return task !== undefined && !isMoved(facts, task, plan) && !(await isReleased(facts, part, task, plan, world))
}

type Facts = NoticeState['facts']

/** Reminders of years before plans could be amended do not say which date they are about. */
function isMoved({ closesAt }: Facts, task: TaskState, plan: PlanState): boolean {
  return closesAt !== undefined && windowIn(plan, task)?.closesAt !== closesAt
}

/** `facts.amended`: the amendment that had last changed the task when the reminder was decided. Only later ones can have released the unit. */
async function isReleased(
  facts: Facts,
  { planId, key, unit }: AssignmentOf,
  task: TaskState,
  plan: PlanState,
  { store, clock }: Pick<World, 'store' | 'clock'>,
): Promise<boolean> {
  const known = Number(facts.amended ?? 0)
  const since = amendmentsOf(plan).filter(({ amendment, tasks }) => amendment > known && tasks.some((one) => one.key === key))
  const before = since[0]?.tasks.find((one) => one.key === key)?.before
  if (before === undefined || before.executing.join('\n') === task.executing.join('\n')) return false
  for (const { amendment, at } of since.toReversed()) {
    const id = noticeIdOf({ kind: 'plan-amended', planId, recipient: unit, contact: 1, occasion: String(amendment) })
    const told = stateOf<NoticeState>(await store.load(streamOf('notice', id)))
    if (told === undefined && clock.now() < addSeconds(at, AMENDMENT_TOLD_SECONDS)) throw new Retryable(`${id} is awaited`)
    const change = amendmentFacts.safeParse(told?.facts).data?.tasks.find((one) => one.key === key)?.change
    if (change === 'released') return true
    if (change === 'asked') return false
  }
  return false
}
