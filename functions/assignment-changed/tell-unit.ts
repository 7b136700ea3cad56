/** A unit gets its receipt, or hears that its work was returned, accepted, given more time or lost a file. */
import { assignmentEvents } from '../../events/assignment.ts'
import { tellUnit, tellUnits } from '../../shared/notice/tell-unit.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction(assignmentEvents, tellUnit, basics, tellUnits)
