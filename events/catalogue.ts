/** Every event of every version ever published. An old version stays here for as long as a stored event carries it. */
import { assignmentEvents } from './assignment.ts'
import { bulletinEvents } from './bulletin.ts'
import { deadlineEvents } from './deadline.ts'
import { directoryEvents } from './directory.ts'
import type { EventDefinition } from './event.ts'
import { feedEvents } from './feed.ts'
import { noticeEvents } from './notice.ts'
import { planEvents } from './plan.ts'
import { planDraftRevised } from './plan-revision.ts'
import { reactionEvents } from './reaction.ts'
import { subscriptionEvents } from './subscription.ts'

export const catalogue: readonly EventDefinition[] = [
  ...planEvents,
  planDraftRevised,
  ...assignmentEvents,
  ...noticeEvents,
  ...deadlineEvents,
  ...directoryEvents,
  ...feedEvents,
  ...bulletinEvents,
  ...subscriptionEvents,
  ...reactionEvents,
]
