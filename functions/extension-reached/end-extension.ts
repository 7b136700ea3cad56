/** One unit's extension ends. */
import { deadlineExtensionReached } from '../../events/deadline.ts'
import { endExtension } from '../../shared/assignment/extension.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction([deadlineExtensionReached], endExtension, basics)
