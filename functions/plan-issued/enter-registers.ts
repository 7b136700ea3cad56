/** The units over the issuer see the plan in their tree; a unit elsewhere that it names finds it. */
import { planAmended, planIssued, planLinked } from '../../events/plan.ts'
import { dynamoRegisters } from '../../shared/aws/registers.ts'
import { loadDirectory } from '../../shared/directory/load.ts'
import { enterAsked } from '../../shared/plan/concerning.ts'
import { loadVersion } from '../../shared/plan/load.ts'
import { enterIssued } from '../../shared/plan/registers.ts'
import type { World } from '../../shared/ports.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

type Effects = Pick<World, 'store' | 'clock' | 'registers'>

export const { consume, handler } = reaction(
  [planIssued, planLinked, planAmended],
  async (event, world: Effects) => {
    const found = await loadVersion(world.store, event.data.planId)
    const directory = await loadDirectory(world)
    await enterIssued(found, directory, world.registers)
    // Being linked changes nothing of whom a plan asks.
    if (event.name !== planLinked.name) await enterAsked(found, directory, world.registers)
  },
  () => {
    const base = basics()
    return { ...base, registers: dynamoRegisters(base.table) }
  },
)
