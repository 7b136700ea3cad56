/** The first day of a task's window began. */
import type { deadlineOpened } from '../../../events/deadline.ts'
import type { Detail, Happened } from '../../../events/event.ts'
import { command } from '../../log/command.ts'
import { reactingTo } from '../../log/reacting.ts'
import { isRefusal } from '../../log/refusal.ts'
import { Permanent, type World } from '../../ports.ts'
import { courseAggregate } from './course.ts'

export async function openTask(
  event: Detail<Happened<typeof deadlineOpened>['data']>,
  { store, clock }: Pick<World, 'store' | 'clock'>,
): Promise<void> {
  const { planId, key, revision } = event.data
  const done = await command(store, courseAggregate, planId, { type: 'open-task', key, revision }, reactingTo(event.metadata, clock))
  if (isRefusal(done)) throw new Permanent(`${planId} ${key}: ${done.code}`)
}
