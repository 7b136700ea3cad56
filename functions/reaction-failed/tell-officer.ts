/** A reaction gave up: whoever caused its event is told. */
import { reactionFailed } from '../../events/reaction.ts'
import { tellFailure } from '../../shared/notice/tell-failure.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction([reactionFailed], tellFailure, basics)
