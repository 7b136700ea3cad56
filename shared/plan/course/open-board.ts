/** A plan was issued: the board learns how many units each task expects, and units elsewhere learn that it asks them. */
import type { Detail, Happened } from '../../../events/event.ts'
import type { planIssued } from '../../../events/plan.ts'
import { loadDirectory } from '../../directory/load.ts'
import type { Board, World } from '../../ports.ts'
import { dayOf } from '../../time/calendar.ts'
import { planAfter } from '../amendment/as-of.ts'
import { enterAsked } from '../concerning.ts'
import { executorsOf } from '../duties.ts'
import { loadVersion } from '../load.ts'

export async function openBoard(
  event: Detail<Happened<typeof planIssued>['data']>,
  world: Pick<World, 'store' | 'clock' | 'registers'> & { readonly board: Pick<Board, 'expect'> },
): Promise<void> {
  // As it was issued: what an amendment changes, it says itself.
  const found = await loadVersion(world.store, event.data.planId)
  const plan = planAfter(found.plan, 0)
  const directory = await loadDirectory(world)
  const date = dayOf(event.data.issuedAt)
  await world.board.expect(
    plan.planId,
    plan.tasks.map((task) => ({ key: task.key, units: executorsOf(plan, task, directory, date).size })),
    0,
  )
  await enterAsked(found, directory, world.registers)
}
