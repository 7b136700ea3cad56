/** Fifteen minutes after an upload was offered or gone on with (the queue's delay is the timer), it has arrived or is over. */
import { assignmentUploadContinued, assignmentUploadOffered } from '../../events/assignment.ts'
import { expireUpload, expireUploads, type RunningUpload } from '../../shared/assignment/check-file.ts'
import { s3KeptFiles } from '../../shared/aws/kept-files.ts'
import { basics } from '../runtime/environment.ts'
import { type NamedDetail, reaction } from '../runtime/reaction.ts'

const begun = [assignmentUploadOffered, assignmentUploadContinued] as const

function uploadOf({ data, metadata }: NamedDetail<(typeof begun)[number]>): RunningUpload {
  return { of: data, uploadId: 'upload' in data ? data.upload.uploadId : data.uploadId, causationId: metadata.id }
}

export const { consume, handler } = reaction(
  begun,
  (event, effects) => expireUpload(uploadOf(event), effects),
  () => ({ ...basics(), files: s3KeptFiles() }),
  (events, effects) => expireUploads(events.map(uploadOf), effects),
)
