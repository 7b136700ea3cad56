/** What happens to one unit's part in one task, from its first draft to its acceptance. */
import * as z from 'zod/mini'
import { defineEvent } from './event.ts'
import { FILE_NAME_CHARACTERS_MAX, FILES_MAX, NOMINEES_MAX, PARTS_MAX } from './limits.ts'
import { draftNomineeSchema, id, instant, line, nomineeSchema, sha256Hex, taskKey, text, uploadSchema } from './words.ts'

/** Which unit owes what: the identity of an assignment, in every one of its events. */
const of = { planId: id('pln'), key: taskKey, unit: id('unt') }

const sampleOf = { planId: 'pln_01JH0000000000000000000000', key: '8', unit: 'unt_thpt-mau' }

const sampleUpload = {
  uploadId: 'upl_01JH0000000000000000000000',
  component: 'report',
  fileName: 'bao-cao-thanh-tich.pdf',
  bytes: 48_213,
  type: 'application/pdf',
  sha256: 'a'.repeat(64),
}

/** A file that comes in parts: S3's id of the upload, and the SHA-256 of each part. */
const partsSchema = z.object({ id: z.string(), sha256: z.array(sha256Hex).check(z.minLength(2), z.maxLength(PARTS_MAX)) })

export const receiptLineSchema = z.object({
  fileName: line(FILE_NAME_CHARACTERS_MAX),
  bytes: z.int(),
  sha256: sha256Hex,
  component: z.string(),
})

export const assignmentDrafted = defineEvent({
  name: 'assignment.drafted',
  version: 1,
  sentence: 'A unit saved its draft: the nominees and a note.',
  data: z.object({ ...of, nominees: z.array(draftNomineeSchema).check(z.maxLength(NOMINEES_MAX)), note: text() }),
  sample: {
    ...sampleOf,
    key: '22',
    nominees: [{ name: 'Nguyễn Văn Mẫu', position: 'Giáo viên', award: 'Lao động tiên tiến', kind: 'individual' }],
    note: '',
  },
})

export const assignmentUploadOffered = defineEvent({
  name: 'assignment.upload-offered',
  version: 1,
  sentence: 'A unit asked to upload a file and was given a presigned request for exactly that file.',
  data: z.object({ ...of, upload: uploadSchema, objectKey: z.string(), expiresAt: instant, parts: z.optional(partsSchema) }),
  sample: {
    ...sampleOf,
    upload: sampleUpload,
    objectKey: 'quarantine/dossiers/pln_01JH0000000000000000000000/8/unt_thpt-mau/upl_01JH0000000000000000000000',
    expiresAt: '2021-03-01T02:10:00.000Z',
  },
})

export const assignmentUploadContinued = defineEvent({
  name: 'assignment.upload-continued',
  version: 1,
  sentence: 'A unit went on with an upload in parts, after a cut line or because its requests had run out.',
  data: z.object({ ...of, uploadId: id('upl'), expiresAt: instant }),
  sample: { ...sampleOf, uploadId: sampleUpload.uploadId, expiresAt: '2021-03-01T02:20:00.000Z' },
})

export const assignmentFileAttached = defineEvent({
  name: 'assignment.file-attached',
  version: 1,
  sentence: 'An uploaded file passed every check and is part of the dossier.',
  data: z.object({ ...of, uploadId: id('upl'), objectKey: z.string(), objectVersion: z.optional(z.string()) }),
  sample: {
    ...sampleOf,
    uploadId: sampleUpload.uploadId,
    objectKey: 'dossiers/pln_01JH0000000000000000000000/8/unt_thpt-mau/upl_01JH0000000000000000000000',
  },
})

/** Which rule an uploaded file broke. The sentence for the user is in `shared/assignment/sentences.vi.ts`. */
export const fileRuleSchema = z.enum(['size', 'checksum', 'type-not-allowed', 'type-mismatch', 'empty', 'unreadable', 'malware'])

export const assignmentFileRefused = defineEvent({
  name: 'assignment.file-refused',
  version: 1,
  sentence: 'An uploaded file broke a rule and stays out of the dossier.',
  data: z.object({ ...of, uploadId: id('upl'), rule: fileRuleSchema, seen: z.string() }),
  sample: { ...sampleOf, uploadId: sampleUpload.uploadId, rule: 'type-mismatch', seen: 'image/png' },
})

export const assignmentUploadExpired = defineEvent({
  name: 'assignment.upload-expired',
  version: 1,
  sentence: 'An offered upload was never used; its request is dead.',
  data: z.object({ ...of, uploadId: id('upl') }),
  sample: { ...sampleOf, uploadId: sampleUpload.uploadId },
})

