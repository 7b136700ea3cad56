/** A task's cut-off passed: it closes, with the count of those who had handed in and those who still owed at that moment. */
import type { deadlineReached } from '../../../events/deadline.ts'
import type { Detail, Happened } from '../../../events/event.ts'
import { owingUnits } from '../../assignment/owing.ts'
import { loadDirectory } from '../../directory/load.ts'
import { command } from '../../log/command.ts'
import { reactingTo } from '../../log/reacting.ts'
import { isRefusal } from '../../log/refusal.ts'
import { Permanent, Retryable, type World } from '../../ports.ts'
import { dayOf } from '../../time/calendar.ts'
import { isOverruled } from '../amendment/overruled.ts'
import { windowIn } from '../deadline.ts'
import { loadPlan } from '../load.ts'
import { taskOf } from '../plan.ts'
import { courseAggregate } from './course.ts'

export async function closeTask(
  event: Detail<Happened<typeof deadlineReached>['data']>,
  world: Pick<World, 'store' | 'clock'>,
): Promise<void> {
  const { planId, key, revision } = event.data
  const plan = await loadPlan(world.store, planId)
  if (isOverruled(plan, event.data)) return
  const task = taskOf(plan, key)
  if (task === undefined) throw new Permanent(`${planId} has no task ${key}`)
  if (task.state === 'closed') return
  const now = world.clock.now()
  const closesAt = windowIn(plan, task)?.closesAt
  if (closesAt === undefined) return
  if (now < closesAt) throw new Retryable(`${planId} ${key} closes at ${closesAt}`)
  const { expected, owing } = await owingUnits(world.store, await loadDirectory(world), plan, task, dayOf(now))
  const order = { type: 'close-task' as const, key, revision, expected: expected.length, done: expected.length - owing.length }
  const closed = await command(world.store, courseAggregate, planId, order, reactingTo(event.metadata, world.clock))
  if (isRefusal(closed)) throw new Permanent(`${planId} ${key}: ${closed.code}`)
}
