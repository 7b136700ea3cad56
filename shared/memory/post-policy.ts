/**
 * What S3 enforces on a browser's POST, in S3's own order and words: signature, expiry, every field equal to what was signed, no field
 * that was not signed, the size. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
import { createHash, createHmac } from 'node:crypto'
import type { UploadRequest } from '../ports.ts'
import { addSeconds } from '../time/calendar.ts'

export interface PostRefusal {
  readonly status: 400 | 403 | 404
  readonly code: 'NoSuchBucket' | 'SignatureDoesNotMatch' | 'AccessDenied' | 'EntityTooLarge' | 'EntityTooSmall' | 'BadDigest'
}

type Condition = Readonly<Record<string, string>> | readonly ['content-length-range', number, number]

interface Policy {
  /** ISO 8601, UTC. */
  readonly expiration: string
  readonly conditions: readonly Condition[]
}

/** Fields that carry the policy itself and so cannot be part of it. */
const UNSIGNED_FIELDS = ['policy', 'x-amz-signature']

export const SECRET = 'the twin signs with this'

interface Offer {
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
  readonly bytes: number
  readonly now: string
  readonly seconds: number
}

export function signPost({ url, fields, bytes, now, seconds }: Offer): UploadRequest {
  const equalities = Object.entries(fields).map(([name, value]) => ({ [name]: value }))
  const policy: Policy = { expiration: addSeconds(now, seconds), conditions: [...equalities, ['content-length-range', bytes, bytes]] }
  const text = Buffer.from(JSON.stringify(policy)).toString('base64')
  return { url, fields: { ...fields, Policy: text, 'X-Amz-Signature': signatureOf(text) } }
}

function signatureOf(policy: string): string {
  return createHmac('sha256', SECRET).update(policy).digest('hex')
}

/** Nothing when S3 would take it. The bucket is the one the request was sent to, whatever a field says. */
export function refusalOf(request: UploadRequest, bytes: Uint8Array, bucket: string, now: string): PostRefusal | undefined {
  const fields = new Map(Object.entries({ ...request.fields, bucket }).map(([name, value]) => [name.toLowerCase(), value]))
  const text = fields.get('policy') ?? ''
  if (fields.get('x-amz-signature') !== signatureOf(text)) return { status: 403, code: 'SignatureDoesNotMatch' }
  const policy = JSON.parse(Buffer.from(text, 'base64').toString()) as Policy
  if (now >= policy.expiration || !keepsTo(policy, fields)) return { status: 403, code: 'AccessDenied' }
  return sizeRefusal(policy, bytes) ?? digestRefusal(fields, bytes)
}

function keepsTo(policy: Policy, fields: ReadonlyMap<string, string>): boolean {
  const signed = new Map(policy.conditions.flatMap((condition) => ('0' in condition ? [] : Object.entries(condition))).map(lowerName))
  const named = [...fields].filter(([name]) => !UNSIGNED_FIELDS.includes(name))
  return named.every(([name, value]) => signed.get(name) === value) && [...signed.keys()].every((name) => fields.has(name))
}

function lowerName([name, value]: [string, string]): [string, string] {
  return [name.toLowerCase(), value]
}

function sizeRefusal(policy: Policy, bytes: Uint8Array): PostRefusal | undefined {
  for (const condition of policy.conditions) {
    if (!('0' in condition)) continue
    const [, bytesMin, bytesMax] = condition as readonly ['content-length-range', number, number]
    if (bytes.length < bytesMin) return { status: 400, code: 'EntityTooSmall' }
    if (bytes.length > bytesMax) return { status: 400, code: 'EntityTooLarge' }
  }
  return undefined
}

function digestRefusal(fields: ReadonlyMap<string, string>, bytes: Uint8Array): PostRefusal | undefined {
  const sha256 = createHash('sha256').update(bytes).digest('base64')
  return fields.get('x-amz-checksum-sha256') === sha256 ? undefined : { status: 400, code: 'BadDigest' }
}
