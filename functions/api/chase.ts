/** Mails once more to those who have not said that they got the plan; apart from reading mails, because it renders none. */
import { chasePlan } from '../../shared/api/notices.ts'
import { chaseSilent } from '../../shared/notice/chase.ts'
import type { World } from '../../shared/ports.ts'
import { api, type Call, endpoint } from '../runtime/api.ts'
import { basics } from '../runtime/environment.ts'
import { planOfRoute } from '../runtime/plan-of-route.ts'

type Effects = Pick<World, 'store' | 'clock'>

export const { answer, handler } = api<Effects>(
  [
    endpoint(
      chasePlan,
      (call: Call<unknown, unknown, Effects>) => planOfRoute(call),
      async ({ world, context, directory }, { plan }) => ({
        body: { reminded: await chaseSilent(plan.planId, world.store, directory, context) },
      }),
    ),
  ],
  basics,
)
