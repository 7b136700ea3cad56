/** A task closes. */
import { deadlineReached } from '../../events/deadline.ts'
import { closeTask } from '../../shared/plan/course/close-task.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction([deadlineReached], closeTask, basics)
