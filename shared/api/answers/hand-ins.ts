/** What the routes of all hand-ins of a task answer with. */
import * as z from 'zod/mini'
import { uploadSchema } from '../../../events/words.ts'

export const nomineesAnswer = z.object({
  /** That are asked for the task and have handed in. */
  units: z.int(),
  nominees: z.int(),
  awards: z.array(
    z.object({
      award: z.string(),
      /** In the catalogue of awards. */
      isKnown: z.boolean(),
      individuals: z.int(),
      collectives: z.int(),
      units: z.int(),
    }),
  ),
  /** Of units that are not asked any more: counted nowhere else, and a list of their own in the workbook. */
  released: z.object({ units: z.int(), nominees: z.int() }),
  /** Each as a sentence; the first 300. */
  remarks: z.array(z.object({ unit: z.string(), unitName: z.string(), text: z.string() })),
  remarksInAll: z.int(),
  /** How many workbooks the whole list takes. */
  parts: z.int(),
})

const { uploadId, fileName, component, bytes, sha256 } = uploadSchema.shape

export const taskFilesAnswer = z.object({
  /** How many answers all files take. */
  parts: z.int(),
  units: z.array(
    z.object({
      unit: z.string(),
      unitName: z.string(),
      isAsked: z.boolean(),
      files: z.array(z.object({ uploadId, fileName, component, bytes, sha256 })),
    }),
  ),
})
