/** Routes about one unit's work: what it owes, its drafts, files, hand-ins, and what the officer says to them. */
import * as z from 'zod/mini'
import { NOMINEES_MAX, PARTS_MAX } from '../../events/limits.ts'
import { draftNomineeSchema, instant, sha256Hex, text, uploadSchema } from '../../events/words.ts'
import { defineRoute } from './route.ts'

const reasonBody = z.strictObject({ reason: text(1_000) })
const at = '/api/plans/{planId}/tasks/{key}/units/{unit}'

export const unitWork = defineRoute({
  method: 'GET',
  path: '/api/units/{unit}/work',
  action: 'work.list',
  summary: 'What a unit owes, by when, and what blocks it',
})

export const readAssignment = defineRoute({
  method: 'GET',
  path: `${at}`,
  action: 'assignment.read',
  summary: 'One assignment with its history',
})

export const saveDraft = defineRoute({
  method: 'PUT',
  path: `${at}/draft`,
  action: 'assignment.edit',
  summary: 'Save nominees and note',
  body: z.strictObject({ nominees: z.array(z.strictObject(draftNomineeSchema.shape)).check(z.maxLength(NOMINEES_MAX)), note: text() }),
})

export const offerUpload = defineRoute({
  method: 'POST',
  path: `${at}/uploads`,
  action: 'assignment.edit',
  summary: 'Ask to upload one file; answers with a presigned POST, or a presigned PUT a part, that lives for minutes',
  body: z.strictObject({
    component: uploadSchema.shape.component,
    fileName: uploadSchema.shape.fileName,
    bytes: uploadSchema.shape.bytes,
    type: uploadSchema.shape.type,
    sha256: uploadSchema.shape.sha256,
    /** SHA-256 of each part of 5 MiB, for a file that shall come in parts: after a cut line only the part that was cut is sent again. */
    parts: z.optional(z.array(sha256Hex).check(z.minLength(2), z.maxLength(PARTS_MAX))),
  }),
})

export const continueUpload = defineRoute({
  method: 'POST',
  path: `${at}/uploads/{uploadId}/parts`,
  action: 'assignment.edit',
  summary: 'Go on with an upload in parts: answers with those that are missing, and puts the file together when none is',
})

export const removeFile = defineRoute({
  method: 'DELETE',
  path: `${at}/uploads/{uploadId}`,
  action: 'assignment.edit',
  summary: 'Take a file out of the draft',
})

export const sortFile = defineRoute({
  method: 'PUT',
  path: `${at}/uploads/{uploadId}/component`,
  action: 'assignment.edit',
  summary: 'Say anew what kind of paper a file of the draft is',
  body: z.strictObject({ component: uploadSchema.shape.component }),
})

export const downloadFile = defineRoute({
  method: 'GET',
  path: `${at}/uploads/{uploadId}/link`,
  action: 'assignment.read',
  summary: 'A short-lived download link',
})

export const submitAssignment = defineRoute({ method: 'POST', path: `${at}/submit`, action: 'assignment.edit', summary: 'Hand in' })

export const withdrawAssignment = defineRoute({
  method: 'POST',
  path: `${at}/withdraw`,
  action: 'assignment.edit',
  summary: 'Take a hand-in back to change it',
  body: reasonBody,
})

export const returnAssignment = defineRoute({
  method: 'POST',
  path: `${at}/return`,
  action: 'assignment.judge',
  summary: 'Send a hand-in back with the reason',
  body: reasonBody,
})

export const acceptAssignment = defineRoute({
  method: 'POST',
  path: `${at}/accept`,
  action: 'assignment.judge',
  summary: 'Accept a hand-in',
})

export const extendAssignment = defineRoute({
  method: 'POST',
  path: `${at}/extension`,
  action: 'assignment.judge',
  summary: 'Give one unit more time, openly',
  body: z.strictObject({ until: instant, reason: text(1_000) }),
})

export const assignmentRoutes = [
  unitWork,
  readAssignment,
  saveDraft,
  offerUpload,
  continueUpload,
  removeFile,
  sortFile,
  downloadFile,
  submitAssignment,
  withdrawAssignment,
  returnAssignment,
  acceptAssignment,
  extendAssignment,
] as const
