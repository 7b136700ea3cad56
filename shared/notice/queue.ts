/** Putting mails into the outbox: many notices in few transactions, each at most once. */
import { hash } from 'node:crypto'
import type { Happened } from '../../events/event.ts'
import type { NoticeKind, noticeQueued } from '../../events/notice.ts'
import type { Aggregate } from '../log/aggregate.ts'
import { prepare, streamOf } from '../log/command.ts'
import { isRefusal } from '../log/refusal.ts'
import { APPEND_STREAMS_MAX, type Append, type CommandContext, type EventStore, Retryable } from '../ports.ts'
import { type NoticeCommand, type NoticeState, noticeListing, type QueuedNotice, queue } from './notice.ts'

const QUEUE_ATTEMPTS_MAX = 5

/** What makes a mail one and the same: told twice, it is still one. `occasion` tells apart two reminders or two receipts. */
export function noticeIdOf(of: {
  kind: NoticeKind
  planId?: string
  key?: string
  recipient: string
  contact: number
  occasion?: string
}): string {
  const parts = [of.kind, of.planId ?? '', of.key ?? '', of.recipient, String(of.contact), of.occasion ?? '']
  return `ntc_${hash('sha256', parts.join('\n')).slice(0, 24)}`
}

/** A notice and what led to it. */
export interface Queueing {
  readonly notice: QueuedNotice
  readonly context: CommandContext
}

/** Queues each notice that is not there yet; up to 25 a transaction. Answers how many were new. */
export function queueNotices(store: EventStore, notices: readonly QueuedNotice[], context: CommandContext): Promise<number> {
  return queueEach(
    store,
    notices.map((notice) => ({ notice, context })),
  )
}

export async function queueEach(store: EventStore, queueings: readonly Queueing[]): Promise<number> {
  let queued = 0
  for (let start = 0; start < queueings.length; start += APPEND_STREAMS_MAX) {
    queued += await queueBatch(store, queueings.slice(start, start + APPEND_STREAMS_MAX))
  }
  return queued
}

/** Most are new, so they are written unread; only when some are not is the batch looked up. */
async function queueBatch(store: EventStore, batch: readonly Queueing[]): Promise<number> {
  let missing = batch
  for (let attempt = 1; attempt <= QUEUE_ATTEMPTS_MAX; attempt += 1) {
    if (missing.length === 0) return 0
    const appended = await store.append(missing.map(appendOf))
    if (appended.outcome === 'appended') return missing.length
    const stored = await store.loadMany(missing.map(({ notice }) => streamOf('notice', notice.noticeId)))
    missing = missing.filter((_, index) => stored[index] === undefined)
  }
  throw new Retryable('the outbox kept changing')
}

/** The notice, for who only queues it: what becomes of a mail later is another's business. */
const queuedAggregate: Aggregate<NoticeState, Extract<NoticeCommand, { type: 'queue' }>, Happened<typeof noticeQueued>> = {
  kind: 'notice',
  decide: queue,
  evolve: (_, queued) => queued.data,
  listing: noticeListing,
}

function appendOf({ notice, context }: Queueing): Append {
  const prepared = prepare(queuedAggregate, streamOf('notice', notice.noticeId), undefined, { type: 'queue', notice }, context)
  if (isRefusal(prepared) || prepared.append === undefined) throw new Error(`${notice.noticeId} cannot be queued`)
  return prepared.append
}
