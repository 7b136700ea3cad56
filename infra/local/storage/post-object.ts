/** A browser's form upload: the policy is checked before a byte of the file is kept. */
import { CloudError } from '../contract.ts'
import { escapeXml } from '../door/protocol.ts'
import type { Caller, StreamedResponse, UnsignedRequest } from '../door/service.ts'
import { checkPostPolicy, checkPostSignature, readPostCredential } from '../post-policy.ts'
import type { BucketModel } from '../template/model.ts'
import { readForm } from './form.ts'
import type { Objects } from './objects.ts'
import { notImplemented } from './requests.ts'
import { answerHeaders, checksumsOf, OBJECT_BYTES_MAX, objectHeaders } from './wire.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html */
const KEY_BYTES_MAX = 1_024

export interface FormUpload {
  readonly request: UnsignedRequest
  readonly bucket: BucketModel
  readonly objects: Objects
  readonly nowMs: number
  findCaller(accessKeyId: string): Caller | undefined
}

export async function acceptForm({ request, bucket, objects, findCaller, nowMs }: FormUpload): Promise<StreamedResponse> {
  const form = await readForm(request.body, request.headers['content-type'])
  try {
    const fields = withFileName(form.fields, form.fileName)
    const key = requireKey(fields.get('key'))
    const sizes = authorize(fields, bucket, key, findCaller, nowMs)
    for (const name of ['acl', 'tagging', 'success_action_redirect']) if (fields.has(name)) throw notImplemented(`the form field ${name}`)
    const given = Object.fromEntries(fields)
    const object = { bucket: bucket.name, key, headers: objectHeaders(given), reason: 'POST Object' as const }
    const expected = {
      checksums: checksumsOf(given),
      sizeMin: sizes?.min ?? 0,
      sizeMax: Math.min(sizes?.max ?? OBJECT_BYTES_MAX, OBJECT_BYTES_MAX),
    }
    const version = await objects.put(bucket, object, form.file, expected, false)
    const location = `http://${request.headers.host}/${bucket.name}/${key.split('/').map(encodeURIComponent).join('/')}`
    const headers = { ...answerHeaders(version, objects.named(bucket, version), true), location }
    return answer(fields.get('success_action_status'), headers, { bucket: bucket.name, key, etag: version.etag, location })
  } catch (error) {
    form.file.destroy()
    throw error
  }
}

function withFileName(fields: ReadonlyMap<string, string>, fileName: string): ReadonlyMap<string, string> {
  const key = fields.get('key')
  return key === undefined ? fields : new Map([...fields, ['key', key.replace(/\$\{filename\}/g, () => fileName)]])
}

function requireKey(key: string | undefined): string {
  if (key === undefined || key === '') throw new CloudError(400, 'InvalidArgument', 'Bucket POST must contain a field named "key".')
  if (Buffer.byteLength(key) > KEY_BYTES_MAX) throw new CloudError(400, 'KeyTooLongError', 'Your key is too long')
  return key
}

function authorize(
  fields: ReadonlyMap<string, string>,
  bucket: BucketModel,
  key: string,
  findCaller: FormUpload['findCaller'],
  nowMs: number,
): ReturnType<typeof checkPostPolicy> {
  const credential = readPostCredential(fields)
  const caller = findCaller(credential.accessKeyId)
  if (caller === undefined)
    throw new CloudError(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.')
  if (fields.get('x-amz-security-token') !== caller.principal.sessionToken) {
    throw new CloudError(400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.')
  }
  checkPostSignature(fields, credential, caller.principal.secretAccessKey)
  const sizes = checkPostPolicy(fields, bucket.name, nowMs)
  const demand = { action: 's3:PutObject', resource: `arn:aws:s3:::${bucket.name}/${key}`, context: { 's3:authType': 'POST' } }
  if (!caller.allows(demand)) throw new CloudError(403, 'AccessDenied', 'Access Denied')
  return sizes
}

interface Posted {
  readonly bucket: string
  readonly key: string
  readonly etag: string
  readonly location: string
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html: 204 unless the form asks for 200 or 201. */
function answer(status: string | undefined, headers: Record<string, string>, { bucket, key, etag, location }: Posted): StreamedResponse {
  if (status !== '201') return { status: status === '200' ? 200 : 204, headers }
  const inner = `<Location>${escapeXml(location)}</Location><Bucket>${bucket}</Bucket><Key>${escapeXml(key)}</Key><ETag>&quot;${etag}&quot;</ETag>`
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<PostResponse>${inner}</PostResponse>`
  return { status: 201, headers: { ...headers, 'content-type': 'application/xml' }, body }
}
