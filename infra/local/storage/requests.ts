/**
 * Reads an S3 request (path style) into the operation it means, and says what IAM is asked for it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
 */
import { CloudError, type Demand } from '../contract.ts'
import type { RequestHead } from '../door/service.ts'
import { instantOf } from '../sigv4.ts'

export interface ObjectName {
  readonly bucket: string
  readonly key: string
}

export type S3Operation =
  | { readonly kind: 'list' | 'head-bucket'; readonly bucket: string }
  | ({ readonly kind: 'put' } & ObjectName)
  | ({ readonly kind: 'get' | 'head'; readonly versionId: string | undefined } & ObjectName)
  | ({ readonly kind: 'delete'; readonly versionId: string | undefined } & ObjectName)
  | ({ readonly kind: 'begin-parts' } & ObjectName)
  | ({ readonly kind: 'put-part'; readonly uploadId: string; readonly number: number } & ObjectName)
  | ({ readonly kind: 'list-parts' | 'join-parts'; readonly uploadId: string } & ObjectName)
  | ({ readonly kind: 'copy'; readonly source: ObjectName & { readonly versionId: string | undefined } } & ObjectName)

/** Query names that change nothing about which operation it is. Any other is an operation that this machine does not have. */
const plainQuery =
  /^(x-id|versionid|uploads|uploadid|partnumber|x-amz-.*|response-.*|list-type|prefix|delimiter|max-keys|start-after|continuation-token|encoding-type|fetch-owner)$/i

export function readOperation({ method, path, query, headers }: RequestHead): S3Operation {
  const { bucket, key } = readName(path)
  for (const name of query.keys()) if (!plainQuery.test(name)) throw notImplemented(`${method} with ?${name}`)
  if (key === '') {
    if (method === 'GET' && query.get('list-type') === '2') return { kind: 'list', bucket }
    if (method === 'HEAD') return { kind: 'head-bucket', bucket }
    throw notImplemented(`${method} on a bucket`)
  }
  const inParts = readPartsOperation({ method, query, headers }, { bucket, key })
  if (inParts !== undefined) return inParts
  const versionId = query.get('versionId') ?? undefined
  const source = headers['x-amz-copy-source']
  if (method === 'PUT')
    return source === undefined ? { kind: 'put', bucket, key } : { kind: 'copy', bucket, key, source: readSource(source) }
  if (method === 'GET') return { kind: 'get', bucket, key, versionId }
  if (method === 'HEAD') return { kind: 'head', bucket, key, versionId }
  if (method === 'DELETE') return { kind: 'delete', bucket, key, versionId }
  throw notImplemented(`${method} on an object`)
}

function readPartsOperation({ method, query, headers }: Omit<RequestHead, 'path'>, name: ObjectName): S3Operation | undefined {
  const uploadId = query.get('uploadId')
  if (uploadId === null) return method === 'POST' && query.has('uploads') ? { kind: 'begin-parts', ...name } : undefined
  if (headers['x-amz-copy-source'] !== undefined) throw notImplemented('UploadPartCopy')
  if (method === 'PUT') return { kind: 'put-part', uploadId, number: Number(query.get('partNumber')), ...name }
  if (method === 'GET') return { kind: 'list-parts', uploadId, ...name }
  if (method === 'POST') return { kind: 'join-parts', uploadId, ...name }
  throw notImplemented(`${method} on an upload in parts`)
}

export function readName(path: string): ObjectName {
  try {
    const [, bucket = '', ...rest] = path.split('/')
    return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(rest.join('/')) }
  } catch {
    throw new CloudError(400, 'InvalidURI', "Couldn't parse the specified URI.")
  }
}

function readSource(header: string): ObjectName & { versionId: string | undefined } {
  const [path = '', query = ''] = header.split('?')
  const name = readName(path.startsWith('/') ? path : `/${path}`)
  return { ...name, versionId: new URLSearchParams(query).get('versionId') ?? undefined }
}

export function s3Demands(request: RequestHead, nowMs: number): readonly Demand[] {
  const operation = readOperation(request)
  const context = callContext(request, nowMs)
  const onObject = (action: string, { bucket, key }: ObjectName): Demand => ({
    action: `s3:${action}`,
    resource: `arn:aws:s3:::${bucket}/${key}`,
    context,
  })
  switch (operation.kind) {
    case 'list':
    case 'head-bucket':
      return [listDemand(operation.bucket, request.query.get('prefix') ?? '', context)]
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
    case 'put':
    case 'begin-parts':
    case 'put-part':
    case 'join-parts':
      return [onObject('PutObject', operation)]
    case 'list-parts':
      return [onObject('ListMultipartUploadParts', operation)]
    case 'copy':
      return [
        onObject('PutObject', operation),
        onObject(operation.source.versionId === undefined ? 'GetObject' : 'GetObjectVersion', operation.source),
      ]
    case 'get':
    case 'head':
      return [onObject(operation.versionId === undefined ? 'GetObject' : 'GetObjectVersion', operation)]
    case 'delete':
      return [onObject(operation.versionId === undefined ? 'DeleteObject' : 'DeleteObjectVersion', operation)]
  }
}

export function listDemand(bucket: string, prefix: string, context: Demand['context'] = {}): Demand {
  return { action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}`, context: { ...context, 's3:prefix': prefix } }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/bucket-policy-s3-sigv4-conditions.html */
function callContext({ query, headers }: RequestHead, nowMs: number): Readonly<Record<string, string>> {
  const presignedAt = query.get('X-Amz-Date')
  return {
    's3:authType': presignedAt === null ? 'REST-HEADER' : 'REST-QUERY-STRING',
    's3:signatureversion': 'AWS4-HMAC-SHA256',
    's3:signatureAge': String(Math.max(0, nowMs - instantOf(presignedAt ?? headers['x-amz-date'] ?? ''))),
  }
}

export function notImplemented(what: string): CloudError {
  return new CloudError(501, 'NotImplemented', `This machine's S3 does not know ${what}`)
}
