/** Files in S3. Uploads go straight from the browser by a POST policy, or in presigned parts. */
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  NoSuchUpload,
  NotFound,
  type Part,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { Files, PartsOf } from '../ports.ts'
import { quiet } from './quiet.ts'
import { required } from './table.ts'

const CHECKSUM = 'x-amz-checksum-sha256'

/** `settings` only where the environment does not say how to reach S3. */
export function s3Files(settings: S3ClientConfig = {}, Bucket = required('FILES_BUCKET')): Files {
  const client = quiet(new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED', ...settings }))
  const sourceOf = (objectKey: string, version?: string): string =>
    `${Bucket}/${encodeURIComponent(objectKey)}${version === undefined ? '' : `?versionId=${version}`}`
  const read = async (objectKey: string, range: string | undefined, version?: string): Promise<Uint8Array> => {
    const answer = await client.send(new GetObjectCommand({ Bucket, Key: objectKey, Range: range, VersionId: version }))
    return (await answer.Body?.transformToByteArray()) ?? new Uint8Array()
  }
  const partsOf = async ({ objectKey, partsId }: PartsOf): Promise<readonly Part[] | undefined> => {
    try {
      return (await client.send(new ListPartsCommand({ Bucket, Key: objectKey, UploadId: partsId }))).Parts ?? []
    } catch (error) {
      if (error instanceof NoSuchUpload) return undefined
      throw error
    }
  }
  return {
    async offerUpload({ objectKey, bytes, type, sha256, seconds }) {
      const checksum = Buffer.from(sha256, 'hex').toString('base64')
      const { url, fields } = await createPresignedPost(client, {
        Bucket,
        Key: objectKey,
        Expires: seconds,
        // Every field becomes an equality condition that S3 itself enforces; the size must be exact.
        Fields: { 'Content-Type': type, 'x-amz-checksum-algorithm': 'SHA256', 'x-amz-checksum-sha256': checksum },
        Conditions: [['content-length-range', bytes, bytes]],
      })
      return { url, fields }
    },
    async beginParts({ objectKey, type }) {
      const command = new CreateMultipartUploadCommand({ Bucket, Key: objectKey, ContentType: type, ChecksumAlgorithm: 'SHA256' })
      const { UploadId } = await client.send(command)
      if (UploadId === undefined) throw new Error('S3 began an upload without an id')
      return UploadId
    },
    async offerPart({ objectKey, partsId, number, sha256, seconds }) {
      const checksum = Buffer.from(sha256, 'hex').toString('base64')
      const command = new UploadPartCommand({ Bucket, Key: objectKey, UploadId: partsId, PartNumber: number, ChecksumSHA256: checksum })
      // A header that is signed and not moved into the query: S3 refuses a part that is sent without it, or is not what it says.
      const url = await getSignedUrl(client, command, { expiresIn: seconds, unhoistableHeaders: new Set([CHECKSUM]) })
      return { url, headers: { [CHECKSUM]: checksum } }
    },
    partsThere: async (of) => (await partsOf(of))?.flatMap(({ PartNumber }) => PartNumber ?? []),
    async joinParts(of) {
      const parts = await partsOf(of)
      if (parts === undefined) return
      const Parts = parts.map(({ PartNumber, ETag, ChecksumSHA256 }) => ({ PartNumber, ETag, ChecksumSHA256 }))
      const command = new CompleteMultipartUploadCommand({
        Bucket,
        Key: of.objectKey,
        UploadId: of.partsId,
        MultipartUpload: { Parts },
      })
      try {
        await client.send(command)
      } catch (error) {
        // Somebody else has just joined them.
        if (!(error instanceof NoSuchUpload)) throw error
      }
    },
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
    downloadLink: (objectKey, seconds) => getSignedUrl(client, new GetObjectCommand({ Bucket, Key: objectKey }), { expiresIn: seconds }),
  }
}

/** RFC 6266 and 8187: an attachment whose name keeps its accents; of 200 characters at most 1,829, of 2 KB that S3 keeps beside an object. */
export function attachment(fileName: string): string {
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename*=UTF-8''${encoded}`
}
