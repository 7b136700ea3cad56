/** What leaders look at: a plan with the plans below it, a unit with its tree. Each answer is a few queries, whatever the number of units. */
import { planCascade, unitOverview } from '../../shared/api/overview.ts'
import { readBoard } from '../../shared/aws/board-read.ts'
import { dynamoRegisters } from '../../shared/aws/registers.ts'
import { cascadeOf } from '../../shared/plan/cascade/tree.ts'
import { overviewOf } from '../../shared/plan/follow/overview.ts'
import { findPlan } from '../../shared/plan/load.ts'
import type { PlanState } from '../../shared/plan/plan.ts'
import type { ReadBoard, World } from '../../shared/ports.ts'
import { api, type Call, endpoint, type Found } from '../runtime/api.ts'
import { basics } from '../runtime/environment.ts'

type Effects = Pick<World, 'store' | 'clock' | 'registers'> & { readonly board: ReadBoard }
type OverviewCall = Call<unknown, unknown, Effects>

async function thePlan({ params, world }: OverviewCall): Promise<Found<PlanState>> {
  const plan = (await findPlan(world.store, params.planId ?? ''))?.plan
  if (plan === undefined) return undefined
  return { resource: { issuer: plan.issuerUnit, unit: plan.issuerUnit, issued: plan.status === 'issued' }, loaded: plan }
}

export const { answer, handler } = api<Effects>(
  [
    endpoint(planCascade, thePlan, async ({ directory, world, context }, plan) => ({
      body: await cascadeOf(plan, directory, world, context.at),
    })),
    endpoint(
      unitOverview,
      async ({ params }) => ({ resource: { unit: params.unit }, loaded: params.unit ?? '' }),
      async ({ directory, world, context }, unit) => ({ body: await overviewOf(unit, directory, world, context.at) }),
    ),
  ],
  () => {
    const base = basics()
    return { ...base, board: readBoard(base.table), registers: dynamoRegisters(base.table) }
  },
)
