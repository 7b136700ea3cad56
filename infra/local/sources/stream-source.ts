/**
 * A DynamoDB stream event source mapping. It reads when somebody has written to the table (`tableWritten`) and else now and then, one batch
 * at a time in the order of each shard, and keeps its place in the state only after the function has succeeded: a process killed in between
 * reads the records again. Lambda looks four times a second; here it is at once where nothing else is under way, and soon where many write.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html
 */
import { type Activity, gather } from '../activity.ts'
import type { MachineClock } from '../contract.ts'
import { CloudError } from '../contract.ts'
import type { Functions } from '../functions.ts'
import { compilePattern, flatten } from '../pattern.ts'
import type { LocalState } from '../state.ts'
import type { StreamSourceModel } from '../template/model.ts'
import type { Pauses } from './pauses.ts'
import type { RunningSource } from './queue-source.ts'
import { processBatch, sequenceOf } from './stream-batch.ts'
import type { Shard, StreamClient, StreamRecord } from './stream-client.ts'

export interface StreamSource extends RunningSource {
  readonly tableName: string
  /** Somebody has written to the table. */
  tableWritten(): void
}

export interface StreamSourceOptions {
  readonly region: string
  /** As the template knows it: the function sees this one. */
  readonly streamArn: string
  readonly client: StreamClient
  readonly streamArnOf: (tableName: string) => Promise<string>
  readonly functions: Functions
  readonly activity: Activity
  readonly clock: MachineClock
  readonly pauses: Pauses
  readonly state: LocalState
  /** Sends what was given up to the on-failure destination. */
  giveUp(source: StreamSourceModel, body: unknown): Promise<void>
  warn(sentence: string): void
}

/** GetRecords gives at most 1,000 records or 1 MB: a page far from both has reached the end of its shard. */
const FULL_PAGE = { records: 500, bytes: 250_000 }

/** While others are at work, and so may write more, their records are taken together. */
const GATHER_MS = 100
/** Writes that did not come through the front door are found after this time at the latest. */
const LOOK_AGAIN_MS = 1_000
const ERROR_PAUSE_MS = 500

interface Checkpoint {
  /** The last record dealt with; absent when none was yet. */
  readonly sequence?: string
  /** The shard is closed and read to its end. */
  readonly finished?: boolean
}

