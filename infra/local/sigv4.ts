/**
 * Checks AWS Signature Version 4 by computing it again, for requests signed in a header and in a presigned query.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html and, for S3,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
import { createHmac, createSecretKey, hash as digest, type KeyObject, timingSafeEqual } from 'node:crypto'

const ALGORITHM = 'AWS4-HMAC-SHA256'
/** AWS refuses a header-signed request whose date is further than this from its own clock. */
export const CLOCK_SKEW_MAX_MS = 15 * 60 * 1000
/** S3 refuses a presigned request that asks for more. */
const PRESIGNED_EXPIRES_MAX_S = 7 * 24 * 3600
const SIGNING_KEYS_MAX = 512

export const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD'

/** Why a signature was refused; the front door words it as the service would. */
export type SignatureFault =
  | 'missing'
  | 'incomplete'
  | 'unknown-key'
  | 'wrong-token'
  | 'mismatch'
  | 'skewed'
  | 'expired'
  | 'unsigned-headers'

export interface WireRequest {
  readonly method: string
  /** As sent, percent-encoded, without the query. */
  readonly path: string
  /** As sent, without the question mark. */
  readonly rawQuery: string
  readonly headers: Readonly<Record<string, string>>
}

/** What a request says about its own signature, before anything is believed. */
export interface ClaimedSignature {
  readonly kind: 'header' | 'presigned'
  readonly accessKeyId: string
  readonly scopeDate: string
  readonly region: string
  readonly service: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
  /** The X-Amz-Date as sent: `yyyymmddThhmmssZ`. */
  readonly amzDate: string
  readonly sessionToken: string | undefined
  readonly expiresSeconds: number | undefined
}

/** The claim of a request, `missing` if it carries none, `incomplete` if a part of it cannot be read. */
export function readSignature(request: WireRequest): ClaimedSignature | 'missing' | 'incomplete' {
  const authorization = request.headers.authorization
  if (authorization?.startsWith(ALGORITHM)) return readHeaderSignature(authorization, request.headers)
  if (!request.rawQuery.includes('X-Amz-')) return authorization === undefined ? 'missing' : 'incomplete'
  return readPresignedSignature(new URLSearchParams(request.rawQuery))
}

function readHeaderSignature(authorization: string, headers: WireRequest['headers']): ClaimedSignature | 'incomplete' {
  const field = (name: string) => authorization.match(new RegExp(`${name}=([^,\\s]+)`))?.[1]
  return claim('header', {
    credential: field('Credential'),
    signedHeaders: field('SignedHeaders'),
    signature: field('Signature'),
    amzDate: headers['x-amz-date'],
    sessionToken: headers['x-amz-security-token'],
    expires: undefined,
  })
}

function readPresignedSignature(query: URLSearchParams): ClaimedSignature | 'incomplete' {
  const field = (name: string) => query.get(name) ?? undefined
  const expires = field('X-Amz-Expires')
  if (field('X-Amz-Algorithm') !== ALGORITHM || expires === undefined || !/^\d{1,7}$/.test(expires)) return 'incomplete'
  return claim('presigned', {
    credential: field('X-Amz-Credential'),
    signedHeaders: field('X-Amz-SignedHeaders'),
    signature: field('X-Amz-Signature'),
    amzDate: field('X-Amz-Date'),
    sessionToken: field('X-Amz-Security-Token'),
    expires: Number(expires),
  })
}

interface ClaimFields {
  readonly credential: string | undefined
  readonly signedHeaders: string | undefined
  readonly signature: string | undefined
  readonly amzDate: string | undefined
  readonly sessionToken: string | undefined
  readonly expires: number | undefined
}

function claim(kind: ClaimedSignature['kind'], fields: ClaimFields): ClaimedSignature | 'incomplete' {
  const [accessKeyId, scopeDate, region, service, end] = fields.credential?.split('/') ?? []
  const { signedHeaders, signature, amzDate } = fields
  if (!accessKeyId || !scopeDate || !region || !service || end !== 'aws4_request') return 'incomplete'
  if (!signedHeaders || !signature || amzDate === undefined || Number.isNaN(instantOf(amzDate))) return 'incomplete'
  if (!amzDate.startsWith(scopeDate)) return 'incomplete'
  return {
    kind,
    accessKeyId,
    scopeDate,
    region,
    service,
    signedHeaders: signedHeaders.split(';'),
    signature,
    amzDate,
    sessionToken: fields.sessionToken,
    expiresSeconds: fields.expires,
  }
}

