/** Which versions of which objects there are. The bytes lie in plain files beside it, one per version, named by `blob`. */

import * as z from 'zod'
import { openDatabase } from '../database.ts'
import { inTransaction } from '../transaction.ts'

export interface ObjectVersion {
  readonly versionId: string
  readonly blob: string
  readonly size: number
  /** Hex MD5, without quotes. */
  readonly etag: string
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number
  /** What a GET answers with: content-type and its kin, x-amz-meta-… */
  readonly headers: Readonly<Record<string, string>>
  /** Base64 by algorithm (`sha256`, `crc32`, `sha1`), only those the uploader gave. */
  readonly checksums: Readonly<Record<string, string>>
  /** True for a delete marker. */
  readonly marker: boolean
}

export interface StoredVersion extends ObjectVersion {
  readonly key: string
  /** Grows with every change of the store. */
  readonly seq: number
}

const rowSchema = z.object({
  seq: z.number(),
  key: z.string(),
  version_id: z.string(),
  blob: z.string(),
  size: z.number(),
  etag: z.string(),
  modified_at: z.number(),
  headers: z.string(),
  checksums: z.string(),
  marker: z.number(),
})

export type IndexStore = ReturnType<typeof openIndexStore>

export function openIndexStore(file: string) {
  const database = openDatabase(
    file,
    `
    CREATE TABLE IF NOT EXISTS versions (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      bucket TEXT NOT NULL,
      key TEXT NOT NULL,
      version_id TEXT NOT NULL,
      blob TEXT NOT NULL,
      size INTEGER NOT NULL,
      etag TEXT NOT NULL,
      modified_at INTEGER NOT NULL,
      headers TEXT NOT NULL,
      checksums TEXT NOT NULL,
      marker INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX IF NOT EXISTS by_key ON versions (bucket, key, seq);
  `,
  )
  const insert = database.prepare(
    'INSERT INTO versions (bucket, key, version_id, blob, size, etag, modified_at, headers, checksums, marker) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const latest = database.prepare('SELECT * FROM versions WHERE bucket = ? AND key = ? ORDER BY seq DESC LIMIT 1')
  const byId = database.prepare('SELECT * FROM versions WHERE bucket = ? AND key = ? AND version_id = ? ORDER BY seq DESC LIMIT 1')
  const remove = database.prepare('DELETE FROM versions WHERE seq = ?')
  const page = database.prepare(`
    SELECT * FROM versions AS v WHERE bucket = ? AND key > ? AND key >= ? AND marker = 0
      AND seq = (SELECT max(seq) FROM versions WHERE bucket = v.bucket AND key = v.key)
    ORDER BY key LIMIT ?`)
  const blobs = database.prepare("SELECT blob FROM versions WHERE blob <> ''")

  const one = (row: unknown): StoredVersion | undefined => (row === undefined ? undefined : asVersion(rowSchema.parse(row)))

  return {
    database,
    /** All or nothing. */
    transaction: <R>(work: () => R): R => inTransaction(database, work),
    insert(bucket: string, key: string, version: ObjectVersion): number {
      const { versionId, blob, size, etag, modifiedAt, headers, checksums, marker } = version
      const row = [bucket, key, versionId, blob, size, etag, modifiedAt, JSON.stringify(headers), JSON.stringify(checksums), Number(marker)]
      return Number(insert.run(...row).lastInsertRowid)
    },
    /** The newest version, a delete marker included. */
    latest: (bucket: string, key: string) => one(latest.get(bucket, key)),
    version: (bucket: string, key: string, versionId: string) => one(byId.get(bucket, key, versionId)),
    remove: (seq: number) => void remove.run(seq),
    /** Current objects after `after`, in the order of their UTF-8 bytes, which is S3's. */
    page: (bucket: string, after: string, from: string, limit: number) =>
      page.all(bucket, after, from, limit).map((row) => asVersion(rowSchema.parse(row))),
    blobs: () => new Set(blobs.all().map((row) => String(row.blob))),
    close: () => database.close(),
  }
}

function asVersion(row: z.infer<typeof rowSchema>): StoredVersion {
  return {
    seq: row.seq,
    key: row.key,
    versionId: row.version_id,
    blob: row.blob,
    size: row.size,
    etag: row.etag,
    modifiedAt: row.modified_at,
    headers: JSON.parse(row.headers),
    checksums: JSON.parse(row.checksums),
    marker: row.marker === 1,
  }
}
