/** What happens to the file a plan comes from: offered for upload, and read or refused. */
import * as z from 'zod/mini'
import { defineEvent } from './event.ts'
import { FILE_NAME_CHARACTERS_MAX } from './limits.ts'
import { id, instant, line, sha256Hex, text } from './words.ts'

const planId = id('pln')

/** The file a draft was read from: the original and its text are kept in the bucket for as long as the plan. */
export const readDocumentSchema = z.object({
  uploadId: id('upl'),
  /** The original, and exactly the version that was read. */
  objectKey: z.string(),
  objectVersion: z.optional(z.string()),
  /** JSON: the text that was read, with the place of every field (`shared/plan/intake/source.ts`). */
  sourceKey: z.string(),
  format: z.enum(['docx', 'pdf', 'doc', 'text', 'markdown', 'image']),
  pages: z.optional(z.int()),
  /** Recognised from pictures: every field is to be compared with the paper. */
  fromOcr: z.boolean(),
  /** 0…1, only when `fromOcr`. */
  ocrConfidence: z.optional(z.number()),
})

export type ReadDocument = z.infer<typeof readDocumentSchema>

const sampleOffer = {
  planId: 'pln_01JH0000000000000000000000',
  issuerUnit: 'unt_so-ha-noi',
  uploadId: 'upl_01JH0000000000000000000000',
  fileName: 'ke-hoach-2021.docx',
  bytes: 48_213,
  sha256: 'a'.repeat(64),
  objectKey: 'quarantine/plans/pln_01JH0000000000000000000000/upl_01JH0000000000000000000000',
  offeredAt: '2021-01-14T01:00:00.000Z',
  expiresAt: '2021-01-14T01:10:00.000Z',
}

export const planDocumentOffered = defineEvent({
  name: 'plan.document-offered',
  version: 1,
  sentence: 'An officer asked to upload a plan document and was given a presigned request for exactly that file.',
  data: z.object({
    planId,
    issuerUnit: id('unt'),
    /** The issued plan that this document is to change. */
    amends: z.optional(planId),
    /** Whether it replaces the whole plan, or names only what changes. */
    amendsWhat: z.optional(z.enum(['whole', 'part'])),
    uploadId: id('upl'),
    fileName: line(FILE_NAME_CHARACTERS_MAX),
    bytes: z.int(),
    sha256: sha256Hex,
    objectKey: z.string(),
    offeredAt: instant,
    expiresAt: instant,
  }),
  sample: sampleOffer,
})

export const planDocumentRefused = defineEvent({
  name: 'plan.document-refused',
  version: 1,
  sentence: 'An uploaded plan document cannot be read; what is wrong with it and what to do, as the officer was told.',
  data: z.object({ planId, uploadId: id('upl'), code: z.string(), sentence: text(1_000) }),
  sample: {
    planId: sampleOffer.planId,
    uploadId: sampleOffer.uploadId,
    code: 'encrypted',
    sentence: 'Tệp “ke-hoach-2021.docx” được đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.',
  },
})

export const planDocumentOverlooked = defineEvent({
  name: 'plan.document-overlooked',
  version: 1,
  sentence: 'Fifteen minutes after it was offered a plan document had arrived and was still unread; it is to be read now.',
  data: z.object({ planId, uploadId: id('upl'), foundAt: instant }),
  sample: { planId: sampleOffer.planId, uploadId: sampleOffer.uploadId, foundAt: '2021-01-14T01:15:00.000Z' },
})
