/**
 * Brings one batch of stream records to the function, in order, with the mapping's own way of failing: bisecting, retries, and at last the
 * on-failure destination. https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Functions, Outcome } from '../functions.ts'
import type { StreamSourceModel } from '../template/model.ts'
import { type BatchResult, readBatchResponse } from './batch-response.ts'
import type { StreamRecord } from './stream-client.ts'

export interface StreamBatchOptions {
  readonly source: StreamSourceModel
  readonly functions: Functions
  readonly signal: AbortSignal
  /** The records as the function sees them. */
  toEvent(records: readonly StreamRecord[]): unknown
  /** Everything up to here has succeeded or was given up; durable when it returns. */
  checkpoint(sequence: string): void
  giveUp(records: readonly StreamRecord[], attempts: number, reason: string): Promise<void>
  /** Waits in the machine's time before the next try: what fails so long is not under way any more, only time brings it back. */
  rest(ms: number, reason: string): Promise<void>
}

const BACKOFF_MS_MIN = 50
/** Lambda backs off between tries and does not say how far; it tries as often as the mapping says, or until the record expires. */
const BACKOFF_MS_MAX = 60_000
/** A pause as short as this is part of the work. */
const BACKOFF_AT_WORK_MS_MAX = 1_000

/** Resolves when every record has been dealt with, or when the signal is aborted. */
export async function processBatch(batch: readonly StreamRecord[], options: StreamBatchOptions): Promise<void> {
  const { source, signal } = options
  const waiting: (readonly StreamRecord[])[] = [batch]
  let attempts = 0
  for (let records = waiting.shift(); records !== undefined && !signal.aborted; records = waiting.shift()) {
    const { result, failedFrom } = await attempt(records, options)
    if (signal.aborted) return
    if (failedFrom > 0) options.checkpoint(sequenceOf(records[failedFrom - 1]))
    if (result.kind === 'done') {
      attempts = 0
      continue
    }
    attempts = failedFrom > 0 ? 0 : attempts
    const rest = records.slice(failedFrom)
    if (failedFrom === 0 && source.bisectOnError && rest.length > 1) {
      const half = Math.ceil(rest.length / 2)
      waiting.unshift(rest.slice(0, half), rest.slice(half))
      continue
    }
    attempts += 1
    if (source.maximumRetryAttempts >= 0 && attempts > source.maximumRetryAttempts) {
      await options.giveUp(rest, attempts, result.reason)
      options.checkpoint(sequenceOf(rest.at(-1)))
      attempts = 0
      continue
    }
    waiting.unshift(rest)
    const ms = Math.min(BACKOFF_MS_MIN * 2 ** attempts, BACKOFF_MS_MAX)
    if (ms > BACKOFF_AT_WORK_MS_MAX) await options.rest(ms, result.reason)
    else await wait(ms, undefined, { signal }).catch(() => {})
  }
}

type Attempt =
  | { readonly result: { readonly kind: 'done' }; readonly failedFrom: number }
  | { readonly result: { readonly kind: 'failed'; readonly reason: string }; readonly failedFrom: number }

/** `failedFrom` is the index of the first record that has not succeeded. */
async function attempt(records: readonly StreamRecord[], { source, functions, toEvent }: StreamBatchOptions): Promise<Attempt> {
  const sequences = records.map(sequenceOf)
  const outcome: Outcome = await functions
    .invoke(source.functionArn, toEvent(records))
    .catch((error) => ({ kind: 'failed', fault: { errorType: 'Stopped', errorMessage: String(error), trace: [] } }))
  const result: BatchResult = readBatchResponse(outcome, source.reportsItemFailures, sequences)
  if (result.kind === 'done') return { result, failedFrom: records.length }
  if (result.kind === 'failed') return { result, failedFrom: 0 }
  const failedFrom = sequences.findIndex((sequence) => result.failed.has(sequence))
  return { result: { kind: 'failed', reason: 'the function reported the record as failed' }, failedFrom }
}

export function sequenceOf(record: StreamRecord | undefined): string {
  if (record === undefined) throw new Error('a batch of stream records is never empty')
  return record.dynamodb.SequenceNumber
}
