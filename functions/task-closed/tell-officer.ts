/** The plan's owner is told who is missing. */
import { planTaskClosed } from '../../events/plan.ts'
import { tellClosing } from '../../shared/notice/tell-closing.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction([planTaskClosed], tellClosing, basics)
