/** Fifteen minutes after an upload was offered (the queue's delay is the timer), it has arrived or is over. */
import { assignmentUploadOffered } from '../../events/assignment.ts'
import { expireUpload } from '../../shared/assignment/check-file.ts'
import { s3Files } from '../../shared/aws/files.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction(
  [assignmentUploadOffered],
  (event, effects) => expireUpload(event.data, event.data.upload.uploadId, event.metadata.id, effects),
  () => ({ ...basics(), files: s3Files() }),
)
