/** The bucket of the files, and a client for it. */
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import { quiet } from './quiet.ts'
import { required } from './table.ts'

export function s3Bucket(settings: S3ClientConfig = {}, Bucket = required('FILES_BUCKET')) {
  return { client: quiet(new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED', ...settings })), Bucket }
}
