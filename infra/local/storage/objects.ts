/** What happens to objects: kept as versions, read back, copied, deleted; each change and the event that tells of it in one transaction. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { createReadStream, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { link, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { CloudError, type MachineClock } from '../contract.ts'
import type { EventOutbox } from '../event-outbox.ts'
import type { BucketModel } from '../template/model.ts'
import type { IndexStore, StoredVersion } from './index-store.ts'
import { type Expectations, takeIn } from './intake.ts'
import { type CreationReason, objectCreated, objectDeleted, type Place } from './notices.ts'
import type { ObjectName } from './requests.ts'

/** In a bucket without versions every object has this one, and S3 does not name it. */
const NULL_VERSION = 'null'

export interface ObjectsOptions {
  readonly folder: string
  readonly store: IndexStore
  readonly outbox: EventOutbox
  readonly clock: MachineClock
  readonly place: Place
}

export interface NewObject extends ObjectName {
  readonly headers: Readonly<Record<string, string>>
  readonly reason: CreationReason
}

export type Objects = ReturnType<typeof openObjects>

export function openObjects({ folder, store, outbox, clock, place }: ObjectsOptions) {
  const incoming = join(folder, 'incoming')
  const blobs = join(folder, 'blobs')
  rmSync(incoming, { recursive: true, force: true })
  for (const path of [incoming, blobs]) mkdirSync(path, { recursive: true })
  sweepUnnamed(blobs, store)

  /** The bytes are in their place before the index names them: a kill in between leaves a file that the next start sweeps away. */
  async function put(
    bucket: BucketModel,
    object: NewObject,
    body: Readable,
    expected: Expectations,
    onlyIfAbsent: boolean,
  ): Promise<StoredVersion> {
    const blob = randomUUID()
    const file = join(incoming, blob)
    const received = await takeIn(body, file, expected)
    await rename(file, join(blobs, blob))
    return keep(bucket, object, { blob, ...received }, onlyIfAbsent)
  }

  async function copy(bucket: BucketModel, object: NewObject, source: StoredVersion): Promise<StoredVersion> {
    const blob = randomUUID()
    await link(join(blobs, source.blob), join(blobs, blob))
    const { size, etag, checksums } = source
    // What was joined of parts is in one piece from here on, and so is its checksum.
    const isJoined = Object.values(checksums).some((sum) => sum.includes('-'))
    if (!isJoined) return keep(bucket, object, { blob, size, etag, checksums }, false)
    return keep(bucket, object, { blob, size, ...(await sumsOf(createReadStream(join(blobs, blob)))) }, false)
  }

  async function keep(
    bucket: BucketModel,
    { key, headers, reason }: NewObject,
    content: Pick<StoredVersion, 'blob' | 'size' | 'etag' | 'checksums'>,
    onlyIfAbsent = false,
  ): Promise<StoredVersion> {
    const modifiedAt = clock.now()
    const versionId = bucket.versioned ? randomBytes(24).toString('base64url') : NULL_VERSION
    const version = { versionId, modifiedAt, headers, marker: false, ...content }
    const replaced = bucket.versioned ? undefined : store.version(bucket.name, key, NULL_VERSION)
    const stored = store.transaction(() => {
      const current = store.latest(bucket.name, key)
      if (onlyIfAbsent && current !== undefined && !current.marker) return undefined
      if (replaced !== undefined) store.remove(replaced.seq)
      const seq = store.insert(bucket.name, key, version)
      const subject = { bucket: bucket.name, key, size: version.size, etag: version.etag, versionId: named(bucket, versionId), seq }
      if (bucket.sendsEvents) outbox.add(objectCreated(place, subject, reason, modifiedAt))
      return { ...version, key, seq }
    })
    if (stored === undefined) {
      await rm(join(blobs, content.blob), { force: true })
      throw new CloudError(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold')
    }
    if (replaced !== undefined) await rm(join(blobs, replaced.blob), { force: true })
    outbox.flush()
    return stored
  }

  /** Without a version a versioned bucket only marks the key as deleted; with one, that version is gone for good. */
  async function remove(
    bucket: BucketModel,
    key: string,
    versionId: string | undefined,
  ): Promise<{ versionId: string | undefined; marker: boolean }> {
    const marks = bucket.versioned && versionId === undefined
    const gone = marks ? undefined : store.version(bucket.name, key, versionId ?? NULL_VERSION)
    const modifiedAt = clock.now()
    const markerId = randomBytes(24).toString('base64url')
    store.transaction(() => {
      if (gone !== undefined) store.remove(gone.seq)
      const marker = { versionId: markerId, blob: '', size: 0, etag: '', modifiedAt, headers: {}, checksums: {}, marker: true }
      const seq = marks ? store.insert(bucket.name, key, marker) : (gone?.seq ?? 0)
      if (!bucket.sendsEvents || (gone === undefined && !marks)) return
      const subject = {
        bucket: bucket.name,
        key,
        size: 0,
        etag: gone?.etag ?? '',
        versionId: named(bucket, gone?.versionId ?? markerId),
        seq,
      }
      outbox.add(objectDeleted(place, subject, marks, modifiedAt))
    })
    if (gone !== undefined && gone.blob !== '') await rm(join(blobs, gone.blob), { force: true })
    outbox.flush()
    return { versionId: marks ? markerId : gone?.versionId, marker: marks || gone?.marker === true }
  }

  const find = (bucket: BucketModel, key: string, versionId: string | undefined) =>
    versionId === undefined ? store.latest(bucket.name, key) : store.version(bucket.name, key, versionId)

  return {
    put,
    copy,
    /** The index names bytes that are in their place already. */
    keep,
    remove,
    find,
    named: (bucket: BucketModel, version: StoredVersion) => named(bucket, version.versionId),
    /** `end` is the last byte, included. */
    read: (version: StoredVersion, range?: { start: number; end: number }): Readable => createReadStream(join(blobs, version.blob), range),
  }
}

async function sumsOf(bytes: Readable): Promise<Pick<StoredVersion, 'etag' | 'checksums'>> {
  const [md5, sha256] = [createHash('md5'), createHash('sha256')]
  for await (const chunk of bytes) {
    md5.update(chunk)
    sha256.update(chunk)
  }
  return { etag: md5.digest('hex'), checksums: { sha256: sha256.digest('base64') } }
}

function named(bucket: BucketModel, versionId: string): string | undefined {
  return bucket.versioned ? versionId : undefined
}

function sweepUnnamed(blobs: string, store: IndexStore): void {
  const known = store.blobs()
  for (const name of readdirSync(blobs)) if (!known.has(name)) rmSync(join(blobs, name), { force: true })
}
