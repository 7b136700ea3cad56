/** Routes of what all units have handed in for a task, together. */
import { defineRoute } from './route.ts'

export const taskNominees = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/tasks/{key}/nominees',
  action: 'plan.follow',
  summary: 'Whom the units have registered, counted by award, and what to look at in their lists',
})

export const exportNominees = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/tasks/{key}/nominees.xlsx/{part}',
  action: 'plan.follow',
  summary: 'Everybody registered for a task as an Excel workbook: the list, its sums by award and by unit, what to look at',
})

export const taskFiles = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/tasks/{key}/files/{part}',
  action: 'plan.follow',
  summary: 'Every file handed in for a task, by unit; each is fetched by a link of its own',
})

export const handInRoutes = [taskNominees, exportNominees, taskFiles] as const
