/** Routes of what all units have handed in for a task, together. */
import * as z from 'zod/mini'
import { defineRoute } from './route.ts'

/** The first one without it. */
const part = z.optional(z.string().check(z.regex(/^[1-9]\d{0,3}$/)))

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
  query: z.object({ part }),
})

export const taskFiles = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/tasks/{key}/files',
  action: 'plan.follow',
  summary: 'Every file handed in for a task, by unit; each is fetched by a link of its own',
  query: z.object({ part }),
})

export const handInRoutes = [taskNominees, exportNominees, taskFiles] as const
