/** What the routes about one unit answer with. */
import * as z from 'zod/mini'
import { isoDate } from '../../../events/words.ts'
import { roleNames, unitTypes } from '../../directory/model.ts'

export const unitAnswer = z.object({
  unit: z.string(),
  name: z.string(),
  type: z.enum(unitTypes),
  /** Where notices go: the first, and the next when it bounces. */
  emails: z.array(z.string()),
  people: z.array(
    z.object({
      person: z.string(),
      name: z.string(),
      email: z.string(),
      role: z.enum(roleNames),
      from: isoDate,
      to: z.optional(isoDate),
      mayHandOver: z.boolean(),
      /** Of a role that is handed over and has not begun: from whom, and whether the reader may take it back. */
      coming: z.optional(z.object({ giver: z.string(), giverName: z.string(), mayCancel: z.boolean() })),
    }),
  ),
  may: z.object({ editContacts: z.boolean(), log: z.boolean() }),
})
