/** A file arrived in quarantine: it is checked, and attached or refused. */
import * as z from 'zod/mini'
import { checkFile } from '../../shared/assignment/check-file.ts'
import { s3KeptFiles } from '../../shared/aws/kept-files.ts'
import { Permanent } from '../../shared/ports.ts'
import { basics } from '../runtime/environment.ts'
import { rawReaction } from '../runtime/reaction.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html: the part read here. Keys come unencoded. */
const objectCreated = z.object({ object: z.object({ key: z.string() }) })

export const { consume, handler } = rawReaction(
  async (message, effects) => {
    const created = objectCreated.safeParse(message.detail)
    if (!created.success) throw new Permanent('not an event of S3')
    await checkFile(created.data.object.key, message.id, effects)
  },
  () => ({ ...basics(), files: s3KeptFiles() }),
)
