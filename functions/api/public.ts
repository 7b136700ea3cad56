/** What anybody may read. It reaches what was put on the portal and nothing else: drafts, logs and the board are out of its reach. */
import { listPublicPlans, readPublicPlan } from '../../shared/api/public.ts'
import { dynamoRegisters } from '../../shared/aws/registers.ts'
import { tableFromEnvironment } from '../../shared/aws/table.ts'
import { publicPlan, publicPlans } from '../../shared/plan/registers.ts'
import type { World } from '../../shared/ports.ts'
import { publicApi, publicEndpoint } from '../runtime/public-api.ts'

type Effects = Pick<World, 'registers'>

/** Only what is published is entered in these registers. */
const resource = { published: true }

export const { answer, handler } = publicApi<Effects>(
  [
    publicEndpoint(listPublicPlans, async ({ world }) => ({ resource, body: { plans: await publicPlans(world.registers) } })),
    publicEndpoint(readPublicPlan, async ({ world, params }) => {
      const plan = await publicPlan(world.registers, params.planId ?? '')
      return plan === undefined ? undefined : { resource, body: plan }
    }),
  ],
  () => ({ registers: dynamoRegisters(tableFromEnvironment()) }),
)
