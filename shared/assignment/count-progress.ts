/** The board learns where a unit stands: the assignment's own state is asked, so order and repetition do not matter. */
import type { Detail } from '../../events/event.ts'
import { stateOf, streamOf } from '../log/command.ts'
import { Permanent, type StoredState, type World } from '../ports.ts'
import { type AssignmentState, isLate } from './assignment.ts'
import { type AssignmentOf, assignmentId } from './part.ts'

type Effects = Pick<World, 'store' | 'board'>

export function countProgress(event: Detail<AssignmentOf>, effects: Effects): Promise<void> {
  return countTogether([event], effects)
}

/** Many at once, a transaction for each plan. */
export async function countTogether(events: readonly Detail<AssignmentOf>[], { store, board }: Effects): Promise<void> {
  const streams = [...new Set(events.map((event) => streamOf('assignment', assignmentId(event.data))))]
  const stored = await store.loadMany(streams)
  const standings = stored.map((one, index) => standingOf(one, streams[index] ?? ''))
  for (const [planId, changes] of Map.groupBy(standings, (standing) => standing.planId)) await board.record(planId, changes)
}

function standingOf(stored: StoredState | undefined, stream: string) {
  const assignment = stateOf<AssignmentState>(stored)
  if (stored === undefined || assignment === undefined) throw new Permanent(`${stream} does not exist`)
  const { planId, key, unit, state } = assignment
  return { planId, key, unit, version: stored.version, state, late: isLate(assignment) }
}