export function startStreamSource(source: StreamSourceModel, options: StreamSourceOptions): StreamSource {
  const { client, activity, clock, pauses, state, warn } = options
  const matchers = source.filters.map(compilePattern)
  const checkpoints = state.space<Checkpoint>(`stream ${source.stack}/${source.logicalId}`)
  const stopping = new AbortController()
  const { signal } = stopping
  /** Held from a write until the stream has been read to its end after that write. */
  let endOfWork: (() => void) | undefined = activity.begin()
  let wake: (() => void) | undefined
  let written = true
  let isResting = false

  async function run(): Promise<void> {
    const streamArn = await options.streamArnOf(source.tableName)
    if (source.startingPosition === 'LATEST' && checkpoints.entries().length === 0) await skipExisting(streamArn)
    const iterators = new Map<string, string>()
    while (!signal.aborted) {
      if (written) await gather(activity, { ms: GATHER_MS, own: 1, enough: () => signal.aborted })
      written = false
      const found = await readShards(streamArn, iterators).catch((error: unknown) => {
        warn(`${source.logicalId}: the stream cannot be read: ${error instanceof Error ? error.message : error}`)
        return undefined
      })
      if (found === undefined) await pause(ERROR_PAUSE_MS)
      else if (found === 'all' && !written) await untilWritten()
    }
  }

  /** Reads every shard once and deals with what is there; tells whether that was all there was when it was read. */
  async function readShards(streamArn: string, iterators: Map<string, string>): Promise<'all' | 'more'> {
    if (iterators.size === 0) await openShards(streamArn, iterators)
    let found: 'all' | 'more' = 'all'
    for (const [shard, iterator] of iterators) {
      const page = await client.records(iterator).catch((error: unknown) => reopen(streamArn, shard, error))
      if (page.records.length > 0) {
        endOfWork ??= activity.begin()
        if (isFull(page.records)) found = 'more'
        await deal(streamArn, shard, page.records)
        if (signal.aborted) return found
      }
      if (page.next !== undefined) iterators.set(shard, page.next)
      else {
        // A closed shard has been read to its end: its children come next.
        checkpoints.put(keyOf(streamArn, shard), { ...checkpoints.get(keyOf(streamArn, shard)), finished: true })
        iterators.clear()
        return 'more'
      }
    }
    return found
  }

  /** Shards whose parents are finished, so that a record never overtakes an older one of its item. */
  async function openShards(streamArn: string, iterators: Map<string, string>): Promise<void> {
    const shards = await client.shards(streamArn)
    const unfinished = (id: string | undefined) =>
      shards.some((shard) => shard.id === id) && checkpoints.get(keyOf(streamArn, String(id)))?.finished !== true
    for (const shard of shards) {
      if (unfinished(shard.id) && !unfinished(shard.parent)) iterators.set(shard.id, await iteratorOf(streamArn, shard.id))
    }
    forgetOthers(streamArn, shards)
  }

  async function iteratorOf(streamArn: string, shard: string): Promise<string> {
    const sequence = checkpoints.get(keyOf(streamArn, shard))?.sequence
    const isKnown = sequence !== undefined && (await isReached(streamArn, shard, sequence))
    return client.iterator(streamArn, shard, isKnown ? { kind: 'after', sequence } : { kind: 'oldest' })
  }

  /**
   * DynamoDB Local forgets at its start what is older than a day. When nothing is left it numbers anew, from 1: then no record has come as
   * far as this number, and what is there has not been dealt with.
   */
  async function isReached(streamArn: string, shard: string, sequence: string): Promise<boolean> {
    const { records } = await client.records(await client.iterator(streamArn, shard, { kind: 'from', sequence }))
    return records.length > 0
  }

  /** An iterator lives for 15 minutes: a new one continues at the checkpoint. */
  async function reopen(streamArn: string, shard: string, error: unknown) {
    if (!(error instanceof CloudError) || error.code !== 'ExpiredIteratorException') throw error
    return client.records(await iteratorOf(streamArn, shard))
  }

  async function deal(streamArn: string, shard: string, records: readonly StreamRecord[]): Promise<void> {
    const checkpoint = (sequence: string) => checkpoints.put(keyOf(streamArn, shard), { sequence })
    const wanted = matchers.length === 0 ? records : records.filter(isWanted)
    const arrived = new Date(clock.now()).toISOString()
    for (let start = 0; start < wanted.length && !signal.aborted; start += source.batchSize) {
      await processBatch(wanted.slice(start, start + source.batchSize), {
        source,
        functions: options.functions,
        signal,
        toEvent,
        checkpoint,
        rest,
        giveUp: (given, attempts, reason) => giveUp({ shardId: shard, arrived }, given, attempts, reason),
      })
    }
    if (!signal.aborted) checkpoint(sequenceOf(records.at(-1)))
  }

  /** Meanwhile nothing is under way here, whatever is written: it is read after what failed. */
  async function rest(ms: number, reason: string): Promise<void> {
    warn(`${source.logicalId}: stream records failed and are tried again in ${ms} ms: ${reason}`)
    isResting = true
    endOfWork?.()
    endOfWork = undefined
    await pauses.pause(ms, signal)
    isResting = false
    endOfWork = activity.begin()
  }

  function isWanted(record: StreamRecord): boolean {
    const flat = flatten(record)
    return matchers.some((matches) => matches(flat))
  }

  function toEvent(records: readonly StreamRecord[]): unknown {
    // The record's own time is DynamoDB Local's, which does not live in the machine's time.
    const ApproximateCreationDateTime = Math.floor(clock.now() / 1000)
    const Records = records.map((record) => ({
      ...record,
      awsRegion: options.region,
      dynamodb: { ...record.dynamodb, ApproximateCreationDateTime },
      eventSourceARN: options.streamArn,
    }))
    return { Records }
  }

  /** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html: the message says where the records are, not what they are. */
  async function giveUp(
    { shardId, arrived }: { readonly shardId: string; readonly arrived: string },
    records: readonly StreamRecord[],
    attempts: number,
    reason: string,
  ): Promise<void> {
    warn(`${source.logicalId}: ${records.length} stream records were given up after ${attempts} attempts: ${reason}`)
    const timestamp = new Date(clock.now()).toISOString()
    await options.giveUp(source, {
      requestContext: { functionArn: source.functionArn, condition: 'RetryAttemptsExhausted', approximateInvokeCount: attempts },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp,
      DDBStreamBatchInfo: {
        shardId,
        startSequenceNumber: sequenceOf(records[0]),
        endSequenceNumber: sequenceOf(records.at(-1)),
        approximateArrivalOfFirstRecord: arrived,
        approximateArrivalOfLastRecord: arrived,
        batchSize: records.length,
        streamArn: options.streamArn,
      },
    })
  }

  /** LATEST means from the mapping's creation on: what is there at the very first start is passed over, once and for all. */
  async function skipExisting(streamArn: string): Promise<void> {
    for (const { id } of await client.shards(streamArn)) {
      let next: string | undefined = await client.iterator(streamArn, id, { kind: 'oldest' })
      let last: StreamRecord | undefined
      for (let more = true; more && next !== undefined; ) {
        const page: Awaited<ReturnType<StreamClient['records']>> = await client.records(next)
        last = page.records.at(-1) ?? last
        more = page.records.length > 0
        next = page.next
      }
      checkpoints.put(keyOf(streamArn, id), last === undefined ? {} : { sequence: sequenceOf(last) })
    }
  }

  /** Checkpoints of shards that are no longer kept, so that the state does not grow. */
  function forgetOthers(streamArn: string, shards: readonly Shard[]): void {
    const kept = new Set(shards.map(({ id }) => keyOf(streamArn, id)))
    for (const [key] of checkpoints.entries()) if (!kept.has(key)) checkpoints.delete(key)
  }

  async function untilWritten(): Promise<void> {
    endOfWork?.()
    endOfWork = undefined
    await pause(LOOK_AGAIN_MS)
  }

  function pause(ms: number): Promise<void> {
    if (signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  function tableWritten(): void {
    if (signal.aborted) return
    written = true
    if (!isResting) endOfWork ??= activity.begin()
    wake?.()
  }

  const running = run()
  running.catch((error) => warn(`${source.logicalId} stopped reading: ${error instanceof Error ? error.message : error}`))

  async function stop(): Promise<void> {
    stopping.abort()
    wake?.()
    activity.changed()
    await running.catch(() => {})
    endOfWork?.()
  }

  return { tableName: source.tableName, tableWritten, stop }
}

function isFull(records: readonly StreamRecord[]): boolean {
  const bytes = records.reduce((sum, { dynamodb }) => sum + dynamodb.SizeBytes, 0)
  return records.length >= FULL_PAGE.records || bytes >= FULL_PAGE.bytes
}

function keyOf(streamArn: string, shard: string): string {
  return `${streamArn} ${shard}`
}
