/** Both of what S3 does with files, for those who offer and read. */
import type { S3ClientConfig } from '@aws-sdk/client-s3'
import type { Files } from '../ports.ts'
import { s3FileOffers } from './file-offers.ts'
import { s3KeptFiles } from './kept-files.ts'

/** `settings` only where the environment does not say how to reach S3. */
export function s3Files(settings?: S3ClientConfig, name?: string): Files {
  return { ...s3FileOffers(settings, name), ...s3KeptFiles(settings, name) }
}
