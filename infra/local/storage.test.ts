import { createHash, randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { Readable } from 'node:stream'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { createPresignedPost } from '@aws-sdk/s3-presigned-post'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/temporary-folder.ts'
import { createActivity } from './activity.ts'
import type { BusEvent } from './contract.ts'
import type { Principal } from './credentials.ts'
import { account, allow, deny, openTestCloud, region, type TestCloud, testClock } from './door/test-cloud.ts'
import { type LocalStorage, openStorage } from './storage.ts'
import type { BucketModel } from './template/model.ts'

const origin = 'https://portal.example'
const files: BucketModel = {
  stack: 'Data',
  logicalId: 'Files',
  name: 'files',
  arn: 'arn:aws:s3:::files',
  versioned: true,
  sendsEvents: true,
  cors: [
    { allowedOrigins: [origin], allowedMethods: ['POST', 'GET'], allowedHeaders: ['*'], exposedHeaders: ['ETag'], maxAgeSeconds: 300 },
  ],
  lifecycle: [],
  policy: [
    { ...deny(['s3:*'], ['arn:aws:s3:::files', 'arn:aws:s3:::files/*'], { Bool: { 'aws:SecureTransport': ['false'] } }), principal: '*' },
    { ...deny(['s3:GetObject'], ['arn:aws:s3:::files/*'], { NumericGreaterThan: { 's3:signatureAge': ['1200000'] } }), principal: '*' },
  ],
}
const plain: BucketModel = {
  ...files,
  name: 'plain',
  arn: 'arn:aws:s3:::plain',
  versioned: false,
  sendsEvents: false,
  cors: [],
  policy: [],
}

const clock = testClock()
const start = clock.now()
let folder: string
let events: BusEvent[]
let busDown: boolean
let storage: LocalStorage
let cloud: TestCloud
let s3: S3Client

const bus = {
  put: async (_: string, put: readonly BusEvent[]) => {
    if (busDown) throw new Error('down')
    events.push(...put)
  },
}
const open = () => openStorage({ buckets: [files, plain], folder, bus, clock, activity: createActivity(), region, account, warn: () => {} })

const client = (principal: Principal) => new S3Client({ ...cloud.client(principal), forcePathStyle: true })

beforeEach(async () => {
  clock.set(start)
  folder = temporaryFolder('storage')
  events = []
  busDown = false
  storage = open()
  cloud = await openTestCloud([storage.service], clock)
  s3 = client(cloud.administrator)
})
afterEach(async () => {
  await cloud.door.close()
  await storage.close()
  rmSync(folder, { recursive: true, force: true })
})

const sha256 = (body: string | Buffer) => createHash('sha256').update(body).digest('base64')
const put = (Key: string, Body: string | Buffer, more = {}) => s3.send(new PutObjectCommand({ Bucket: 'files', Key, Body, ...more }))
const text = async (Key: string, more = {}) =>
  (await s3.send(new GetObjectCommand({ Bucket: 'files', Key, ...more }))).Body?.transformToString()

describe('a bucket', () => {
  it('keeps every version, and gives back the named one', async () => {
    const first = await put('hồ sơ/một & hai+.txt', 'một', { ContentType: 'text/plain', Metadata: { unit: '7' } })
    const second = await put('hồ sơ/một & hai+.txt', 'hai')
    expect(first.VersionId).not.toBe(second.VersionId)
    expect(await text('hồ sơ/một & hai+.txt')).toBe('hai')
    const get = await s3.send(new GetObjectCommand({ Bucket: 'files', Key: 'hồ sơ/một & hai+.txt', VersionId: first.VersionId }))
    expect(get).toMatchObject({ ContentType: 'text/plain', Metadata: { unit: '7' }, ContentLength: 5, ETag: first.ETag })
    await s3.send(new DeleteObjectCommand({ Bucket: 'files', Key: 'hồ sơ/một & hai+.txt' }))
    await expect(text('hồ sơ/một & hai+.txt')).rejects.toMatchObject({ name: 'NoSuchKey' })
    expect(await text('hồ sơ/một & hai+.txt', { VersionId: second.VersionId })).toBe('hai')
  })

  it('replaces the object in a bucket without versions', async () => {
    const send = (Body: string) => s3.send(new PutObjectCommand({ Bucket: 'plain', Key: 'k', Body }))
    await send('1')
    expect((await send('2')).VersionId).toBeUndefined()
    const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'plain' }))
    expect(Contents).toMatchObject([{ Key: 'k', Size: 1 }])
    expect(events).toEqual([])
  })

  it('copies a version with its metadata', async () => {
    const original = await put('in/a b.txt', 'x', { ContentType: 'text/plain', ChecksumSHA256: sha256('x') })
    const CopySource = `files/${encodeURIComponent('in/a b.txt')}?versionId=${original.VersionId}`
    await put('in/a b.txt', 'changed')
    await s3.send(new CopyObjectCommand({ Bucket: 'files', Key: 'kept/a b.txt', CopySource }))
    const head = await s3.send(new HeadObjectCommand({ Bucket: 'files', Key: 'kept/a b.txt', ChecksumMode: 'ENABLED' }))
    expect(head).toMatchObject({ ContentType: 'text/plain', ChecksumSHA256: sha256('x') })
  })

  it('verifies a checksum before it keeps anything', async () => {
    await expect(put('bad', 'x', { ChecksumSHA256: sha256('y') })).rejects.toMatchObject({ name: 'BadDigest' })
    await expect(text('bad')).rejects.toMatchObject({ name: 'NoSuchKey' })
  })

  it('reads a part of an object, and streams fifty megabytes both ways', async () => {
    const body = randomBytes(50 * 1024 * 1024)
    const Body = Readable.from(
      (function* () {
        for (let at = 0; at < body.length; at += 65_536) yield body.subarray(at, at + 65_536)
      })(),
    )
    await s3.send(new PutObjectCommand({ Bucket: 'files', Key: 'big', Body, ContentLength: body.length }))
    const part = await s3.send(new GetObjectCommand({ Bucket: 'files', Key: 'big', Range: 'bytes=1000-1999' }))
    expect(part.ContentRange).toBe(`bytes 1000-1999/${body.length}`)
    expect(Buffer.from((await part.Body?.transformToByteArray()) ?? []).equals(body.subarray(1000, 2000))).toBe(true)
    const whole = await s3.send(new GetObjectCommand({ Bucket: 'files', Key: 'big' }))
    expect(sha256(Buffer.from((await whole.Body?.transformToByteArray()) ?? []))).toBe(sha256(body))
  })

  it('lists in key order, page by page, with common prefixes', async () => {
    for (const key of ['a/1', 'a/2', 'b', 'c/1', 'd']) await put(key, 'x')
    const list = (more: object) => s3.send(new ListObjectsV2Command({ Bucket: 'files', ...more }))
    const first = await list({ Delimiter: '/', MaxKeys: 2 })
    expect([first.CommonPrefixes, first.Contents?.map(({ Key }) => Key)]).toEqual([[{ Prefix: 'a/' }], ['b']])
    const second = await list({ Delimiter: '/', ContinuationToken: first.NextContinuationToken })
    expect([second.CommonPrefixes, second.Contents?.map(({ Key }) => Key), second.IsTruncated]).toEqual([[{ Prefix: 'c/' }], ['d'], false])
    expect((await list({ Prefix: 'a/' })).KeyCount).toBe(2)
  })

  it('answers only to rights: an absent object looks forbidden to those who may not list', async () => {
    const reader = client(cloud.role('reader', allow(['s3:GetObject'], ['arn:aws:s3:::files/in/*'])))
    await put('in/a', 'x')
    await put('out/a', 'x')
    const get = (Key: string) => reader.send(new GetObjectCommand({ Bucket: 'files', Key }))
    await get('in/a')
    await expect(get('out/a')).rejects.toMatchObject({ name: 'AccessDenied' })
    await expect(get('in/none')).rejects.toMatchObject({ name: 'AccessDenied' })
    await expect(reader.send(new PutObjectCommand({ Bucket: 'files', Key: 'in/b', Body: 'x' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    })
  })

  it('keeps the first of two writers who both want to create', async () => {
    await put('once', '1', { IfNoneMatch: '*' })
    await expect(put('once', '2', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' })
    expect(await text('once')).toBe('1')
  })
})

describe('events', () => {
  it('tell of a new object in the shape of S3', async () => {
    const { VersionId, ETag } = await put('in/tệp 1.pdf', 'x')
    await storage.notified()
    expect(events).toMatchObject([
      {
        source: 'aws.s3',
        'detail-type': 'Object Created',
        resources: [files.arn],
        time: '2026-03-02T01:00:00Z',
        detail: {
          bucket: { name: 'files' },
          object: { key: 'in/tệp 1.pdf', size: 1, etag: ETag?.replaceAll('"', ''), 'version-id': VersionId, sequencer: expect.any(String) },
          reason: 'PutObject',
        },
      },
    ])
  })

  it('are told at the next start when the machine died before', async () => {
    busDown = true
    await put('in/a', 'x')
    // The dead machine: nothing of it is closed in order, a second one opens the same folder.
    const again = openStorage({
      buckets: [files],
      folder,
      bus: { put: async (_, put) => void events.push(...put) },
      clock,
      activity: createActivity(),
      region,
      account,
      warn: () => {},
    })
    await again.notified()
    expect(events).toMatchObject([{ detail: { object: { key: 'in/a' } } }])
    await again.close()
  })
})

describe('presigned links', () => {
  const link = (seconds = 300, more = {}) =>
    getSignedUrl(s3, new GetObjectCommand({ Bucket: 'files', Key: 'a.pdf', ...more }), {
      expiresIn: seconds,
      signingDate: new Date(clock.now()),
    })

  it('open until they expire, and not when tampered with', async () => {
    await put('a.pdf', 'x', { ContentType: 'application/pdf' })
    await put('b.pdf', 'y')
    const url = await link(300, { ResponseContentDisposition: 'attachment; filename="h.pdf"' })
    const response = await fetch(url)
    expect([response.status, await response.text(), response.headers.get('content-disposition')]).toEqual([
      200,
      'x',
      'attachment; filename="h.pdf"',
    ])
    expect(await code(await fetch(url.replace('a.pdf', 'b.pdf')))).toBe('403 SignatureDoesNotMatch')
    expect(await code(await fetch(url.replace('h.pdf', 'h.exe')))).toBe('403 SignatureDoesNotMatch')
    expect(await code(await fetch(url.replace('X-Amz-Expires=300', 'X-Amz-Expires=3000')))).toBe('403 SignatureDoesNotMatch')
    clock.set(start + 300_000)
    expect((await fetch(url)).status).toBe(200)
    clock.set(start + 301_000)
    expect(await code(await fetch(url))).toBe('403 AccessDenied')
  })

  it('die earlier when the bucket policy caps the age of signatures', async () => {
    await put('a.pdf', 'x')
    const url = await link(86_400)
    clock.set(start + 1_201_000)
    expect(await code(await fetch(url))).toBe('403 AccessDenied')
  })

  it('let a browser ask first, which it does at the very address that was signed for something else', async () => {
    const url = await link()
    const ask = (method: string) => fetch(url, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': method } })
    expect((await ask('GET')).status).toBe(200)
    expect(await code(await ask('PUT'))).toBe('403 AccessForbidden')
  })

  it('let a PUT in with exactly the signed headers', async () => {
    const command = new PutObjectCommand({
      Bucket: 'files',
      Key: 'put',
      ContentType: 'application/pdf',
      ContentLength: 3,
      ChecksumSHA256: sha256('abc'),
    })
    const url = await getSignedUrl(s3, command, {
      signableHeaders: new Set(['content-type', 'content-length']),
      unhoistableHeaders: new Set(['x-amz-checksum-sha256']),
      signingDate: new Date(clock.now()),
    })
    const send = (body: string, type = 'application/pdf', sum = sha256('abc')) =>
      fetch(url, { method: 'PUT', body, headers: { 'content-type': type, 'x-amz-checksum-sha256': sum } })
    expect(await code(await send('abc', 'text/html'))).toBe('403 SignatureDoesNotMatch')
    expect(await code(await send('abcd'))).toBe('403 SignatureDoesNotMatch')
    expect(await code(await send('abc', 'application/pdf', sha256('abd')))).toBe('403 SignatureDoesNotMatch')
    expect(await code(await send('abd'))).toBe('400 BadDigest')
    expect((await send('abc')).status).toBe(200)
  })
})

describe('a form upload', () => {
  const body = Buffer.from('%PDF-1.7 nội dung\r\n--x\r\n')

  async function offer(principal = cloud.administrator, size: readonly [number, number] = [body.length, body.length]) {
    const { url, fields } = await createPresignedPost(client(principal), {
      Bucket: 'files',
      Key: 'in/1.pdf',
      Expires: 600,
      Conditions: [['content-length-range', ...size]],
      Fields: { 'Content-Type': 'application/pdf', 'x-amz-checksum-sha256': sha256(body), 'x-amz-meta-unit': '7' },
    })
    return { url, fields }
  }

  async function post(url: string, fields: Record<string, string>, file: Buffer = body): Promise<Response> {
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    form.set('file', new Blob([new Uint8Array(file)]), 'tệp.pdf')
    return fetch(url, { method: 'POST', body: form, headers: { origin } })
  }

  it('is taken when it is what the policy says, and readable by the page', async () => {
    const { url, fields } = await offer()
    const response = await post(url, fields)
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([204, origin])
    const head = await s3.send(new HeadObjectCommand({ Bucket: 'files', Key: 'in/1.pdf', ChecksumMode: 'ENABLED' }))
    expect(head).toMatchObject({
      ContentType: 'application/pdf',
      ContentLength: body.length,
      ChecksumSHA256: sha256(body),
      Metadata: { unit: '7' },
    })
    await storage.notified()
    expect(events).toMatchObject([{ detail: { reason: 'POST Object' } }])
  })

  it.each([
    ['another key', { key: 'in/2.pdf' }, '403 AccessDenied'],
    ['another type', { 'Content-Type': 'text/html' }, '403 AccessDenied'],
    ['another checksum', { 'x-amz-checksum-sha256': 'AAAA' }, '403 AccessDenied'],
    ['a field the policy does not cover', { 'x-amz-meta-role': 'officer' }, '403 AccessDenied'],
    [
      'another policy',
      { Policy: Buffer.from('{"expiration":"2030-01-01T00:00:00Z","conditions":[]}').toString('base64') },
      '403 SignatureDoesNotMatch',
    ],
    ['a policy that is none', { Policy: 'e30' }, '403 SignatureDoesNotMatch'],
    ['another signature', { 'X-Amz-Signature': '0'.repeat(64) }, '403 SignatureDoesNotMatch'],
    ['another token', { 'X-Amz-Security-Token': 'x' }, '400 InvalidToken'],
    ['an unknown key id', { 'X-Amz-Credential': 'ASIAX/20260302/ap-southeast-1/s3/aws4_request' }, '403 InvalidAccessKeyId'],
  ])('is refused with %s', async (_, change, refusal) => {
    const { url, fields } = await offer()
    expect(await code(await post(url, { ...fields, ...change }))).toBe(refusal)
    await expect(text('in/1.pdf')).rejects.toMatchObject({ name: 'NoSuchKey' })
  })

  it('is refused with other bytes, a wrong size, a missing field, and after its time', async () => {
    const { url, fields } = await offer()
    expect(await code(await post(url, fields, Buffer.alloc(body.length, 'y')))).toBe('400 BadDigest')
    expect(await code(await post(url, fields, Buffer.alloc(200_000)))).toBe('400 EntityTooLarge')
    expect(await code(await post(url, fields, Buffer.from('x')))).toBe('400 EntityTooSmall')
    const { 'Content-Type': _, ...without } = fields
    expect(await code(await post(url, without))).toBe('403 AccessDenied')
    clock.set(start + 600_000)
    expect(await code(await post(url, fields))).toBe('403 AccessDenied')
    expect((await s3.send(new ListObjectsV2Command({ Bucket: 'files' }))).KeyCount).toBe(0)
  })

  it('is refused when the role that signed it may not put', async () => {
    const { url, fields } = await offer(cloud.role('reader', allow(['s3:GetObject'], ['*'])))
    expect(await code(await post(url, fields))).toBe('403 AccessDenied')
  })

  it('is let through by the preflight of the bucket only for its origin and methods', async () => {
    const ask = (from: string, method: string) =>
      fetch(`${cloud.door.endpoint}/files`, { method: 'OPTIONS', headers: { origin: from, 'access-control-request-method': method } })
    const allowed = await ask(origin, 'POST')
    expect([allowed.status, allowed.headers.get('access-control-allow-methods'), allowed.headers.get('access-control-max-age')]).toEqual([
      200,
      'POST, GET',
      '300',
    ])
    expect((await ask('https://evil.example', 'POST')).status).toBe(403)
    expect((await ask(origin, 'DELETE')).status).toBe(403)
  })
})

/** `403 AccessDenied` of an S3 error page. */
async function code(response: Response): Promise<string> {
  return `${response.status} ${(await response.text()).match(/<Code>(\w+)<\/Code>/)?.[1]}`
}
