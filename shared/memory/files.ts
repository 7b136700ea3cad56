/** The twin of the bucket: versioned, with the same enforcement of offered uploads, and it tells when an object came to be. */
import { createHash } from 'node:crypto'
import { PART_BYTES } from '../../events/limits.ts'
import type { Clock, Files, ObjectFacts, PartRequest, UploadRequest } from '../ports.ts'
import { addSeconds } from '../time/calendar.ts'
import { type PostRefusal, refusalOf, SECRET, signPost } from './post-policy.ts'

/** The detail of S3's "Object Created" on EventBridge. https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
export interface ObjectCreated {
  readonly version: '0'
  readonly bucket: { readonly name: string }
  readonly object: {
    /** As it is, not percent-encoded. */
    readonly key: string
    readonly size: number
    readonly etag: string
    readonly 'version-id': string
    readonly sequencer: string
  }
  readonly 'request-id': string
  readonly requester: string
  readonly 'source-ip-address': string
  readonly reason: 'POST Object' | 'PutObject' | 'CompleteMultipartUpload' | 'CopyObject'
}

export type UploadAnswer = { readonly status: 204; readonly version: string } | PostRefusal
export type PartAnswer = { readonly status: 200 | 403 | 404 | 400; readonly code?: string }
export type DownloadAnswer =
  | { readonly status: 200; readonly bytes: Uint8Array; readonly fileName?: string | undefined }
  | { readonly status: 403 | 404 }

export interface MemoryFilesOptions {
  readonly clock: Clock
  readonly bucket?: string
  /** S3 tells EventBridge of uploads and of copies alike. */
  readonly onCreated?: (created: ObjectCreated) => void
}

export interface MemoryFiles extends Files {
  /** What the browser does with an offered upload. */
  upload(request: UploadRequest, bytes: Uint8Array): Promise<UploadAnswer>
  /** What the browser does with an offered part. */
  uploadPart(request: PartRequest, bytes: Uint8Array): Promise<PartAnswer>
  /** What the browser does with a download link. */
  download(link: string): Promise<DownloadAnswer>
  /** Keys of the objects that are there now, sorted. */
  keys(): readonly string[]
}

interface Version {
  readonly version: string
  /** Absent in a delete marker. */
  readonly bytes?: Uint8Array
  /** What it downloads as. */
  readonly fileName?: string
  /** Joined of parts: nobody has computed the SHA-256 of the whole. */
  readonly isJoined?: true
}

export class NoSuchKey extends Error {
  constructor(objectKey: string) {
    super(`${objectKey}: the specified key does not exist`)
    this.name = 'NoSuchKey'
  }
}

