/** A plan was issued: the board learns how many units each task expects. */
import type { Detail, Happened } from '../../events/event.ts'
import type { planIssued } from '../../events/plan.ts'
import { loadDirectory } from '../directory/load.ts'
import type { World } from '../ports.ts'
import { dayOf } from '../time/calendar.ts'
import { planAfter } from './amendment/as-of.ts'
import { executorsOf } from './duties.ts'
import { loadPlan } from './load.ts'

export async function openBoard(
  event: Detail<Happened<typeof planIssued>['data']>,
  world: Pick<World, 'store' | 'clock' | 'board'>,
): Promise<void> {
  // As it was issued: what an amendment changes, it says itself.
  const plan = planAfter(await loadPlan(world.store, event.data.planId), 0)
  const directory = await loadDirectory(world)
  const date = dayOf(event.data.issuedAt)
  await world.board.expect(
    plan.planId,
    plan.tasks.map((task) => ({ key: task.key, units: executorsOf(plan, task, directory, date).size })),
    0,
  )
}
