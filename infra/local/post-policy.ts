/**
 * The policy document of a presigned POST, checked exactly as S3 does: signature, expiration, every condition met, every form field covered.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { CloudError } from './contract.ts'
import { signingKey } from './sigv4.ts'

/** Fields that no condition needs to cover. */
const uncovered = new Set(['x-amz-signature', 'file', 'policy', 'awsaccesskeyid', 'signature'])

const exact = z.record(z.string(), z.string())
const matching = z.tuple([z.string().transform((operator) => operator.toLowerCase()), z.string(), z.string()])
const range = z.tuple([z.literal('content-length-range'), z.coerce.number().int().min(0), z.coerce.number().int().min(0)])
const document = z.object({ expiration: z.iso.datetime(), conditions: z.array(z.union([range, matching, exact])) })

export interface PostCredential {
  readonly accessKeyId: string
  readonly scopeDate: string
  readonly region: string
}

/** What a form says about its signer, before anything is believed. */
export function readPostCredential(fields: ReadonlyMap<string, string>): PostCredential {
  const [accessKeyId, scopeDate, region, service, end] = fields.get('x-amz-credential')?.split('/') ?? []
  if (!fields.has('policy') || !fields.has('x-amz-signature')) throw denied('Access Denied')
  if (fields.get('x-amz-algorithm') !== 'AWS4-HMAC-SHA256') throw invalidDocument('x-amz-algorithm must be AWS4-HMAC-SHA256')
  if (!accessKeyId || !scopeDate || !region || service !== 's3' || end !== 'aws4_request') throw invalidDocument('x-amz-credential')
  if (!fields.get('x-amz-date')?.startsWith(scopeDate)) throw invalidDocument('x-amz-date')
  return { accessKeyId, scopeDate, region }
}

export function checkPostSignature(fields: ReadonlyMap<string, string>, credential: PostCredential, secretAccessKey: string): void {
  const key = signingKey(secretAccessKey, credential.scopeDate, credential.region, 's3')
  const expected = createHmac('sha256', key)
    .update(fields.get('policy') ?? '')
    .digest()
  const given = Buffer.from(fields.get('x-amz-signature') ?? '', 'hex')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new CloudError(403, 'SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided.')
  }
}

export interface SizeRange {
  readonly min: number
  readonly max: number
}

/** Throws what S3 would say; returns the size range that the upload must keep to, if the policy sets one. */
export function checkPostPolicy(fields: ReadonlyMap<string, string>, bucket: string, nowMs: number): SizeRange | undefined {
  const policy = readPolicy(fields.get('policy') ?? '')
  if (nowMs >= Date.parse(policy.expiration)) throw denied('Invalid according to Policy: Policy expired.')
  const actual = new Map([...fields, ['bucket', bucket]])
  const covered = new Set(uncovered)
  let sizes: SizeRange | undefined
  for (const condition of policy.conditions) {
    if (isRange(condition)) {
      sizes = { min: condition[1], max: condition[2] }
      continue
    }
    for (const { operator, field, wanted } of comparisons(condition)) {
      covered.add(field)
      if (!holds(operator, actual.get(field) ?? '', wanted)) {
        throw denied(`Invalid according to Policy: Policy Condition failed: ["${operator}", "$${field}", "${wanted}"]`)
      }
    }
  }
  const extra = [...fields.keys()].filter((name) => !covered.has(name) && !name.startsWith('x-ignore-'))
  if (extra.length > 0) throw denied(`Invalid according to Policy: Extra input fields: ${extra.join(', ')}`)
  return sizes
}

type Condition = z.infer<typeof document>['conditions'][number]

function isRange(condition: Condition): condition is z.infer<typeof range> {
  return Array.isArray(condition) && typeof condition[1] === 'number'
}

function comparisons(condition: Exclude<Condition, z.infer<typeof range>>) {
  if (!Array.isArray(condition)) {
    return Object.entries(condition).map(([name, wanted]) => ({ operator: 'eq', field: name.toLowerCase(), wanted }))
  }
  const [operator, name, wanted] = condition
  if (!name.startsWith('$')) throw invalidDocument(`${name} is no field`)
  return [{ operator, field: name.slice(1).toLowerCase(), wanted }]
}

function holds(operator: string, actual: string, wanted: string): boolean {
  if (operator === 'eq') return actual === wanted
  if (operator === 'starts-with') return actual.startsWith(wanted)
  throw invalidDocument(`unknown condition ${operator}`)
}

function readPolicy(encoded: string): z.infer<typeof document> {
  try {
    return document.parse(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')))
  } catch {
    throw invalidDocument('the document cannot be read')
  }
}

function invalidDocument(why: string): CloudError {
  return new CloudError(400, 'InvalidPolicyDocument', `Invalid Policy: ${why}`)
}

function denied(message: string): CloudError {
  return new CloudError(403, 'AccessDenied', message)
}
