/** A plan was issued: one schedule per task and phase, by deterministic names, so doing it twice is doing it once. */
import { deadlineNear, deadlineOpened, deadlineReached } from '../../events/deadline.ts'
import { type Detail, type Happened, happen } from '../../events/event.ts'
import type { planIssued } from '../../events/plan.ts'
import type { Schedule, World } from '../ports.ts'
import { instantOf, wallClock } from '../time/calendar.ts'
import { type Phase, phasesOf } from './deadline.ts'
import { loadPlan } from './load.ts'
import type { PlanState, TaskState } from './plan.ts'

export async function scheduleDeadlines(
  event: Detail<Happened<typeof planIssued>['data']>,
  world: Pick<World, 'store' | 'scheduler'>,
): Promise<void> {
  const plan = await loadPlan(world.store, event.data.planId)
  for (const schedule of schedulesOf(plan, event.data.issuedAt, event.metadata.id)) await world.scheduler.put(schedule)
}

/** What has passed when the plan is issued is not caught up on, except closing: a task that was due before is closed, not forgotten. */
export function schedulesOf(plan: PlanState, issuedAt: string, causationId: string): readonly Schedule[] {
  const issued = wallClock(issuedAt)
  return plan.tasks.flatMap((task) =>
    phasesOf(task, plan.policy)
      .filter((phase) => phase.phase === 'close' || phase.at > issued)
      .map((phase) => scheduleOf(plan.planId, task, phase, causationId)),
  )
}

function scheduleOf(planId: string, task: TaskState, phase: Phase, causationId: string): Schedule {
  const [day = '', time = ''] = phase.at.split('T')
  const about = { planId, key: task.key, at: instantOf(day, time) }
  const name = `${planId}.${task.key}.${phase.phase}${phase.phase === 'near' ? `-${phase.daysLeft}` : ''}`
  switch (phase.phase) {
    case 'open':
      return { name, at: phase.at, event: happen(deadlineOpened, about), causationId }
    case 'near':
      return { name, at: phase.at, event: happen(deadlineNear, { ...about, daysLeft: phase.daysLeft }), causationId }
    case 'close':
      return { name, at: phase.at, event: happen(deadlineReached, about), causationId }
  }
}
