/** Fifteen minutes after an upload was offered or gone on with (the queue's delay is the timer), it has arrived or is over. */
import { assignmentUploadContinued, assignmentUploadOffered } from '../../events/assignment.ts'
import { expireUpload } from '../../shared/assignment/check-file.ts'
import { s3Files } from '../../shared/aws/files.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction(
  [assignmentUploadOffered, assignmentUploadContinued],
  ({ data, metadata }, effects) => expireUpload(data, 'upload' in data ? data.upload.uploadId : data.uploadId, metadata.id, effects),
  () => ({ ...basics(), files: s3Files() }),
)
