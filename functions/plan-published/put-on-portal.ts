/** A plan whose Nơi nhận names the portal can be read by anybody from here on. */
import { planAmended, planPublished } from '../../events/plan.ts'
import { dynamoRegisters } from '../../shared/aws/registers.ts'
import { loadDirectory } from '../../shared/directory/load.ts'
import { loadVersion } from '../../shared/plan/load.ts'
import { enterPublished } from '../../shared/plan/registers.ts'
import type { World } from '../../shared/ports.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

type Effects = Pick<World, 'store' | 'clock' | 'registers'>

export const { consume, handler } = reaction(
  [planPublished, planAmended],
  async (event, world: Effects) =>
    enterPublished(await loadVersion(world.store, event.data.planId), await loadDirectory(world), world.registers),
  () => {
    const base = basics()
    return { ...base, registers: dynamoRegisters(base.table) }
  },
)
