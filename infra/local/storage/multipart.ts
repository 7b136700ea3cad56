/**
 * Uploads in parts: begun, sent part by part in any order and as often as need be, listed, and joined into one object.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import * as z from 'zod'
import { CloudError, type MachineClock } from '../contract.ts'
import type { BucketModel } from '../template/model.ts'
import type { IndexStore, StoredVersion } from './index-store.ts'
import { type Expectations, takeIn } from './intake.ts'
import type { Objects } from './objects.ts'
import type { ObjectName } from './requests.ts'

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html: every part but the last. */
const PART_BYTES_MIN = 5 * 1024 * 1024
const PARTS_MAX = 10_000

const uploadSchema = z.object({ bucket: z.string(), key: z.string(), headers: z.string() })
const partSchema = z.object({
  number: z.number(),
  blob: z.string(),
  size: z.number(),
  etag: z.string(),
  /** Base64; empty where the part came without one. */
  sha256: z.string(),
  modified_at: z.number(),
})
export type PartRow = z.infer<typeof partSchema>

interface MultipartOptions {
  readonly folder: string
  readonly store: IndexStore
  readonly objects: Objects
  readonly clock: MachineClock
}

export function openMultipart({ folder, store: { database }, objects, clock }: MultipartOptions) {
  const files = join(folder, 'parts')
  mkdirSync(files, { recursive: true })
  database.exec(`
    CREATE TABLE IF NOT EXISTS uploads (id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, headers TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS parts (
      upload TEXT NOT NULL,
      number INTEGER NOT NULL,
      blob TEXT NOT NULL,
      size INTEGER NOT NULL,
      etag TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      modified_at INTEGER NOT NULL,
      PRIMARY KEY (upload, number)
    ) STRICT;
  `)
  const statements = {
    begin: database.prepare('INSERT INTO uploads (id, bucket, key, headers) VALUES (?, ?, ?, ?)'),
    find: database.prepare('SELECT * FROM uploads WHERE id = ?'),
    end: database.prepare('DELETE FROM uploads WHERE id = ?'),
    put: database.prepare(
      'INSERT OR REPLACE INTO parts (upload, number, blob, size, etag, sha256, modified_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    parts: database.prepare('SELECT * FROM parts WHERE upload = ? ORDER BY number'),
    forget: database.prepare('DELETE FROM parts WHERE upload = ?'),
    blobs: database.prepare('SELECT blob FROM parts'),
  }
  const known = new Set(statements.blobs.all().map((row) => String(row.blob)))
  for (const name of readdirSync(files)) if (!known.has(name)) rmSync(join(files, name), { force: true })
  const joining = new Set<string>()

  function uploadOf({ bucket, key }: ObjectName, id: string) {
    const row = statements.find.get(id)
    const upload = row === undefined ? undefined : uploadSchema.parse(row)
    if (upload === undefined || upload.bucket !== bucket || upload.key !== key || joining.has(id))
      throw new CloudError(404, 'NoSuchUpload', 'The specified upload does not exist. The upload ID may be invalid, or it may be over.')
    return upload
  }

  const partsOf = (id: string): readonly PartRow[] => statements.parts.all(id).map((row) => partSchema.parse(row))

  return {
    begin({ bucket, key }: ObjectName, headers: Readonly<Record<string, string>>): string {
      const id = randomBytes(48).toString('base64url')
      statements.begin.run(id, bucket, key, JSON.stringify(headers))
      return id
    },
    list(object: ObjectName, id: string): readonly PartRow[] {
      uploadOf(object, id)
      return partsOf(id)
    },
    /** A part that was there is replaced. */
    async put(object: ObjectName, id: string, number: number, body: Readable, expected: Expectations): Promise<PartRow> {
      uploadOf(object, id)
      if (!Number.isInteger(number) || number < 1 || number > PARTS_MAX)
        throw new CloudError(400, 'InvalidArgument', `Part number must be an integer between 1 and ${PARTS_MAX}, inclusive`)
      const blob = randomUUID()
      const received = await takeIn(body, join(files, blob), expected)
      const before = partsOf(id).find((part) => part.number === number)
      const { size, etag, checksums } = received
      const part = { number, blob, size, etag, sha256: checksums.sha256 ?? '', modified_at: clock.now() }
      statements.put.run(id, number, blob, size, etag, part.sha256, part.modified_at)
      if (before !== undefined) await rm(join(files, before.blob), { force: true })
      return part
    },
    /** The parts that the request names, in its order; the bytes are in place before the index names them, the parts go last. */
    async join(bucket: BucketModel, object: ObjectName, id: string, wanted: readonly WantedPart[]): Promise<StoredVersion> {
      const upload = uploadOf(object, id)
      const there = new Map(partsOf(id).map((part) => [part.number, part]))
      const parts = wanted.map((one) => requirePart(there.get(one.number), one))
      requireOrder(parts)
      joining.add(id)
      try {
        const blob = randomUUID()
        const file = join(folder, 'incoming', blob)
        for (const part of parts) await pipeline(createReadStream(join(files, part.blob)), createWriteStream(file, { flags: 'a' }))
        await rename(file, join(folder, 'blobs', blob))
        const size = parts.reduce((sum, part) => sum + part.size, 0)
        const headers = z.record(z.string(), z.string()).parse(JSON.parse(upload.headers))
        const content = { blob, size, etag: compositeOf(parts, 'md5'), checksums: checksumsOf(parts) }
        const version = await objects.keep(bucket, { ...object, headers, reason: 'CompleteMultipartUpload' }, content)
        statements.end.run(id)
        statements.forget.run(id)
        for (const part of there.values()) await rm(join(files, part.blob), { force: true })
        return version
      } finally {
        joining.delete(id)
      }
    },
  }
}

export interface WantedPart {
  readonly number: number
  readonly etag: string
}

function requirePart(part: PartRow | undefined, wanted: WantedPart): PartRow {
  if (part === undefined || part.etag !== wanted.etag)
    throw new CloudError(400, 'InvalidPart', 'One or more of the specified parts could not be found, or its entity tag is another.')
  return part
}

function requireOrder(parts: readonly PartRow[]): void {
  if (parts.length === 0) throw new CloudError(400, 'MalformedXML', 'You must specify at least one part')
  if (parts.some(({ number }, index) => index > 0 && number <= (parts[index - 1]?.number ?? 0)))
    throw new CloudError(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.')
  if (parts.slice(0, -1).some(({ size }) => size < PART_BYTES_MIN))
    throw new CloudError(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size')
}

/** The SHA-256 of the parts' SHA-256s: not that of the whole, and said so by its ending. */
function checksumsOf(parts: readonly PartRow[]): Record<string, string> {
  if (parts.some(({ sha256 }) => sha256 === '')) return {}
  const all = createHash('sha256')
  for (const { sha256 } of parts) all.update(Buffer.from(sha256, 'base64'))
  return { sha256: `${all.digest('base64')}-${parts.length}` }
}

function compositeOf(parts: readonly PartRow[], algorithm: 'md5'): string {
  const all = createHash(algorithm)
  for (const { etag } of parts) all.update(Buffer.from(etag, 'hex'))
  return `${all.digest('hex')}-${parts.length}`
}