/** `20261122T013000Z` as milliseconds since the epoch, NaN if it is no such date. */
export function instantOf(amzDate: string): number {
  const parts = amzDate.match(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/)
  if (!parts) return Number.NaN
  const [, year, month, day, hour, minute, second] = parts
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}

/**
 * Compares the claim with a recomputation under the key's secret. `payloadHash` is the hash that the caller has computed of the body,
 * or the literal that stands in for it (`UNSIGNED-PAYLOAD`, `STREAMING-…`). Returns undefined when the signature holds.
 */
export function checkSignature(
  request: WireRequest,
  claimed: ClaimedSignature,
  secretAccessKey: string,
  payloadHash: string,
  nowMs: number,
): SignatureFault | undefined {
  if (!claimed.signedHeaders.includes('host')) return 'incomplete'
  if (hasUnsignedAmzHeader(request.headers, claimed.signedHeaders)) return 'unsigned-headers'
  const key = signingKey(secretAccessKey, claimed.scopeDate, claimed.region, claimed.service)
  const expected = createHmac('sha256', key)
    .update(stringToSign(request, claimed, payloadHash))
    .digest()
  const given = Buffer.from(claimed.signature, 'hex')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'mismatch'
  return checkTime(claimed, nowMs)
}

function checkTime(claimed: ClaimedSignature, nowMs: number): SignatureFault | undefined {
  const age = nowMs - instantOf(claimed.amzDate)
  if (claimed.kind === 'header') return Math.abs(age) > CLOCK_SKEW_MAX_MS ? 'skewed' : undefined
  const lifetime = claimed.expiresSeconds ?? 0
  if (lifetime > PRESIGNED_EXPIRES_MAX_S || age < -CLOCK_SKEW_MAX_MS) return 'incomplete'
  return age > lifetime * 1000 ? 'expired' : undefined
}

/** S3 and the other services accept no `x-amz-…` header that the signature does not cover: it could have been added on the way. */
function hasUnsignedAmzHeader(headers: WireRequest['headers'], signed: readonly string[]): boolean {
  for (const name in headers) {
    if (name.startsWith('x-amz-') && name !== 'x-amz-content-sha256' && !signed.includes(name)) return true
  }
  return false
}

function stringToSign(request: WireRequest, claimed: ClaimedSignature, payloadHash: string): string {
  const canonical = [
    request.method,
    claimed.service === 's3' ? request.path : canonicalPath(request.path),
    canonicalQuery(request.rawQuery),
    ...claimed.signedHeaders.map((name) => `${name}:${canonicalValue(request.headers[name])}`),
    '',
    claimed.signedHeaders.join(';'),
    payloadHash,
  ].join('\n')
  const scope = `${claimed.scopeDate}/${claimed.region}/${claimed.service}/aws4_request`
  return `${ALGORITHM}\n${claimed.amzDate}\n${scope}\n${digest('sha256', canonical)}`
}

/** Every service but S3 encodes the path it was sent once more. */
function canonicalPath(path: string): string {
  return path === '/' ? path : path.split('/').map(encodeStrictly).join('/')
}

function canonicalQuery(rawQuery: string): string {
  if (rawQuery === '') return ''
  const pairs: string[] = []
  for (const [name, value] of new URLSearchParams(rawQuery)) {
    if (name !== 'X-Amz-Signature') pairs.push(`${encodeStrictly(name)}=${encodeStrictly(value)}`)
  }
  return pairs.sort().join('&')
}

function canonicalValue(value: string | undefined): string {
  return (value ?? '').trim().replace(/\s+/g, ' ')
}

/** RFC 3986: everything but the unreserved characters is percent-encoded. */
export function encodeStrictly(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

const signingKeys = new Map<string, KeyObject>()

/**
 * The day's key of a secret; also signs POST policies. Four HMACs, so kept: nearly every call of a day uses the same few. As a key object,
 * which Node takes three times as fast as bytes.
 */
export function signingKey(secret: string, date: string, region: string, service: string): KeyObject {
  const name = `${secret}/${date}/${region}/${service}`
  const known = signingKeys.get(name)
  if (known) return known
  const step = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const key = createSecretKey(step(step(step(step(`AWS4${secret}`, date), region), service), 'aws4_request'))
  if (signingKeys.size >= SIGNING_KEYS_MAX) signingKeys.clear()
  signingKeys.set(name, key)
  return key
}
