/** The route of the search. */
import * as z from 'zod/mini'
import { defineRoute } from './route.ts'

export const QUERY_CHARACTERS_MIN = 2
export const QUERY_CHARACTERS_MAX = 100

export const search = defineRoute({
  method: 'GET',
  path: '/api/search',
  action: 'search.read',
  summary: 'Plans, tasks, hand-ins, units and people that the caller may see; tones and đ do not count',
  query: z.object({ q: z.string().check(z.trim(), z.minLength(QUERY_CHARACTERS_MIN), z.maxLength(QUERY_CHARACTERS_MAX)) }),
})

export const searchRoutes = [search] as const
