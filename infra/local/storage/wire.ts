/** Between HTTP headers and what is kept of an object. */
import { CloudError } from '../contract.ts'
import type { StreamedRequest } from '../door/service.ts'
import type { StoredVersion } from './index-store.ts'
import type { Expectations } from './intake.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html: 5 GB in a single put. */
export const OBJECT_BYTES_MAX = 5 * 1024 ** 3
const DEFAULT_TYPE = 'binary/octet-stream'
const kept = new Set(['content-type', 'content-disposition', 'content-encoding', 'content-language', 'cache-control', 'expires'])

/** The headers (or form fields) that a later GET answers with. */
export function objectHeaders(given: Readonly<Record<string, string>>): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': DEFAULT_TYPE }
  for (const [name, value] of Object.entries(given)) {
    if (kept.has(name) || name.startsWith('x-amz-meta-')) headers[name] = value
  }
  const encoding = headers['content-encoding']
    ?.split(',')
    .filter((part) => part.trim() !== 'aws-chunked')
    .join(',')
  if (encoding === '') delete headers['content-encoding']
  else if (encoding !== undefined) headers['content-encoding'] = encoding
  return headers
}

export function checksumsOf(given: Readonly<Record<string, string>>): Record<string, string> {
  const checksums: Record<string, string> = {}
  for (const [name, value] of Object.entries(given)) {
    const algorithm = name.match(/^x-amz-checksum-(?!algorithm|mode|type)(\w+)$/)?.[1]
    if (algorithm !== undefined) checksums[algorithm] = value
  }
  return checksums
}

export function putExpectations(request: StreamedRequest): Expectations {
  const { headers, query, signedSha256, chunked } = request
  if (
    headers['x-amz-content-sha256']?.startsWith('STREAMING-') &&
    headers['x-amz-content-sha256'] !== 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'
  ) {
    throw new CloudError(501, 'NotImplemented', `This machine's S3 does not know ${headers['x-amz-content-sha256']}`)
  }
  // A presigned URL may carry the SHA-256 in its query. The CRC32 that the SDK bakes in there is that of an empty body, made before the
  // body was known, so it is not compared.
  const presigned = query.get('x-amz-checksum-sha256')
  const decoded = headers['x-amz-decoded-content-length']
  return {
    checksums: { ...checksumsOf(headers), ...(presigned === null ? {} : { sha256: presigned }) },
    md5: headers['content-md5'],
    signedSha256,
    sizeMax: OBJECT_BYTES_MAX,
    ...(chunked ? { chunked: { decodedLength: decoded === undefined ? undefined : Number(decoded) } } : {}),
  }
}

export function answerHeaders(version: StoredVersion, versionId: string | undefined, withChecksums: boolean): Record<string, string> {
  const headers: Record<string, string> = { etag: `"${version.etag}"`, 'x-amz-server-side-encryption': 'AES256' }
  if (versionId !== undefined) headers['x-amz-version-id'] = versionId
  if (!withChecksums) return headers
  for (const [algorithm, sum] of Object.entries(version.checksums)) {
    headers[`x-amz-checksum-${algorithm}`] = sum
    headers['x-amz-checksum-type'] = sum.includes('-') ? 'COMPOSITE' : 'FULL_OBJECT'
  }
  return headers
}

/** One byte range; several are answered whole, as HTTP allows. https://www.rfc-editor.org/rfc/rfc9110#section-14 */
export function readRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, from = '', to = ''] = header?.match(/^bytes=(\d*)-(\d*)$/) ?? []
  if (from === '' && to === '') return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (start > end) throw new CloudError(416, 'InvalidRange', 'The requested range is not satisfiable')
  return { start, end }
}
