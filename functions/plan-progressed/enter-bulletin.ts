/** Something public happened: it is entered in the bulletin of the plan's body, if anybody listens to that. */
import { publicEvents } from '../../events/bulletin.ts'
import { enterOne, enterTogether } from '../../shared/subscription/enter.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction(publicEvents, enterOne, basics, enterTogether)
