/**
 * A step of the reminder ladder is due. Who still owes is asked anew, and every mail is looked at once more when its turn comes, so
 * nobody is reminded of what they have done.
 */
import type { deadlineNear } from '../../events/deadline.ts'
import type { Detail, Happened } from '../../events/event.ts'
import { owingUnits } from '../assignment/owing.ts'
import { loadDirectory } from '../directory/load.ts'
import { reactingTo } from '../log/reacting.ts'
import { isOverruled } from '../plan/amendment/overruled.ts'
import { windowIn } from '../plan/deadline.ts'
import { loadPlan } from '../plan/load.ts'
import { taskOf } from '../plan/plan.ts'
import type { World } from '../ports.ts'
import { addSeconds, dayOf } from '../time/calendar.ts'
import { noticeToPerson, noticeToUnit } from './address.ts'
import type { QueuedNotice } from './notice.ts'
import { queueNotices } from './queue.ts'

/** A reminder that comes later than this (a queue that stood still) would say something false about the days left. */
export const REMINDER_STALE_SECONDS = 12 * 60 * 60

export async function remind(event: Detail<Happened<typeof deadlineNear>['data']>, world: Pick<World, 'store' | 'clock'>): Promise<void> {
  const { planId, key, daysLeft, at } = event.data
  const now = world.clock.now()
  const plan = await loadPlan(world.store, planId)
  if (isOverruled(plan, event.data)) return
  const task = taskOf(plan, key)
  const window = windowIn(plan, task)
  if (task === undefined || window === undefined || task.state === 'closed' || now > addSeconds(at, REMINDER_STALE_SECONDS)) return
  const directory = await loadDirectory(world)
  const view = directory.asOf(dayOf(now))
  const { owing, rows } = await owingUnits(world.store, directory, plan, task, dayOf(now))
  const facts = { daysLeft, closesAt: window.closesAt, amended: task.amended }
  const about = { planId, key, occasion: `${daysLeft}#${window.closesAt}`, facts }
  const notices = owing.flatMap((id): QueuedNotice[] => {
    const unit = directory.unit(id)
    const own = { ...facts, extension: rows.get(id)?.extension }
    const toUnit = unit === undefined ? undefined : noticeToUnit(unit, { ...about, facts: own, kind: 'reminder' })
    const heads = daysLeft <= plan.policy.escalateFromDays ? view.peopleIn(id, 'head') : []
    const ofUnit = { ...own, unit: id, unitName: unit?.name }
    return [
      ...(toUnit === undefined ? [] : [toUnit]),
      ...heads.map((head) => noticeToPerson(head, { ...about, facts: ofUnit, occasion: `${about.occasion}#${id}`, kind: 'escalation' })),
    ]
  })
  await queueNotices(world.store, notices, reactingTo(event.metadata, world.clock))
}
