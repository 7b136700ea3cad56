/** The XML of uploads in parts. https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html and its neighbours. */
import type { Readable } from 'node:stream'
import { CloudError } from '../contract.ts'
import { escapeXml } from '../door/protocol.ts'
import type { StreamedResponse } from '../door/service.ts'
import type { PartRow, WantedPart } from './multipart.ts'
import type { ObjectName } from './requests.ts'

const BODY_BYTES_MAX = 1024 * 1024

export function begunXml({ bucket, key }: ObjectName, id: string): StreamedResponse {
  return xml(
    `<InitiateMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${escapeXml(key)}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
  )
}

export function partsXml({ bucket, key }: ObjectName, id: string, parts: readonly PartRow[]): StreamedResponse {
  const rows = parts.map(
    ({ number, size, etag, sha256, modified_at: at }) =>
      `<Part><PartNumber>${number}</PartNumber><LastModified>${new Date(at).toISOString()}</LastModified><ETag>&quot;${etag}&quot;</ETag>` +
      `<Size>${size}</Size>${sha256 === '' ? '' : `<ChecksumSHA256>${sha256}</ChecksumSHA256>`}</Part>`,
  )
  return xml(
    `<ListPartsResult><Bucket>${bucket}</Bucket><Key>${escapeXml(key)}</Key><UploadId>${id}</UploadId>` +
      `<IsTruncated>false</IsTruncated>${rows.join('')}</ListPartsResult>`,
  )
}

export function joinedXml({ bucket, key }: ObjectName, etag: string): StreamedResponse {
  return xml(
    `<CompleteMultipartUploadResult><Bucket>${bucket}</Bucket><Key>${escapeXml(key)}</Key><ETag>&quot;${etag}&quot;</ETag></CompleteMultipartUploadResult>`,
  )
}

/** The parts to join, as the request names them. */
export async function readWanted(body: Readable): Promise<readonly WantedPart[]> {
  const text = await textOf(body)
  return [...text.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    number: Number(/<PartNumber>(\d+)<\/PartNumber>/.exec(part)?.[1]),
    etag: (/<ETag>([^<]*)<\/ETag>/.exec(part)?.[1] ?? '').replace(/&quot;|"/g, ''),
  }))
}

async function textOf(body: Readable): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > BODY_BYTES_MAX) throw new CloudError(400, 'MalformedXML', 'The XML you provided is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function xml(inner: string): StreamedResponse {
  return { status: 200, headers: { 'content-type': 'application/xml' }, body: `<?xml version="1.0" encoding="UTF-8"?>\n${inner}` }
}
