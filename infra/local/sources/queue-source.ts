/**
 * An SQS event source mapping: takes batches from the queue, gives them to the function, deletes what succeeded and leaves the rest to the
 * visibility timeout and the redrive policy. https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 * A batching window ends early when nothing on the machine is under way: then nothing is left that could fill the batch.
 */
import { setTimeout as later } from 'node:timers/promises'
import { type Activity, gather } from '../activity.ts'
import type { Functions } from '../functions.ts'
import { compilePattern, flatten, type Matcher } from '../pattern.ts'
import type { QueuePort, ReceivedMessage } from '../queue-port.ts'
import type { QueueSourceModel } from '../template/model.ts'
import { readBatchResponse } from './batch-response.ts'

export interface RunningSource {
  stop(): Promise<void>
}

export interface QueueSourceOptions {
  readonly region: string
  readonly queues: QueuePort
  readonly functions: Functions
  readonly activity: Activity
  warn(sentence: string): void
}

/** A receive is asked again after this time; a message ends the wait at once. */
const RECEIVE_WAIT_MS = 20_000
const ERROR_PAUSE_MS = 500

export function startQueueSource(source: QueueSourceModel, options: QueueSourceOptions): RunningSource {
  const { queues, functions, activity, warn } = options
  const matchers = source.filters.map(compilePattern)
  const stopping = new AbortController()
  const concurrency = Math.min(source.maximumConcurrency ?? Number.POSITIVE_INFINITY, functions.concurrencyOf(source.functionArn))
  const pollers = Array.from({ length: concurrency }, () => poll())

  async function poll(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await takeBatch()
      } catch (error) {
        // The disk is full, say: the messages come again by themselves, and whoever gives them out has to be there then.
        warn(`${source.logicalId} cannot take messages: ${error instanceof Error ? error.message : error}`)
        await later(ERROR_PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => {})
      }
    }
  }

  async function takeBatch(): Promise<void> {
    if (source.windowSeconds > 0) await untilBatchFull()
    const messages = await queues.receive(source.queueArn, source.batchSize, RECEIVE_WAIT_MS, stopping.signal)
    if (messages.length > 0) await activity.track(() => handleBatch(messages))
  }

  async function untilBatchFull(): Promise<void> {
    await queues.untilReady(source.queueArn, RECEIVE_WAIT_MS, stopping.signal)
    const enough = () => {
      const { ready } = queues.stats(source.queueArn)
      return ready === 0 || ready >= source.batchSize || stopping.signal.aborted
    }
    await gather(activity, { ms: source.windowSeconds * 1_000, enough })
  }

  async function handleBatch(messages: readonly ReceivedMessage[]): Promise<void> {
    const wanted = matchers.length === 0 ? messages : messages.filter((message) => isWanted(message, matchers))
    if (wanted.length < messages.length) await deleteAll(messages.filter((message) => !wanted.includes(message)))
    if (wanted.length === 0) return
    const event = { Records: wanted.map((message) => toRecord(message, source.queueArn, options.region)) }
    const outcome = await functions.invoke(source.functionArn, event).catch(() => undefined)
    if (outcome === undefined) return
    const result = readBatchResponse(
      outcome,
      source.reportsItemFailures,
      wanted.map(({ messageId }) => messageId),
    )
    if (result.kind === 'failed') return warn(`${source.logicalId}: a batch of ${wanted.length} failed: ${result.reason}`)
    if (result.kind === 'items-failed') warn(`${source.logicalId}: ${result.failed.size} of ${wanted.length} messages failed`)
    await deleteAll(result.kind === 'done' ? wanted : wanted.filter(({ messageId }) => !result.failed.has(messageId)))
  }

  async function deleteAll(messages: readonly ReceivedMessage[]): Promise<void> {
    if (messages.length === 0) return
    await queues.delete(
      source.queueArn,
      messages.map(({ receiptHandle }) => receiptHandle),
    )
  }

  async function stop(): Promise<void> {
    stopping.abort()
    activity.changed()
    await Promise.allSettled(pollers)
  }

  return { stop }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html: a body that is not JSON never matches a pattern for a JSON body. */
function isWanted(message: ReceivedMessage, matchers: readonly Matcher[]): boolean {
  const flat = flatten({ messageId: message.messageId, body: parseBody(message.body), messageAttributes: message.messageAttributes })
  return matchers.some((matches) => matches(flat))
}

function parseBody(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return body
  }
}

function toRecord(message: ReceivedMessage, queueArn: string, region: string) {
  const { messageId, receiptHandle, body, attributes, messageAttributes, md5OfBody } = message
  return {
    messageId,
    receiptHandle,
    body,
    attributes,
    messageAttributes,
    md5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  }
}
