/** The end of an extension is scheduled, and the reminders before it. */
import { assignmentExtended } from '../../events/assignment.ts'
import { scheduleExtension } from '../../shared/assignment/extension.ts'
import { eventBridgeScheduler } from '../../shared/aws/scheduler.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction([assignmentExtended], scheduleExtension, () => {
  const base = basics()
  return { ...base, scheduler: eventBridgeScheduler(base.clock.now) }
})
