/**
 * S3 on plain files, path style, behind the front door and for browsers (presigned GET, PUT and POST, CORS).
 *
 * Written here instead of the package fauxqs: that buffers every body in memory and refuses those over 11 MiB, has no object versions, checks
 * no signature, no POST policy and no checksum of the kind the uploads rely on, and sends no events.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Activity } from './activity.ts'
import { type Bus, CloudError, type Demand, type MachineClock } from './contract.ts'
import { escapeXml } from './door/protocol.ts'
import type { StreamedRequest, StreamedResponse, StreamedService, UnsignedRequest } from './door/service.ts'
import { createEventOutbox } from './event-outbox.ts'
import { corsHeaders, preflightHeaders } from './storage/cors.ts'
import { openIndexStore, type StoredVersion } from './storage/index-store.ts'
import { listObjects } from './storage/listing.ts'
import { openMultipart } from './storage/multipart.ts'
import { begunXml, joinedXml, partsXml, readWanted } from './storage/multipart-wire.ts'
import { openObjects } from './storage/objects.ts'
import { acceptForm } from './storage/post-object.ts'
import { listDemand, notImplemented, type ObjectName, readName, readOperation, type S3Operation, s3Demands } from './storage/requests.ts'
import { answerHeaders, objectHeaders, putExpectations, readRange } from './storage/wire.ts'
import type { BucketModel } from './template/model.ts'

export interface StorageOptions {
  readonly buckets: readonly BucketModel[]
  readonly folder: string
  readonly bus: Bus
  readonly clock: MachineClock
  readonly activity: Activity
  readonly region: string
  readonly account: string
  warn(sentence: string): void
}

export interface LocalStorage {
  readonly service: StreamedService
  /** Resolves when every event owed to the bus is on it. */
  notified(): Promise<void>
  close(): Promise<void>
}

type Reading = Extract<S3Operation, { readonly kind: 'get' | 'head' }>
type Operation<K extends S3Operation['kind']> = Extract<S3Operation, { readonly kind: K }>

const named = ({ bucket, key }: ObjectName): ObjectName => ({ bucket, key })

