/** The board learns where a unit stands. */
import { assignmentStandingEvents } from '../../events/assignment.ts'
import { recordStanding, recordTogether } from '../../shared/assignment/record-standing.ts'
import { recordingBoard } from '../../shared/aws/board-rows.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

function effects() {
  const base = basics()
  return { ...base, board: recordingBoard(base.table) }
}

export const { consume, handler } = reaction(assignmentStandingEvents, recordStanding, effects, recordTogether)
