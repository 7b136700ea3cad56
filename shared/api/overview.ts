/** Routes of the leader: where a plan and the plans below it stand, and where a unit and its tree stand. */
import { defineRoute } from './route.ts'

export const planCascade = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/cascade',
  action: 'plan.follow',
  summary: 'Who was asked for a plan of its own, who has issued it, and how many below each',
})

export const unitOverview = defineRoute({
  method: 'GET',
  path: '/api/units/{unit}/overview',
  action: 'overview.read',
  summary: 'Where the plans of a unit stand, where they will slip, and which units below it have issued their own',
})

export const overviewRoutes = [planCascade, unitOverview] as const