/** Events that a killed machine still owed are put on the bus in the background. */
export function openStorage(options: StorageOptions): LocalStorage {
  const { clock, folder } = options
  mkdirSync(folder, { recursive: true })
  const store = openIndexStore(join(folder, 'index.db'))
  const outbox = createEventOutbox({ ...options, database: store.database })
  const objects = openObjects({ folder, store, outbox, clock, place: options })
  const multipart = openMultipart({ folder, store, objects, clock })
  const buckets = new Map(options.buckets.map((bucket) => [bucket.name, bucket]))
  outbox.flush()

  function bucketOf(name: string): BucketModel {
    const bucket = buckets.get(name)
    if (bucket === undefined) throw new CloudError(404, 'NoSuchBucket', `The specified bucket does not exist: ${name}`)
    return bucket
  }

  async function handle(request: StreamedRequest): Promise<StreamedResponse> {
    const operation = readOperation(request)
    const bucket = bucketOf(operation.bucket)
    switch (operation.kind) {
      case 'list':
        return { status: 200, headers: { 'content-type': 'application/xml' }, body: listObjects(store, bucket.name, request.query) }
      case 'head-bucket':
        return { status: 200, headers: { 'x-amz-bucket-region': options.region } }
      case 'put':
        return put(bucket, operation, request)
      case 'copy':
        return copy(bucket, operation, request)
      case 'begin-parts':
        request.body.resume()
        return begunXml(operation, multipart.begin(named(operation), objectHeaders(request.headers)))
      case 'put-part':
        return putPart(operation, request)
      case 'list-parts':
        return partsXml(operation, operation.uploadId, multipart.list(named(operation), operation.uploadId))
      case 'join-parts': {
        const wanted = await readWanted(request.body)
        const version = await multipart.join(bucket, named(operation), operation.uploadId, wanted)
        const answer = joinedXml(operation, version.etag)
        return { ...answer, headers: { ...answer.headers, ...answerHeaders(version, objects.named(bucket, version), false) } }
      }
      case 'get':
      case 'head':
        return read(bucket, operation, request)
      case 'delete':
        return remove(bucket, operation)
    }
  }

  async function put(bucket: BucketModel, { key }: ObjectName, request: StreamedRequest): Promise<StreamedResponse> {
    const condition = request.headers['if-none-match']
    if (condition !== undefined && condition !== '*') throw notImplemented('If-None-Match other than *')
    const object = { bucket: bucket.name, key, headers: objectHeaders(request.headers), reason: 'PutObject' as const }
    const version = await objects.put(bucket, object, request.body, putExpectations(request), condition === '*')
    return { status: 200, headers: answerHeaders(version, objects.named(bucket, version), true) }
  }

  async function putPart(operation: Operation<'put-part'>, request: StreamedRequest): Promise<StreamedResponse> {
    const part = await multipart.put(named(operation), operation.uploadId, operation.number, request.body, putExpectations(request))
    const checksum: Record<string, string> = part.sha256 === '' ? {} : { 'x-amz-checksum-sha256': part.sha256 }
    return { status: 200, headers: { etag: `"${part.etag}"`, ...checksum } }
  }

  async function copy(bucket: BucketModel, operation: Operation<'copy'>, request: StreamedRequest): Promise<StreamedResponse> {
    request.body.resume()
    const { source, key } = operation
    const original = present(bucketOf(source.bucket), source, source.versionId, request)
    const replaces = request.headers['x-amz-metadata-directive'] === 'REPLACE'
    if (source.bucket === bucket.name && source.key === key && !replaces)
      throw new CloudError(400, 'InvalidRequest', 'This copy request is illegal: an object is copied onto itself without a change.')
    const headers = replaces ? objectHeaders(request.headers) : original.headers
    const version = await objects.copy(bucket, { bucket: bucket.name, key, headers, reason: 'CopyObject' }, original)
    const result = `<LastModified>${new Date(version.modifiedAt).toISOString()}</LastModified><ETag>&quot;${version.etag}&quot;</ETag>`
    const sums = Object.entries(version.checksums).map(
      ([name, sum]) => `<Checksum${name.toUpperCase()}>${sum}</Checksum${name.toUpperCase()}>`,
    )
    return {
      status: 200,
      headers: { ...answerHeaders(version, objects.named(bucket, version), false), 'content-type': 'application/xml' },
      body: `<?xml version="1.0" encoding="UTF-8"?>\n<CopyObjectResult>${result}${sums.join('')}</CopyObjectResult>`,
    }
  }

  async function read(bucket: BucketModel, operation: Reading, request: StreamedRequest): Promise<StreamedResponse> {
    const version = present(bucket, operation, operation.versionId, request)
    const range = readRange(request.headers.range, version.size)
    // A part has no checksum of its own; the SDK would compare it with the whole object's.
    const withChecksums = range === undefined && request.headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED'
    const headers: Record<string, string> = {
      ...version.headers,
      ...answerHeaders(version, objects.named(bucket, version), withChecksums),
      'last-modified': new Date(version.modifiedAt).toUTCString(),
      'accept-ranges': 'bytes',
      'content-length': String(range === undefined ? version.size : range.end - range.start + 1),
      ...(range === undefined ? {} : { 'content-range': `bytes ${range.start}-${range.end}/${version.size}` }),
    }
    for (const [name, value] of request.query) {
      const overridden = name.match(/^response-(content-.*|cache-control|expires)$/)?.[1]
      if (overridden !== undefined) headers[overridden] = value
    }
    const status = range === undefined ? 200 : 206
    return operation.kind === 'head' ? { status, headers } : { status, headers, body: objects.read(version, range) }
  }

  async function remove(bucket: BucketModel, { key, versionId }: Operation<'delete'>): Promise<StreamedResponse> {
    const removed = await objects.remove(bucket, key, versionId)
    const headers: Record<string, string> = {}
    if (bucket.versioned && removed.versionId !== undefined) headers['x-amz-version-id'] = removed.versionId
    if (removed.marker) headers['x-amz-delete-marker'] = 'true'
    return { status: 204, headers }
  }

  /** S3 says 404 only to those who may list the bucket; to others an absent object looks like a forbidden one. */
  function present(bucket: BucketModel, { key }: ObjectName, versionId: string | undefined, request: StreamedRequest): StoredVersion {
    const version = objects.find(bucket, key, versionId)
    if (version !== undefined && !version.marker) return version
    if (!request.caller.allows(listDemand(bucket.name, ''))) throw new CloudError(403, 'AccessDenied', 'Access Denied')
    if (versionId !== undefined && version === undefined)
      throw new CloudError(404, 'NoSuchVersion', 'The specified version does not exist.')
    throw new CloudError(404, 'NoSuchKey', `The specified key does not exist: ${escapeXml(key)}`)
  }

  async function handleUnsigned(
    request: UnsignedRequest,
    findCaller: Parameters<StreamedService['handleUnsigned']>[1],
  ): Promise<StreamedResponse> {
    const { bucket: name, key } = readName(request.path)
    if (request.method === 'OPTIONS') return { status: 200, headers: preflightHeaders(buckets.get(name), request.headers) }
    if (request.method !== 'POST' || key !== '') throw new CloudError(403, 'AccessDenied', 'Access Denied')
    return acceptForm({ request, bucket: bucketOf(name), objects, findCaller, nowMs: clock.now() })
  }

  const demands: (request: Parameters<StreamedService['demands']>[0]) => readonly Demand[] = (request) => s3Demands(request, clock.now())
  return {
    service: {
      name: 's3',
      streamed: true,
      demands,
      handle,
      handleUnsigned,
      resourceStatements: (resource) => buckets.get(resource.replace(/^arn:aws:s3:::/, '').split('/')[0] ?? '')?.policy ?? [],
      commonHeaders: ({ path, headers, method }) => corsHeaders(buckets.get(path.split('/')[1] ?? ''), headers.origin, method),
    },
    notified: outbox.drained,
    async close() {
      await outbox.close()
      store.close()
    },
  }
}
