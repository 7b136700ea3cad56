/** Routes of the leader: where a plan and the plans below it stand, and where a unit and its tree stand. */
import { defineRoute } from './route.ts'

export const planCascade = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/cascade',
  action: 'plan.follow',
  summary: 'Who was asked for a plan of its own, who has issued it, and how many below each',
})

export const overviewRoutes = [planCascade] as const
