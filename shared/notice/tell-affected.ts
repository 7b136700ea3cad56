/** A plan was amended: one mail to each unit for which something is different, and to nobody else. */
import type { Detail, Happened } from '../../events/event.ts'
import type { amendmentMade } from '../../events/plan.ts'
import { assignmentRows } from '../assignment/owing.ts'
import { loadDirectory } from '../directory/load.ts'
import { command } from '../log/command.ts'
import { reactingTo } from '../log/reacting.ts'
import { planAfter } from '../plan/amendment/as-of.ts'
import { amendmentsOf } from '../plan/amendment/change.ts'
import { loadPlan } from '../plan/load.ts'
import { findingAggregate } from '../plan/raise-finding.ts'
import type { EventStore, World } from '../ports.ts'
import { type Standings, toldOfAmendment } from './amendment-notices.ts'
import { queueNotices } from './queue.ts'

export async function tellAffected(
  event: Detail<Happened<typeof amendmentMade>['data']>,
  world: Pick<World, 'store' | 'clock'>,
): Promise<void> {
  const { planId, amendment, amendedAt: at } = event.data
  const plan = await loadPlan(world.store, planId)
  const directory = await loadDirectory(world)
  const context = reactingTo(event.metadata, world.clock)
  const keys =
    amendmentsOf(plan)
      .find((one) => one.amendment === amendment)
      ?.tasks.map(({ key }) => key) ?? []
  const versions = { was: planAfter(plan, amendment - 1), is: planAfter(plan, amendment), amendment, at }
  const told = toldOfAmendment(versions, await standingsOf(world.store, planId, keys), directory)
  await queueNotices(
    world.store,
    told.flatMap(({ notice }) => notice ?? []),
    context,
  )
  for (const { unit, notice } of told) {
    if (notice !== undefined) continue
    const finding = {
      findingId: `fnd_not-told_${amendment}_${unit}`,
      code: 'amendment-not-told',
      severity: 'confirm' as const,
      about: unit,
    }
    await command(world.store, findingAggregate, planId, { type: 'raise-finding', finding }, context)
  }
}

/** What units have done in these tasks: one query a task. */
export async function standingsOf(store: EventStore, planId: string, keys: readonly string[]): Promise<Standings> {
  const lists = await Promise.all(keys.map((key) => assignmentRows(store, planId, key)))
  return new Map(
    lists.flat().map(({ key, unit, state, late, files, extension }) => [`${key}#${unit}`, { state, late, files, extension }] as const),
  )
}
