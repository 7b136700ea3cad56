/** The units over the issuer see the plan in their tree. */
import { planAmended, planIssued, planLinked } from '../../events/plan.ts'
import { dynamoRegisters } from '../../shared/aws/registers.ts'
import { loadDirectory } from '../../shared/directory/load.ts'
import { loadVersion } from '../../shared/plan/load.ts'
import { enterIssued } from '../../shared/plan/registers.ts'
import type { World } from '../../shared/ports.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

type Effects = Pick<World, 'store' | 'clock' | 'registers'>

export const { consume, handler } = reaction(
  [planIssued, planLinked, planAmended],
  async (event, world: Effects) =>
    enterIssued(await loadVersion(world.store, event.data.planId), await loadDirectory(world), world.registers),
  () => {
    const base = basics()
    return { ...base, registers: dynamoRegisters(base.table) }
  },
)