export const assignmentFileRemoved = defineEvent({
  name: 'assignment.file-removed',
  version: 1,
  sentence: 'A unit took a file out of its draft; the stored version is kept.',
  data: z.object({ ...of, uploadId: id('upl') }),
  sample: { ...sampleOf, uploadId: sampleUpload.uploadId },
})

export const assignmentFileSorted = defineEvent({
  name: 'assignment.file-sorted',
  version: 1,
  sentence: 'A unit said anew what kind of paper a file of its draft is.',
  data: z.object({ ...of, uploadId: id('upl'), component: uploadSchema.shape.component }),
  sample: { ...sampleOf, uploadId: sampleUpload.uploadId, component: 'minutes' },
})

export const assignmentSubmitted = defineEvent({
  name: 'assignment.submitted',
  version: 1,
  sentence: 'A unit handed in; the event is the receipt: time, files, sizes, SHA-256.',
  data: z.object({
    ...of,
    /** 1 for the first hand-in, 2 for the first resubmission, … */
    submission: z.int().check(z.minimum(1)),
    submittedAt: instant,
    /** True for ever once the task's cut-off had passed, extension or not. */
    late: z.boolean(),
    nominees: z.array(nomineeSchema).check(z.maxLength(NOMINEES_MAX)),
    note: text(),
    files: z.array(receiptLineSchema).check(z.maxLength(FILES_MAX)),
    /** The unit's own plan, where issuing it was what the task asked for. */
    ownPlan: z.optional(z.object({ planId: id('pln'), number: z.string() })),
  }),
  sample: {
    ...sampleOf,
    submission: 1,
    submittedAt: '2021-03-20T02:30:00.000Z',
    late: false,
    nominees: [],
    note: '',
    files: [{ fileName: 'bao-cao-thanh-tich.pdf', bytes: 48_213, sha256: 'a'.repeat(64), component: 'report' }],
  },
})

export const assignmentWithdrawn = defineEvent({
  name: 'assignment.withdrawn',
  version: 1,
  sentence: 'A unit took back what it had handed in, to change it.',
  data: z.object({ ...of, reason: text(1_000) }),
  sample: { ...sampleOf, reason: 'Bổ sung danh sách' },
})

export const assignmentReturned = defineEvent({
  name: 'assignment.returned',
  version: 1,
  sentence: 'The officer sent a hand-in back to its unit, with the reason.',
  data: z.object({ ...of, reason: text(1_000) }),
  sample: { ...sampleOf, reason: 'Thiếu biên bản họp xét' },
})

export const assignmentAccepted = defineEvent({
  name: 'assignment.accepted',
  version: 1,
  sentence: 'The officer accepted a hand-in.',
  data: z.object({ ...of, submission: z.int() }),
  sample: { ...sampleOf, submission: 1 },
})

export const assignmentExtended = defineEvent({
  name: 'assignment.extended',
  version: 1,
  sentence: 'One unit was openly given more time for one task: until when, why, by whom.',
  data: z.object({ ...of, until: instant, reason: text(1_000) }),
  sample: { ...sampleOf, until: '2021-04-01T17:00:00.000Z', reason: 'Bão lụt, trường nghỉ học' },
})

export const assignmentExtensionEnded = defineEvent({
  name: 'assignment.extension-ended',
  version: 1,
  sentence: "A unit's extension ran out; whether it had handed in by then.",
  data: z.object({ ...of, until: instant, handedIn: z.boolean() }),
  sample: { ...sampleOf, until: '2021-04-01T17:00:00.000Z', handedIn: true },
})

export const assignmentEvents = [
  assignmentDrafted,
  assignmentUploadOffered,
  assignmentUploadContinued,
  assignmentFileAttached,
  assignmentFileRefused,
  assignmentUploadExpired,
  assignmentFileRemoved,
  assignmentFileSorted,
  assignmentSubmitted,
  assignmentWithdrawn,
  assignmentReturned,
  assignmentAccepted,
  assignmentExtended,
  assignmentExtensionEnded,
] as const

/** What changes a unit's standing in a task, and what may be the first thing that ever happens to its part. */
export const assignmentStandingEvents = [
  assignmentDrafted,
  assignmentUploadOffered,
  assignmentExtended,
  assignmentSubmitted,
  assignmentWithdrawn,
  assignmentReturned,
  assignmentAccepted,
] as const
