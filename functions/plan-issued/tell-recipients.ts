/** Everyone in Nơi nhận is told what the plan asks of them. */
import { planIssued } from '../../events/plan.ts'
import { tellRecipients } from '../../shared/notice/tell-recipients.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction([planIssued], tellRecipients, basics)
