/** What a browser sends to S3 by itself, by a POST policy or in presigned parts, and what it fetches there. */
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListPartsCommand,
  NoSuchUpload,
  type Part,
  type S3ClientConfig,
  UploadPartCommand,
} from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { FileOffers, PartsOf } from '../ports.ts'
import { s3Bucket } from './bucket.ts'

const CHECKSUM = 'x-amz-checksum-sha256'

/** `settings` only where the environment does not say how to reach S3. */
export function s3FileOffers(settings?: S3ClientConfig, name?: string): FileOffers {
  const { client, Bucket } = s3Bucket(settings, name)
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
    downloadLink: (objectKey, seconds) => getSignedUrl(client, new GetObjectCommand({ Bucket, Key: objectKey }), { expiresIn: seconds }),
  }
}
