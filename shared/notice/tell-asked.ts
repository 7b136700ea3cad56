/**
 * The directory changed: a unit that running plans now ask has the mail about each that it would have had at their issue, once. The mail's
 * id is that of the issue, so whoever was told then is not told again, and any change of a unit may be heard here.
 */
import type { groupChanged, groupRegistered, unitChanged, unitRegistered } from '../../events/directory.ts'
import type { Detail, Happened } from '../../events/event.ts'
import { loadDirectory } from '../directory/load.ts'
import type { UnitId } from '../directory/model.ts'
import type { Directory, DirectoryView } from '../directory/snapshot.ts'
import { streamOf } from '../log/command.ts'
import { reactingTo } from '../log/reacting.ts'
import { issuedFor } from '../plan/concerning.ts'
import { resolvedRecipients, tasksAskedOf } from '../plan/duties.ts'
import { currentPlans } from '../plan/load.ts'
import type { PlanState } from '../plan/plan.ts'
import type { World } from '../ports.ts'
import { dayOf } from '../time/calendar.ts'
import { noticeToUnit } from './address.ts'
import type { QueuedNotice } from './notice.ts'
import { type Queueing, queueEach } from './queue.ts'

type Changed = Happened<typeof unitRegistered | typeof unitChanged | typeof groupRegistered | typeof groupChanged>['data']

/**
 * It comes a quarter of an hour after the change: whoever put in a wrong row can put it right before anybody hears of it. A directory put in
 * whole is a change of each of its units, so a batch of them asks once what their body has issued, and each plan once whom it names.
 */
export async function tellAsked(events: readonly Detail<Changed>[], world: Pick<World, 'store' | 'clock'>): Promise<void> {
  const { store, clock } = world
  const directory = await loadDirectory(world)
  const at = clock.now()
  const date = dayOf(at)
  const view = directory.asOf(date)
  const changes = events.flatMap(({ data, metadata }) => unitsOf(data, view).map((unit) => ({ unit, metadata })))
  const queueings = new Map<string, Queueing>()
  // What a unit issues itself it is not told, so its plans are those of the body over it.
  for (const [body, changed] of Map.groupBy(changes, ({ unit }) => view.parentOf(unit)?.id)) {
    const plans = body ? await currentPlans(store, await issuedFor(body, directory, store, at)) : []
    for (const plan of plans) {
      if (!plan) continue
      const named = resolvedRecipients(plan, directory, date).flatMap(({ found }) => found.units)
      for (const { unit, metadata } of changed) {
        const notice = named.includes(unit) ? noticeOf(plan, unit, directory, date) : undefined
        if (notice) queueings.set(notice.noticeId, { notice, context: reactingTo(metadata, clock) })
      }
    }
  }
  // Nearly all of them are there already: what is looked at costs less than what is refused.
  const there = await store.loadMany([...queueings.keys()].map((id) => streamOf('notice', id)))
  await queueEach(
    store,
    [...queueings.values()].filter((_, index) => there[index] === undefined),
  )
}

/** Who stands for them that day: nobody, where a unit is not founded yet or is gone without a successor. */
function unitsOf(data: Changed, view: DirectoryView): readonly UnitId[] {
  if ('group' in data) return view.membersOf(data.group.id).units
  const unit = view.unit(data.unit.id)
  return unit === undefined ? [] : [unit.id]
}

/** The plan's mail to a unit that its Nơi nhận names, where it owes a task that still runs. */
function noticeOf(plan: PlanState, unit: UnitId, directory: Directory, date: string): QueuedNotice | undefined {
  const owed = tasksAskedOf(unit, plan, directory, date)
  const known = directory.unit(unit)
  // On its last day there is nothing left to begin.
  if (known === undefined || known.validTo === date || owed.every(({ state }) => state === 'closed')) return undefined
  return noticeToUnit(known, { kind: 'plan-issued', planId: plan.planId, facts: { owes: owed.map(({ key }) => key) } })
}
