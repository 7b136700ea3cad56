/** A plan was amended: the board counts for each task those units that it is asked of now, and units elsewhere learn that it asks them. */
import type { Detail, Happened } from '../../../events/event.ts'
import type { amendmentMade } from '../../../events/plan.ts'
import { loadDirectory } from '../../directory/load.ts'
import type { Directory } from '../../directory/snapshot.ts'
import { APPEND_STREAMS_MAX, type Board, type World } from '../../ports.ts'
import { enterAsked } from '../concerning.ts'
import { loadVersion } from '../load.ts'
import type { PlanState } from '../plan.ts'
import { boardChangeOf } from './asks.ts'

/** What an amendment tells the board. */
type AmendedBoard = Pick<Board, 'expect' | 'ask'>

export async function updateBoard(
  event: Detail<Happened<typeof amendmentMade>['data']>,
  world: Pick<World, 'store' | 'clock' | 'registers'> & { readonly board: AmendedBoard },
): Promise<void> {
  const { planId, amendment } = event.data
  const found = await loadVersion(world.store, planId)
  const directory = await loadDirectory(world)
  await countAmendment(found.plan, amendment, directory, world.board)
  await enterAsked(found, directory, world.registers)
}

export async function countAmendment(plan: PlanState, amendment: number, directory: Directory, board: AmendedBoard): Promise<void> {
  const { expected, asks } = boardChangeOf(plan, amendment, directory)
  await board.expect(plan.planId, expected, amendment)
  for (let start = 0; start < asks.length; start += APPEND_STREAMS_MAX) {
    await board.ask(plan.planId, asks.slice(start, start + APPEND_STREAMS_MAX), amendment)
  }
}
