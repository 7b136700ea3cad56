/** What every route that takes or gives a file answers with. */
import * as z from 'zod/mini'
import { instant } from '../../../events/words.ts'

/** Post a form of these fields, in this order and the file last, to this address. */
export const uploadRequestAnswer = z.object({ url: z.string(), fields: z.record(z.string(), z.string()) })

export const uploadOfferAnswer = z.object({
  uploadId: z.string(),
  expiresAt: instant,
  /** Of a file that comes at once. */
  request: z.optional(uploadRequestAnswer),
  /** Of a file in parts: those that are not there yet. PUT each with its headers, then go on; when none is left, the file is complete. */
  parts: z.optional(z.array(z.object({ number: z.int(), url: z.string(), headers: z.record(z.string(), z.string()) }))),
})

export const downloadLinkAnswer = z.object({ url: z.string() })
