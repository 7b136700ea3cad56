/** A plan was issued: one mail to everyone in Nơi nhận, saying what they owe and by when. */
import type { Detail, Happened } from '../../events/event.ts'
import type { planIssued } from '../../events/plan.ts'
import { loadDirectory } from '../directory/load.ts'
import type { Directory } from '../directory/snapshot.ts'
import { command } from '../log/command.ts'
import { reactingTo } from '../log/reacting.ts'
import { planAfter } from '../plan/amendment/as-of.ts'
import { audienceOf, dutiesByUnit } from '../plan/duties.ts'
import { loadPlan } from '../plan/load.ts'
import type { PlanState } from '../plan/plan.ts'
import { findingAggregate } from '../plan/raise-finding.ts'
import type { World } from '../ports.ts'
import { dayOf } from '../time/calendar.ts'
import { noticeToPerson, noticeToUnit } from './address.ts'
import type { QueuedNotice } from './notice.ts'
import { queueNotices } from './queue.ts'

export async function tellRecipients(
  event: Detail<Happened<typeof planIssued>['data']>,
  world: Pick<World, 'store' | 'clock'>,
): Promise<void> {
  const plan = await loadPlan(world.store, event.data.planId)
  const directory = await loadDirectory(world)
  const context = reactingTo(event.metadata, world.clock)
  // What an amendment has changed meanwhile is told by a mail of its own.
  const { notices, unreachable } = issueNotices(planAfter(plan, 0), directory, dayOf(event.data.issuedAt))
  await queueNotices(world.store, notices, context)
  for (const unit of unreachable) {
    const finding = { findingId: `fnd_no-contact_${unit}`, code: 'no-contact', severity: 'confirm' as const, about: unit }
    await command(world.store, findingAggregate, plan.planId, { type: 'raise-finding', finding }, context)
  }
}

/** The send list. The officer's preview shows this very list. */
export function issueNotices(
  plan: PlanState,
  directory: Directory,
  date: string,
): { notices: readonly QueuedNotice[]; unreachable: readonly string[] } {
  const audience = audienceOf(plan, directory, date)
  const duties = dutiesByUnit(plan, directory, date)
  const about = { kind: 'plan-issued' as const, planId: plan.planId }
  const unreachable: string[] = []
  const toUnits = audience.units.flatMap((id) => {
    const unit = directory.unit(id)
    const notice = unit === undefined ? undefined : noticeToUnit(unit, { ...about, facts: { owes: duties.get(id) ?? [] } })
    if (notice === undefined) unreachable.push(id)
    return notice ?? []
  })
  const toPeople = audience.people
    .flatMap((id) => directory.person(id) ?? [])
    .map((person) => noticeToPerson(person, { ...about, facts: { owes: [] } }))
  return { notices: [...toUnits, ...toPeople], unreachable }
}
