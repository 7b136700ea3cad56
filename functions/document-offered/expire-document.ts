/** Fifteen minutes after a plan document was asked for (the queue's delay is the timer), it has arrived or is over. */
import { planDocumentOffered } from '../../events/plan-document.ts'
import { s3KeptFiles } from '../../shared/aws/kept-files.ts'
import { expireDocument } from '../../shared/plan/intake/expire-document.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction(
  [planDocumentOffered],
  (event, effects) => expireDocument(event.data, event.metadata.id, effects),
  () => ({ ...basics(), files: s3KeptFiles() }),
)
