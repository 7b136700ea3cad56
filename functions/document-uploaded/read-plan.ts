/** A plan document arrived in quarantine, or was found there unread: it is read into a draft, or refused with one sentence. */
import * as z from 'zod/mini'
import { parseDetail } from '../../events/event.ts'
import { planDocumentOverlooked } from '../../events/plan-document.ts'
import { s3KeptFiles } from '../../shared/aws/kept-files.ts'
import { type DocumentUpload, documentOfKey } from '../../shared/plan/intake/document-file.ts'
import { takeDocument } from '../../shared/plan/intake/take-document.ts'
import { type KeptFiles, Permanent, type World } from '../../shared/ports.ts'
import { basics } from '../runtime/environment.ts'
import { type BusMessage, rawReaction } from '../runtime/reaction.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html: the part read here. Keys come unencoded. */
const objectCreated = z.object({ object: z.object({ key: z.string() }) })

function uploadOf(message: BusMessage): DocumentUpload | undefined {
  if (message['detail-type'] === planDocumentOverlooked.name) return parseDetail(planDocumentOverlooked, message.detail).data
  const created = objectCreated.safeParse(message.detail)
  if (!created.success) throw new Permanent('not an event of S3')
  return documentOfKey(created.data.object.key)
}

export const { consume, handler } = rawReaction<Pick<World, 'store' | 'clock'> & { readonly files: KeptFiles }>(
  async (message, effects) => {
    const upload = uploadOf(message)
    if (upload !== undefined) await takeDocument(upload, message.id, effects)
  },
  () => ({ ...basics(), files: s3KeptFiles() }),
)
