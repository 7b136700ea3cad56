/** A unit issued the plan it was asked for: its part in the task that asked is done, with a reference to that plan. */
import type { Detail, Happened } from '../../../events/event.ts'
import type { planIssued, planLinked } from '../../../events/plan.ts'
import { assignmentAggregate } from '../../assignment/assignment.ts'
import { assignmentId } from '../../assignment/part.ts'
import { command } from '../../log/command.ts'
import { reactingTo } from '../../log/reacting.ts'
import { isRefusal } from '../../log/refusal.ts'
import { Permanent, type World } from '../../ports.ts'
import { loadPlan } from '../load.ts'
import { taskOf } from '../plan.ts'
import { termsOf } from '../terms.ts'

type Data = Happened<typeof planIssued>['data'] | Happened<typeof planLinked>['data']

/** Which tasks they are was decided when it was issued, before the officer's eyes. */
export async function fulfilDuty({ data, metadata }: Detail<Data>, world: Pick<World, 'store' | 'clock'>): Promise<void> {
  const { planId, issuerUnit: unit, fulfils = [] } = data
  if (fulfils.length === 0) return
  const { issuedAt, header } = await loadPlan(world.store, planId)
  const asking = await loadPlan(world.store, 'parentPlanId' in data ? data.parentPlanId : planId)
  if (issuedAt === undefined) throw new Permanent(`${planId} is not issued`)
  for (const key of fulfils) {
    const task = taskOf(asking, key)
    // An amendment of the plan above took the task away meanwhile.
    if (task === undefined) continue
    const of = { planId: asking.planId, key, unit }
    const order = { type: 'fulfil' as const, ownPlan: { planId, number: header.number }, issuedAt, terms: termsOf(asking, task) }
    const done = await command(world.store, assignmentAggregate(of), assignmentId(of), order, reactingTo(metadata, world.clock))
    if (isRefusal(done)) throw new Permanent(`${assignmentId(of)}: ${done.code}`)
  }
}
