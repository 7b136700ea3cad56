/**
 * The text a plan was read from, with the place of every field: what the review shows beside the fields. Kept as JSON in the bucket,
 * beside the original.
 */
import * as z from 'zod/mini'

const spanSchema = z.object({ start: z.int(), end: z.int() })

export const planSourceSchema = z.object({
  text: z.string(),
  /**
   * By field of the draft: `header.date`, `recipients.2`, `tasks.8.content`, `tasks.6.1.deadlineText`. Offsets in `text`, half open; a
   * field that a page break cut has two.
   */
  spans: z.record(z.string(), z.array(spanSchema)),
  /** By field, 0…1; what is not listed was read literally (1). */
  confidence: z.record(z.string(), z.number()),
})

export type PlanSource = z.infer<typeof planSourceSchema>

export const PLAN_SOURCE_TYPE = 'application/json; charset=utf-8'

export function sourceBytes(source: PlanSource): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(source))
}

/** Throws on anything that `sourceBytes` did not make. */
export function sourceFrom(bytes: Uint8Array): PlanSource {
  return planSourceSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
}
