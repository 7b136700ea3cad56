/** Routes that anybody may ask without signing in: plans whose Nơi nhận names the portal. */
import { defineRoute } from './route.ts'

export const listPublicPlans = defineRoute({
  method: 'GET',
  path: '/api/public/plans',
  action: 'public.read',
  open: 'public',
  summary: 'Published plans, newest first',
})

export const readPublicPlan = defineRoute({
  method: 'GET',
  path: '/api/public/plans/{planId}',
  action: 'public.read',
  open: 'public',
  summary: 'One published plan: its header, tasks and deadlines; nothing of how it goes',
})

export const publicRoutes = [listPublicPlans, readPublicPlan] as const
