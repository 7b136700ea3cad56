/** A task's window opens. */
import { deadlineOpened } from '../../events/deadline.ts'
import { openTask } from '../../shared/plan/course/open-task.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction([deadlineOpened], openTask, basics)
