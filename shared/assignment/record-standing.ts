/** The board learns where a unit stands: the assignment's own state is asked, so order and repetition do not matter. */
import type { Detail } from '../../events/event.ts'
import { stateOf, streamOf } from '../log/command.ts'
import { type Board, Permanent, type Standing, type StoredState, type World } from '../ports.ts'
import { dayOf } from '../time/calendar.ts'
import { type AssignmentState, isLate, standingOf } from './assignment.ts'
import { type AssignmentOf, assignmentId, isHandedIn } from './part.ts'

type Effects = Pick<World, 'store'> & { readonly board: Pick<Board, 'record'> }

export function recordStanding(event: Detail<AssignmentOf>, effects: Effects): Promise<void> {
  return recordTogether([event], effects)
}

/** Many at once, a transaction for each plan. */
export async function recordTogether(events: readonly Detail<AssignmentOf>[], { store, board }: Effects): Promise<void> {
  const streams = [...new Set(events.map((event) => streamOf('assignment', assignmentId(event.data))))]
  const stored = await store.loadMany(streams)
  const standings = stored.flatMap((one, index) => standingOfStored(one, streams[index] ?? ''))
  for (const [planId, changes] of Map.groupBy(standings, (standing) => standing.planId)) await board.record(planId, changes)
}

function standingOfStored(stored: StoredState | undefined, stream: string) {
  const assignment = stateOf<AssignmentState>(stored)
  if (stored === undefined || assignment === undefined) throw new Permanent(`${stream} does not exist`)
  return standingIn(assignment, stored.version).map((standing) => ({ planId: assignment.planId, ...standing }))
}

/** The standing that an assignment is in: none while its unit has not begun. */
export function standingIn(assignment: AssignmentState, version: number): readonly Standing[] {
  const state = standingOf(assignment)
  if (state === undefined) return []
  const { key, unit, submissions } = assignment
  const last = isHandedIn(state) ? submissions.at(-1) : undefined
  return [{ key, unit, version, state, late: isLate(assignment), ...(last === undefined ? {} : { day: dayOf(last.submittedAt) }) }]
}