export function memoryFiles({ clock, bucket = 'thidua-files', onCreated }: MemoryFilesOptions): MemoryFiles {
  const url = `https://s3.twin.test/${bucket}`
  const versions = new Map<string, Version[]>()
  const uploads = new Map<string, { readonly objectKey: string; readonly parts: Map<number, Uint8Array> }>()
  let count = 0
  const nextVersion = (): string => {
    count += 1
    return `v${String(count).padStart(8, '0')}`
  }
  const find = (objectKey: string, version?: string): Version | undefined =>
    version === undefined ? versions.get(objectKey)?.at(-1) : versions.get(objectKey)?.find((one) => one.version === version)
  const read = (objectKey: string, version?: string): Uint8Array => {
    const bytes = find(objectKey, version)?.bytes
    if (bytes === undefined) throw new NoSuchKey(objectKey)
    return bytes
  }
  const store = (objectKey: string, bytes: Uint8Array | undefined, joined: Pick<Version, 'isJoined'> = {}): string => {
    const version = nextVersion()
    versions.set(objectKey, [...(versions.get(objectKey) ?? []), { version, bytes, ...joined }])
    return version
  }
  const create = (objectKey: string, bytes: Uint8Array, reason: ObjectCreated['reason'], fileName?: string): string => {
    const isJoined = reason === 'CompleteMultipartUpload' ? { isJoined: true as const } : {}
    const version = store(objectKey, bytes.slice(), { ...isJoined, ...(fileName === undefined ? {} : { fileName }) })
    onCreated?.(createdFacts(bucket, objectKey, bytes, version, reason))
    return version
  }
  return {
    keys: () => [...versions.keys()].filter((objectKey) => find(objectKey)?.bytes !== undefined).sort(),
    async upload(request, bytes) {
      if (request.url !== url) return { status: 404, code: 'NoSuchBucket' }
      const refused = refusalOf(request, bytes, bucket, clock.now())
      return refused ?? { status: 204, version: create(request.fields.key ?? '', bytes, 'POST Object') }
    },
    async uploadPart(request, bytes) {
      const { objectKey, partsId, number, sha256, expires, signature } = partFrom(request)
      if (signature !== signatureOfPart({ objectKey, partsId, number, sha256, expires }))
        return { status: 403, code: 'SignatureDoesNotMatch' }
      if (clock.now() >= expires) return { status: 403, code: 'AccessDenied' }
      if (digestOf(bytes) !== sha256) return { status: 400, code: 'BadDigest' }
      const upload = uploads.get(partsId)
      if (upload === undefined) return { status: 404, code: 'NoSuchUpload' }
      upload.parts.set(Number(number), bytes.slice())
      return { status: 200 }
    },
    async beginParts({ objectKey }) {
      const partsId = nextVersion()
      uploads.set(partsId, { objectKey, parts: new Map() })
      return partsId
    },
    async offerPart({ objectKey, partsId, number, sha256, seconds }) {
      const part = { objectKey, partsId, number: String(number), sha256, expires: addSeconds(clock.now(), seconds) }
      const { sha256: _inHeader, ...query } = { ...part, signature: signatureOfPart(part) }
      return {
        url: `${url}?${new URLSearchParams(query)}`,
        headers: { 'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64') },
      }
    },
    partsThere: async ({ partsId }) => {
      const upload = uploads.get(partsId)
      return upload === undefined ? undefined : [...upload.parts.keys()].sort((one, other) => one - other)
    },
    async joinParts({ partsId }) {
      const upload = uploads.get(partsId)
      if (upload === undefined) return
      const inOrder = [...upload.parts].sort(([one], [other]) => one - other).map(([, bytes]) => bytes)
      if (inOrder.length === 0) throw named('MalformedXML')
      if (inOrder.slice(0, -1).some((bytes) => bytes.length < PART_BYTES)) throw named('EntityTooSmall')
      uploads.delete(partsId)
      create(upload.objectKey, Buffer.concat(inOrder), 'CompleteMultipartUpload')
    },
    async seal({ objectKey, version }) {
      create(objectKey, read(objectKey, version), 'CopyObject')
    },
    async offerUpload({ objectKey, bytes, type, sha256, seconds }) {
      const checksum = Buffer.from(sha256, 'hex').toString('base64')
      const fields = {
        bucket,
        key: objectKey,
        'Content-Type': type,
        'x-amz-checksum-algorithm': 'SHA256',
        'x-amz-checksum-sha256': checksum,
      }
      return signPost({ url, fields, bytes, now: clock.now(), seconds })
    },
    facts: async (objectKey) => factsOf(find(objectKey)),
    head: async (objectKey, bytes, version) => read(objectKey, version).slice(0, bytes),
    tail: async (objectKey, bytes, version) => read(objectKey, version).slice(-bytes),
    read: async (objectKey, version) => read(objectKey, version).slice(),
    async write(objectKey, bytes) {
      create(objectKey, bytes, 'PutObject')
    },
    copy: async ({ objectKey, version }, to) => ({ version: create(to.objectKey, read(objectKey, version), 'CopyObject', to.fileName) }),
    async remove(objectKey) {
      store(objectKey, undefined)
    },
    downloadLink: async (objectKey, seconds) => linkTo({ objectKey, expires: addSeconds(clock.now(), seconds) }),
    async download(link) {
      const { objectKey, expires } = linkFrom(link)
      if (clock.now() >= expires) return { status: 403 }
      const { bytes, fileName } = find(objectKey) ?? {}
      return bytes === undefined ? { status: 404 } : { status: 200, bytes, fileName }
    },
  }
}

function factsOf(found: Version | undefined): ObjectFacts | undefined {
  if (found?.bytes === undefined) return undefined
  return { bytes: found.bytes.length, sha256: found.isJoined ? undefined : digestOf(found.bytes), version: found.version }
}

function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

interface OfferedPart {
  readonly objectKey: string
  readonly partsId: string
  readonly number: string
  readonly sha256: string
  readonly expires: string
}

function signatureOfPart({ objectKey, partsId, number, sha256, expires }: OfferedPart): string {
  return createHash('sha256').update([SECRET, objectKey, partsId, number, sha256, expires].join('\n')).digest('hex')
}

function partFrom({ url, headers }: PartRequest): OfferedPart & { readonly signature: string } {
  const { searchParams } = new URL(url)
  const part = (name: string): string => searchParams.get(name) ?? ''
  return {
    objectKey: part('objectKey'),
    partsId: part('partsId'),
    number: part('number'),
    sha256: Buffer.from(headers['x-amz-checksum-sha256'] ?? '', 'base64').toString('hex'),
    expires: part('expires'),
    signature: part('signature'),
  }
}

function createdFacts(bucket: string, key: string, bytes: Uint8Array, version: string, reason: ObjectCreated['reason']): ObjectCreated {
  const etag = createHash('md5').update(bytes).digest('hex')
  return {
    version: '0',
    bucket: { name: bucket },
    object: { key, size: bytes.length, etag, 'version-id': version, sequencer: version.slice(1) },
    'request-id': `request-${version}`,
    requester: '000000000000',
    'source-ip-address': '192.0.2.1',
    reason,
  }
}

interface Link {
  readonly objectKey: string
  readonly expires: string
}

function linkTo(link: Link): string {
  return `https://files.twin.test/?${new URLSearchParams({ ...link })}`
}

function linkFrom(link: string): Link {
  const { searchParams } = new URL(link)
  const part = (name: keyof Link): string => searchParams.get(name) ?? ''
  return { objectKey: part('objectKey'), expires: part('expires') }
}

/** As the SDK throws it. */
function named(code: string): Error {
  return Object.assign(new Error(`S3 refuses to join the parts: ${code}`), { name: code })
}
