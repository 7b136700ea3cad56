/** The board learns where a unit stands: the assignment's own state is asked, so order and repetition do not matter. */
import type { Detail } from '../../events/event.ts'
import { stateOf, streamOf } from '../log/command.ts'
import { Permanent, type World } from '../ports.ts'
import { type AssignmentState, isLate } from './assignment.ts'
import { type AssignmentOf, assignmentId } from './part.ts'

export async function countProgress(event: Detail<AssignmentOf>, { store, board }: Pick<World, 'store' | 'board'>): Promise<void> {
  const stored = await store.load(streamOf('assignment', assignmentId(event.data)))
  const assignment = stateOf<AssignmentState>(stored)
  if (stored === undefined || assignment === undefined) throw new Permanent(`${event.metadata.stream} does not exist`)
  const { planId, key, unit, state } = assignment
  await board.record(planId, { key, unit, version: stored.version, state, late: isLate(assignment) })
}
