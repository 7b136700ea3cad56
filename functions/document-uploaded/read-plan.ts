/** A plan document arrived in quarantine: it is read into a draft, or refused with one sentence. */
import * as z from 'zod/mini'
import { s3Files } from '../../shared/aws/files.ts'
import { documentOfKey } from '../../shared/plan/document-file.ts'
import { takeDocument } from '../../shared/plan/take-document.ts'
import { Permanent } from '../../shared/ports.ts'
import { basics } from '../runtime/environment.ts'
import { rawReaction } from '../runtime/reaction.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html: the part read here. Keys come unencoded. */
const objectCreated = z.object({ object: z.object({ key: z.string() }) })

export const { consume, handler } = rawReaction(
  async (message, effects) => {
    const created = objectCreated.safeParse(message.detail)
    if (!created.success) throw new Permanent('not an event of S3')
    const upload = documentOfKey(created.data.object.key)
    if (upload !== undefined) await takeDocument(upload, message.id, effects)
  },
  () => ({ ...basics(), files: s3Files() }),
)
