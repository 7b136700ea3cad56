/** What the routes about calendar addresses answer with. The secret is not among it: nobody here has it. */
import * as z from 'zod/mini'

export const feedAnswer = z.object({
  feedId: z.string(),
  /** Whoever knows the address can read the calendar. */
  isOpen: z.boolean(),
})
