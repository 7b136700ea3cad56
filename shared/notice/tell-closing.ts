/** A task closed: its plan's officer is told who is missing. */
import type { Detail, Happened } from '../../events/event.ts'
import type { planTaskClosed } from '../../events/plan.ts'
import { owingUnits } from '../assignment/owing.ts'
import { loadDirectory } from '../directory/load.ts'
import { reactingTo } from '../log/reacting.ts'
import { isOverruled } from '../plan/amendment/overruled.ts'
import { outlasting, windowIn } from '../plan/deadline.ts'
import { loadPlan } from '../plan/load.ts'
import { taskOf } from '../plan/plan.ts'
import { Permanent, type World } from '../ports.ts'
import { dayOf } from '../time/calendar.ts'
import { noticeToPerson } from './address.ts'
import { officersOf } from './officers.ts'
import { queueNotices } from './queue.ts'
import { withExtension } from './sentences.vi.ts'

/** Names listed in the mail; the rest is on the page it links to. */
export const MISSING_NAMES_MAX = 60

export async function tellClosing(
  event: Detail<Happened<typeof planTaskClosed>['data']>,
  world: Pick<World, 'store' | 'clock'>,
): Promise<void> {
  const { planId, key, expected, done, owing, at, revision } = event.data
  const plan = await loadPlan(world.store, planId)
  const task = taskOf(plan, key)
  if (task === undefined && isOverruled(plan, event.data)) return
  if (task === undefined) throw new Permanent(`${planId} has no task ${key}`)
  const directory = await loadDirectory(world)
  const officers = officersOf(plan, directory, dayOf(at))
  if (officers.length === 0) throw new Permanent(`${planId} has no officer in the directory`)
  const owed = owing === 0 ? undefined : await owingUnits(world.store, directory, plan, task, dayOf(at))
  const window = windowIn(plan, task)
  const names = owed?.owing.slice(0, MISSING_NAMES_MAX).map((id) => {
    const name = directory.unit(id)?.name ?? id
    const until = outlasting(owed.rows.get(id)?.extension, window)
    return until === undefined ? name : withExtension(name, until)
  })
  // A task that an amendment opened again closes again, and is told again.
  const occasion = revision === undefined ? undefined : String(revision)
  const about = { kind: 'task-closed', planId, key, occasion, facts: { at, expected, done, owing, names: names ?? [] } } as const
  await queueNotices(
    world.store,
    officers.map((officer) => noticeToPerson(officer, about)),
    reactingTo(event.metadata, world.clock),
  )
}
