/** Every unit for which an amendment makes something different is told what, and nobody else. */
import { amendmentMade } from '../../events/plan.ts'
import { tellAffected } from '../../shared/notice/tell-affected.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction([amendmentMade], tellAffected, basics)
