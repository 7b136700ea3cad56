/** A plan was issued: one schedule per task and phase, by deterministic names, so doing it twice is doing it once. */
import { deadlineNear, deadlineOpened, deadlineReached } from '../../../events/deadline.ts'
import { type Detail, type Happened, happen } from '../../../events/event.ts'
import type { planIssued } from '../../../events/plan.ts'
import type { Schedule, World } from '../../ports.ts'
import { instantShown, wallClock } from '../../time/calendar.ts'
import { type Phase, phasesOf } from '../deadline.ts'
import { loadPlan } from '../load.ts'
import type { PlanState, TaskState } from '../plan.ts'

export async function scheduleDeadlines(
  event: Detail<Happened<typeof planIssued>['data']>,
  world: Pick<World, 'store' | 'scheduler'>,
): Promise<void> {
  const plan = await loadPlan(world.store, event.data.planId)
  for (const schedule of schedulesOf(plan, event.metadata.id)) await world.scheduler.put(schedule)
}

/** Of every task of the plan as it reads now. */
export function schedulesOf(plan: PlanState, causationId: string): readonly Schedule[] {
  return plan.tasks.flatMap((task) => taskSchedules(plan, task, causationId))
}

/**
 * What has passed when a deadline is set, by the plan or by an amendment, is not caught up on, except closing: a task that was due before
 * is closed, not forgotten.
 */
export function taskSchedules(plan: PlanState, task: TaskState, causationId: string): readonly Schedule[] {
  const since = wallClock(setAt(plan, task))
  return phasesOf(task, plan.policy)
    .filter((phase) => phase.phase === 'close' || phase.at > since)
    .map((phase) => scheduleOf(plan.planId, task, phase, causationId))
}

/** When its deadline was last set. */
function setAt(plan: PlanState, { revision }: TaskState): string {
  return plan.amendments?.find(({ amendment }) => amendment === revision)?.at ?? plan.issuedAt ?? ''
}

/**
 * A deadline that an amendment set has names of its own: whoever is late with the schedules of the one before cannot overwrite them. The
 * scheduler takes 64 characters.
 */
export function scheduleName(planId: string, { key, revision }: Pick<TaskState, 'key' | 'revision'>, phase: Phase): string {
  const step = phase.phase === 'near' ? `near-${phase.daysLeft}` : phase.phase
  return `${planId}.${key}.${revision === undefined ? '' : `r${revision}.`}${step}`
}

function scheduleOf(planId: string, task: TaskState, phase: Phase, causationId: string): Schedule {
  const about = { planId, key: task.key, at: instantShown(phase.at), revision: task.revision }
  const name = scheduleName(planId, task, phase)
  switch (phase.phase) {
    case 'open':
      return { name, at: phase.at, event: happen(deadlineOpened, about), causationId }
    case 'near':
      return { name, at: phase.at, event: happen(deadlineNear, { ...about, daysLeft: phase.daysLeft }), causationId }
    case 'close':
      return { name, at: phase.at, event: happen(deadlineReached, about), causationId }
  }
}
