/**
 * Messages on disk. Every call is one SQLite transaction in a write-ahead log: what has returned survives `kill -9`.
 * A message is visible when `visible_at` has come; while it is in flight it carries a receipt.
 */

import { createHash, randomUUID } from 'node:crypto'
import * as z from 'zod'
import { openDatabase } from '../database.ts'
import type { QueueMessageAttribute } from '../queue-port.ts'
import { inTransaction } from '../transaction.ts'

export type MessageAttributes = Readonly<Record<string, QueueMessageAttribute>>

export interface OutgoingMessage {
  readonly id: string
  readonly body: string
  readonly attributes: MessageAttributes
  readonly sentAt: number
  readonly visibleAt: number
}

const rowSchema = z.object({
  seq: z.number(),
  id: z.string(),
  body: z.string(),
  md5: z.string(),
  attributes: z.string(),
  sent_at: z.number(),
  visible_at: z.number(),
  received: z.number(),
  first_received_at: z.number().nullable(),
  receipt: z.string().nullable(),
  origin: z.string().nullable(),
})

export type MessageRow = z.infer<typeof rowSchema>

/** `file` may be `:memory:`. */
export function openQueueStore(file: string) {
  const database = openDatabase(
    file,
    `
    CREATE TABLE IF NOT EXISTS messages (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      queue TEXT NOT NULL,
      id TEXT NOT NULL,
      body TEXT NOT NULL,
      md5 TEXT NOT NULL,
      attributes TEXT NOT NULL,
      sent_at INTEGER NOT NULL,
      visible_at INTEGER NOT NULL,
      received INTEGER NOT NULL DEFAULT 0,
      first_received_at INTEGER,
      receipt TEXT,
      origin TEXT
    ) STRICT;
    CREATE INDEX IF NOT EXISTS by_visibility ON messages (queue, visible_at, seq);
  `,
  )
  const insert = database.prepare(
    'INSERT INTO messages (queue, id, body, md5, attributes, sent_at, visible_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  )
  const visible = database.prepare('SELECT * FROM messages WHERE queue = ? AND visible_at <= ? ORDER BY visible_at, seq LIMIT ?')
  const take = database.prepare(
    'UPDATE messages SET received = received + 1, visible_at = ?, receipt = ?, first_received_at = coalesce(first_received_at, ?) WHERE seq = ?',
  )
  const bury = database.prepare(
    'UPDATE messages SET queue = ?, origin = queue, visible_at = ?, received = 0, first_received_at = NULL, receipt = NULL WHERE seq = ?',
  )
  const revive = database.prepare(
    'UPDATE messages SET queue = ?, id = ?, sent_at = ?, visible_at = ?, received = 0, first_received_at = NULL, receipt = NULL, origin = NULL WHERE seq = ?',
  )
  const remove = database.prepare('DELETE FROM messages WHERE seq = ? AND queue = ? AND receipt = ?')
  const hide = database.prepare('UPDATE messages SET visible_at = ? WHERE seq = ? AND queue = ? AND receipt = ? AND visible_at > ?')
  const resurface = database.prepare('UPDATE messages SET visible_at = ? WHERE receipt IS NOT NULL')
  const expire = database.prepare('DELETE FROM messages WHERE queue = ? AND sent_at < ? RETURNING seq')
  const purge = database.prepare('DELETE FROM messages WHERE queue = ?')
  const total = database.prepare('SELECT count(*) AS total FROM messages WHERE queue = ?')
  const hidden = database.prepare('SELECT seq, visible_at, receipt FROM messages WHERE queue = ? AND visible_at > ?')

  return {
    /** All or nothing. */
    transaction: <R>(work: () => R): R => inTransaction(database, work),
    insert(queue: string, message: OutgoingMessage): number {
      const { id, body, attributes, sentAt, visibleAt } = message
      const md5 = createHash('md5').update(body).digest('hex')
      return Number(insert.run(queue, id, body, md5, JSON.stringify(attributes), sentAt, visibleAt).lastInsertRowid)
    },
    visible: (queue: string, now: number, limit: number): MessageRow[] => visible.all(queue, now, limit).map((row) => rowSchema.parse(row)),
    take(row: MessageRow, visibleAt: number, now: number): string {
      const receipt = `${row.seq}.${randomUUID()}`
      take.run(visibleAt, receipt, now, row.seq)
      return receipt
    },
    /** Into the dead-letter queue, remembering where from. The time it was sent stays, as in SQS. */
    bury: (row: MessageRow, deadLetterArn: string, now: number) => void bury.run(deadLetterArn, now, row.seq),
    /** Back from the dead-letter queue: a new message with a new id, as in SQS. */
    revive: (row: MessageRow, queue: string, now: number) => void revive.run(queue, randomUUID(), now, now, row.seq),
    /** Only the newest receipt counts. */
    remove: (queue: string, receipt: string): boolean => remove.run(seqOf(receipt), queue, receipt).changes > 0,
    /** False if the message is not in flight under this receipt. */
    hide: (queue: string, receipt: string, visibleAt: number, now: number): boolean =>
      hide.run(visibleAt, seqOf(receipt), queue, receipt, now).changes > 0,
    /** Everything that somebody had received, in flight or waiting to be tried again. */
    resurface: (visibleAt: number) => void resurface.run(visibleAt),
    expire: (queue: string, sentBefore: number): number[] => expire.all(queue, sentBefore).map((row) => Number(row.seq)),
    purge: (queue: string) => void purge.run(queue),
    total: (queue: string): number => Number(total.get(queue)?.total),
    hidden: (queue: string, now: number) =>
      hidden.all(queue, now).map((row) => ({ seq: Number(row.seq), visibleAt: Number(row.visible_at), received: row.receipt !== null })),
    close: () => database.close(),
  }
}

/** A receipt begins with the message's number. */
export function seqOf(receipt: string): number {
  const seq = Number(receipt.split('.')[0])
  return Number.isSafeInteger(seq) ? seq : -1
}
