/** Schedules of deadlines that an amendment moved are taken back, and set anew. */
import { planAmended } from '../../events/plan.ts'
import { eventBridgeScheduler } from '../../shared/aws/scheduler.ts'
import { retimeDeadlines } from '../../shared/plan/amendment/retime.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction([planAmended], retimeDeadlines, () => {
  const base = basics()
  return { ...base, scheduler: eventBridgeScheduler(base.clock.now) }
})
