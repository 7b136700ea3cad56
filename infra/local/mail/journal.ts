/** Every accepted mail, on disk before SES's answer goes out; also what the inbox is refilled from. */
import { openDatabase } from '../database.ts'
import { inTransaction } from '../transaction.ts'
import type { InboxMail } from './inbox-worker.ts'
import type { SendRequest } from './request.ts'

export interface MailRecord {
  readonly id: string
  /** Milliseconds since the epoch, machine clock. */
  readonly acceptedAt: number
  readonly source: string
  readonly recipients: readonly string[]
  readonly configurationSet: string | undefined
  readonly tags: Readonly<Record<string, string>>
  readonly raw: Buffer
}

export type MailJournal = ReturnType<typeof openMailJournal>

export function openMailJournal(file: string) {
  const database = openDatabase(
    file,
    `
    CREATE TABLE IF NOT EXISTS mails (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      accepted_at INTEGER NOT NULL,
      source TEXT NOT NULL,
      recipients TEXT NOT NULL,
      configuration_set TEXT,
      tags TEXT NOT NULL,
      raw BLOB NOT NULL
    ) STRICT;
  `,
  )
  const insert = database.prepare(
    'INSERT INTO mails (id, accepted_at, source, recipients, configuration_set, tags, raw) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const after = database.prepare('SELECT * FROM mails WHERE seq > ? ORDER BY seq LIMIT ?')
  const all = database.prepare('SELECT * FROM mails ORDER BY seq')
  const last = database.prepare('SELECT coalesce(max(seq), 0) AS last FROM mails')

  return {
    database,
    /** The mail and whatever `also` writes, or neither. */
    write(id: string, acceptedAt: number, mail: SendRequest, also: () => void): void {
      const { source, recipients, configurationSet, tags, raw } = mail
      inTransaction(database, () => {
        insert.run(id, acceptedAt, source, JSON.stringify(recipients), configurationSet ?? null, JSON.stringify(tags), raw)
        also()
      })
    },
    after: (seq: number, limit: number): InboxMail[] => after.all(seq, limit).map((row) => ({ seq: Number(row.seq), ...asRecord(row) })),
    /** Oldest first. */
    *records(): Generator<MailRecord> {
      for (const row of all.iterate()) yield asRecord(row)
    },
    lastSeq: () => Number(last.get()?.last),
    close: () => database.close(),
  }
}

function asRecord(row: Record<string, unknown>): MailRecord {
  return {
    id: String(row.id),
    acceptedAt: Number(row.accepted_at),
    source: String(row.source),
    recipients: JSON.parse(String(row.recipients)),
    configurationSet: row.configuration_set === null ? undefined : String(row.configuration_set),
    tags: JSON.parse(String(row.tags)),
    raw: row.raw instanceof Uint8Array ? Buffer.from(row.raw) : Buffer.alloc(0),
  }
}
