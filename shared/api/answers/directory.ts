/** What the routes about me, units, imports and logs answer with. */
import * as z from 'zod/mini'
import { metadataSchema } from '../../../events/event.ts'
import { instant } from '../../../events/words.ts'
import { roleNames, unitTypes } from '../../directory/model.ts'

export const meAnswer = z.object({
  person: z.string(),
  name: z.optional(z.string()),
  /** The system's time. */
  now: instant,
  /** `<role>@<unit>`, to be sent as `x-acting-as`. */
  actingAs: z.string(),
  may: z.object({
    draftPlans: z.boolean(),
    followPlans: z.boolean(),
    readDirectory: z.boolean(),
    importDirectory: z.boolean(),
  }),
  roles: z.array(z.object({ name: z.string(), role: z.enum(roleNames), unit: z.string(), unitName: z.optional(z.string()) })),
})

export const unitsAnswer = z.object({
  units: z.array(z.object({ id: z.string(), name: z.string(), type: z.enum(unitTypes), parent: z.optional(z.string()) })),
})

const outcome = z.enum(['new', 'changed', 'same', 'refused'])

export const importAnswer = z.object({
  dryRun: z.boolean(),
  counts: z.record(outcome, z.int()),
  rows: z.array(
    z.object({
      sheet: z.enum(['units', 'people', 'groups']),
      /** As the spreadsheet counts. */
      row: z.int(),
      outcome,
      refusals: z.array(z.object({ code: z.string(), field: z.string(), value: z.string(), sentence: z.string() })),
      id: z.optional(z.string()),
    }),
  ),
  /** Changes written; 0 in a dry run. */
  saved: z.int(),
})

export const logAnswer = z.object({
  stream: z.string(),
  /** Every hash follows from the one before, and the state from the events. */
  holds: z.boolean(),
  fault: z.optional(
    z.object({
      stream: z.string(),
      sequence: z.int(),
      fault: z.enum(['gap', 'hash', 'state-hash', 'state-version', 'state-differs', 'unreadable']),
    }),
  ),
  events: z.array(
    z.object({
      name: z.string(),
      hash: z.string(),
      metadata: metadataSchema,
      /** By the event's own contract: `events/schemas/`. */
      data: z.unknown(),
      actorName: z.optional(z.string()),
      actorUnitName: z.optional(z.string()),
    }),
  ),
})
