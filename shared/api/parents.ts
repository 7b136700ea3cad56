/** Routes that link an issued plan to a plan above it which entered the system later. */
import * as z from 'zod/mini'
import { id, text } from '../../events/words.ts'
import { defineRoute } from './route.ts'

export const listParents = defineRoute({
  method: 'GET',
  path: '/api/plans/{planId}/parents',
  action: 'plan.follow',
  summary: 'The plans above that an issued plan is linked to, and those it may be linked to',
})

export const linkParent = defineRoute({
  method: 'POST',
  path: '/api/plans/{planId}/parents',
  action: 'plan.issue',
  summary: 'Link an issued plan to a plan of its own unit, or of one above, with the words that name it',
  body: z.strictObject({ parent: id('pln'), basis: text(1_000) }),
})

export const parentRoutes = [listParents, linkParent] as const
