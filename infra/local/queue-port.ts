/**
 * What the bus, the event source mappings and the moved clock need of the queues. Queues are named by ARN; everything here is in-process
 * and bypasses the front door: these callers are AWS's own services, whose right to a queue is checked by `allows`.
 */
import type { QueueSender } from './contract.ts'

export interface ReceivedMessage {
  readonly messageId: string
  readonly receiptHandle: string
  readonly body: string
  readonly md5OfBody: string
  /** SQS system attributes as Lambda sees them: ApproximateReceiveCount, SentTimestamp, SenderId, ApproximateFirstReceiveTimestamp. */
  readonly attributes: Readonly<Record<string, string>>
  readonly messageAttributes: Readonly<Record<string, QueueMessageAttribute>>
}

export interface QueueMessageAttribute {
  readonly dataType: string
  readonly stringValue?: string
  readonly binaryValue?: string
}

export interface QueueStats {
  /** Visible now: a receive would return them. */
  readonly ready: number
  /** Received and neither deleted nor visible again. */
  readonly inFlight: number
  /** Sent with a delay that has not yet passed. */
  readonly delayed: number
  /** When the next delayed or in-flight message becomes visible, machine-clock milliseconds; undefined if there is none. */
  readonly nextVisibleAt: number | undefined
}

export interface QueuePort extends QueueSender {
  /** Durable before it resolves; `send` of several, in order. */
  sendAll(queueArn: string, bodies: readonly string[]): Promise<void>

  /**
   * Up to `max` messages (any number, not only SQS's 10), as soon as one is ready; an empty list after `waitMs`, or as soon as the
   * signal is aborted. Event-driven: a message sent, made visible by its timeout or by a moved clock wakes a waiting receive.
   * Hands a message over `maxReceiveCount` times at most; then it moves to the dead-letter queue of the redrive policy.
   */
  receive(queueArn: string, max: number, waitMs: number, signal?: AbortSignal): Promise<readonly ReceivedMessage[]>
  /** Resolves when a receive would return something, after `waitMs`, or as soon as the signal is aborted; takes nothing. */
  untilReady(queueArn: string, waitMs: number, signal?: AbortSignal): Promise<void>
  delete(queueArn: string, receiptHandles: readonly string[]): Promise<void>
  /** Zero makes the message visible at once, as SQS does. */
  changeVisibility(queueArn: string, receiptHandle: string, timeoutSeconds: number): Promise<void>

  stats(queueArn: string): QueueStats

  /**
   * Whether the queue's own policy lets an AWS service send: `principal` such as `events.amazonaws.com`, `sourceArn` the rule or the
   * schedule (the `aws:SourceArn` of the policy's condition).
   */
  allows(queueArn: string, principal: string, sourceArn: string): boolean

  /** Called after every change that `stats` would show (sent, received, deleted, moved): it lets `settle` wait without polling. */
  onChange(listener: (queueArn: string) => void): () => void

  /** The clock was moved: delayed and invisible messages whose time has come are visible when this returns. */
  clockMoved(): void
}
