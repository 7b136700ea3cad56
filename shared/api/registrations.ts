/** Routes of what all units have registered for a task, together. */
import * as z from 'zod/mini'
import { defineRoute } from './route.ts'

export const taskNominees = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/tasks/{key}/nominees',
  action: 'plan.follow',
  summary: 'Whom the units have registered, counted by award, and what to look at in their lists',
})

export const exportNominees = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/tasks/{key}/nominees.xlsx',
  action: 'plan.follow',
  summary: 'Everybody registered for a task as an Excel workbook: the list, its sums by award and by unit, what to look at',
  query: z.object({ part: z.optional(z.string().check(z.regex(/^[1-9]\d{0,3}$/))) }),
})

export const registrationRoutes = [taskNominees, exportNominees] as const
