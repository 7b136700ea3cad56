/** The unit that was asked for a plan has issued it: that task is done. */
import { planIssued, planLinked } from '../../events/plan.ts'
import { fulfilDuty } from '../../shared/plan/cascade/fulfil-duty.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction([planIssued, planLinked], fulfilDuty, basics)
