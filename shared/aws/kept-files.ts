/** What lies in S3: looked at, read, written, kept and removed. */
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import type { KeptFiles } from '../ports.ts'
import { s3Bucket } from './bucket.ts'

/** `settings` only where the environment does not say how to reach S3. */
export function s3KeptFiles(settings?: S3ClientConfig, name?: string): KeptFiles {
  const { client, Bucket } = s3Bucket(settings, name)
  const sourceOf = (objectKey: string, version?: string): string =>
    `${Bucket}/${encodeURIComponent(objectKey)}${version === undefined ? '' : `?versionId=${version}`}`
  const read = async (objectKey: string, range: string | undefined, version?: string): Promise<Uint8Array> => {
    const answer = await client.send(new GetObjectCommand({ Bucket, Key: objectKey, Range: range, VersionId: version }))
    return (await answer.Body?.transformToByteArray()) ?? new Uint8Array()
  }
  return {
    async seal({ objectKey, version, type }) {
      // An object may be copied onto itself only with its headers said anew. The copy is in one piece, and so is its checksum.
      // https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
      const CopySource = sourceOf(objectKey, version)
      const anew = { MetadataDirective: 'REPLACE', ContentType: type, ChecksumAlgorithm: 'SHA256' } as const
      await client.send(new CopyObjectCommand({ Bucket, Key: objectKey, CopySource, ...anew }))
    },
    async facts(objectKey) {
      try {
        const answer = await client.send(new HeadObjectCommand({ Bucket, Key: objectKey, ChecksumMode: 'ENABLED' }))
        // `…-3` is a checksum of the checksums of three parts.
        const whole = answer.ChecksumSHA256?.includes('-') ? undefined : (answer.ChecksumSHA256 ?? '')
        const sha256 = whole === undefined ? undefined : Buffer.from(whole, 'base64').toString('hex')
        return { bytes: answer.ContentLength ?? 0, sha256, version: answer.VersionId }
      } catch (error) {
        if (error instanceof NotFound) return undefined
        throw error
      }
    },
    head: (objectKey, bytes, version) => read(objectKey, `bytes=0-${bytes - 1}`, version),
    tail: (objectKey, bytes, version) => read(objectKey, `bytes=-${bytes}`, version),
    read: (objectKey, version) => read(objectKey, undefined, version),
    async write(objectKey, bytes, type) {
      await client.send(new PutObjectCommand({ Bucket, Key: objectKey, Body: bytes, ContentType: type }))
    },
    async copy({ objectKey, version }, to) {
      // Said anew, all of it: what the browser sent along stays behind.
      const anew = { MetadataDirective: 'REPLACE', ContentType: to.type, ContentDisposition: attachment(to.fileName) } as const
      const CopySource = sourceOf(objectKey, version)
      const answer = await client.send(new CopyObjectCommand({ Bucket, Key: to.objectKey, CopySource, ...anew }))
      return { version: answer.VersionId }
    },
    async remove(objectKey) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: objectKey }))
    },
  }
}

/** RFC 6266 and 8187: an attachment whose name keeps its accents; of 200 characters at most 1,829, of 2 KB that S3 keeps beside an object. */
export function attachment(fileName: string): string {
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename*=UTF-8''${encoded}`
}
