/** Files in S3. Uploads go straight from the browser by a POST policy; here only their facts and first bytes are looked at. */
import { CopyObjectCommand, DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, NotFound, S3Client } from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { Files } from '../ports.ts'
import { required } from './table.ts'

export function s3Files(): Files {
  const client = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' })
  const Bucket = required('FILES_BUCKET')
  const read = async (objectKey: string, range: string, version?: string): Promise<Uint8Array> => {
    const answer = await client.send(new GetObjectCommand({ Bucket, Key: objectKey, Range: range, VersionId: version }))
    return (await answer.Body?.transformToByteArray()) ?? new Uint8Array()
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
    async facts(objectKey) {
      try {
        const answer = await client.send(new HeadObjectCommand({ Bucket, Key: objectKey, ChecksumMode: 'ENABLED' }))
        const sha256 = Buffer.from(answer.ChecksumSHA256 ?? '', 'base64').toString('hex')
        return { bytes: answer.ContentLength ?? 0, sha256, version: answer.VersionId }
      } catch (error) {
        if (error instanceof NotFound) return undefined
        throw error
      }
    },
    head: (objectKey, bytes, version) => read(objectKey, `bytes=0-${bytes - 1}`, version),
    tail: (objectKey, bytes, version) => read(objectKey, `bytes=-${bytes}`, version),
    async copy({ objectKey, version }, toKey) {
      const source = `${Bucket}/${encodeURIComponent(objectKey)}${version === undefined ? '' : `?versionId=${version}`}`
      const answer = await client.send(new CopyObjectCommand({ Bucket, Key: toKey, CopySource: source }))
      return { version: answer.VersionId }
    },
    async remove(objectKey) {
      await client.send(new DeleteObjectCommand({ Bucket, Key: objectKey }))
    },
    downloadLink(objectKey, fileName, seconds) {
      const command = new GetObjectCommand({ Bucket, Key: objectKey, ResponseContentDisposition: attachment(fileName) })
      return getSignedUrl(client, command, { expiresIn: seconds })
    },
  }
}

/** RFC 6266 and 8187: an attachment whose name keeps its accents. */
export function attachment(fileName: string): string {
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename*=UTF-8''${encoded}`
}
