/** Every task's opening, reminders and closing are scheduled. */
import { planIssued } from '../../events/plan.ts'
import { eventBridgeScheduler } from '../../shared/aws/scheduler.ts'
import { scheduleDeadlines } from '../../shared/plan/course/schedule-deadlines.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction([planIssued], scheduleDeadlines, () => {
  const base = basics()
  return { ...base, scheduler: eventBridgeScheduler(base.clock.now) }
})
