/**
 * SQS standard queues: visibility, delays, retention and redrive by the machine clock, every message on disk before a call returns.
 *
 * Written here on `node:sqlite` instead of the package fauxqs, which listens on all interfaces without checking a signature, finds expired
 * messages by polling every 20 ms, has no in-process receive, no message move task, and one account number only.
 */
import { randomUUID } from 'node:crypto'
import { CloudError, type MachineClock } from './contract.ts'
import { judge } from './policy.ts'
import type { QueuePort, ReceivedMessage } from './queue-port.ts'
import { asReceived, invalid, nonExistentQueue, requireSendable, VISIBILITY_SECONDS_MAX } from './queues/rules.ts'
import { type MessageAttributes, type MessageRow, openQueueStore, seqOf } from './queues/store.ts'
import { createTally, type Tally } from './queues/tally.ts'
import type { QueueModel } from './template/model.ts'

/** Retention is looked at no more often than this. */
const SWEEP_INTERVAL_MS = 60_000
const TIMER_MS_MAX = 2 ** 31 - 1

export interface QueuesOptions {
  readonly queues: readonly QueueModel[]
  readonly clock: MachineClock
  /** SQLite file; `:memory:` without it. */
  readonly file?: string
  /**
   * Messages that somebody had received before come back this long after opening, whatever their visibility timeout. For a machine
   * whose consumers all died with it: nobody holds a receipt any more, and half an hour's timeout would only be waited out. SQS itself
   * knows nothing of its consumers and waits; there they do not die with it. Receives go on being counted, so that what kills the machine
   * is buried like any poison.
   */
  readonly resurfaceAfterMs?: number
}

export interface OutgoingOptions {
  readonly delaySeconds?: number
  readonly attributes?: MessageAttributes
}

export interface LocalQueues extends QueuePort {
  readonly models: readonly QueueModel[]
  /** Sends one message and tells its id. */
  post(queueArn: string, body: string, options?: OutgoingOptions): string
  /** As `receive`, for a caller that names its own visibility timeout. */
  receiveFor(queueArn: string, request: ReceiveRequest): Promise<readonly ReceivedMessage[]>
  /** Moves everything visible in a dead-letter queue back where it came from, or to `destinationArn`; returns how many. */
  redrive(deadLetterArn: string, destinationArn?: string): number
  purge(queueArn: string): void
  /** Ends all waiting receives with nothing. */
  close(): void
}

export interface ReceiveRequest {
  readonly max: number
  readonly waitMs: number
  readonly visibilitySeconds?: number | undefined
  readonly signal?: AbortSignal | undefined
}

interface Queue {
  readonly model: QueueModel
  tally: Tally
  readonly waiting: Set<() => void>
  sweptAt: number
}

export function openQueues({ queues: models, clock, file = ':memory:', resurfaceAfterMs }: QueuesOptions): LocalQueues {
  const store = openQueueStore(file)
  if (resurfaceAfterMs !== undefined) store.resurface(clock.now() + resurfaceAfterMs)
  const listeners = new Set<(queueArn: string) => void>()
  const queues = new Map(models.map((model) => [model.arn, open(model)]))
  let closed = false

  function open(model: QueueModel): Queue {
    if (model.fifo) throw new Error(`${model.stack}/${model.logicalId}: FIFO queues are not understood on this machine`)
    return { model, tally: tallyOf(model), waiting: new Set(), sweptAt: 0 }
  }

  function tallyOf({ arn }: QueueModel): Tally {
    return createTally(store.total(arn), store.hidden(arn, clock.now()))
  }

  /** All or nothing, of what is counted too: what a full disk has taken back would else be waited for until the next start. */
  function atomically<R>(change: () => R): R {
    try {
      return store.transaction(change)
    } catch (error) {
      for (const queue of queues.values()) queue.tally = tallyOf(queue.model)
      throw error
    }
  }

  function require(arn: string): Queue {
    const queue = queues.get(arn)
    if (queue === undefined) throw nonExistentQueue(arn)
    return queue
  }

  function changed(...changedQueues: readonly Queue[]): void {
    for (const { model, waiting } of changedQueues) {
      for (const wake of [...waiting]) wake()
      for (const listener of listeners) listener(model.arn)
    }
  }

  function insert(queue: Queue, body: string, { delaySeconds, attributes = {} }: OutgoingOptions): string {
    requireSendable(body, delaySeconds)
    const now = clock.now()
    const visibleAt = now + (delaySeconds ?? queue.model.delaySeconds) * 1000
    const id = randomUUID()
    queue.tally.added(store.insert(queue.model.arn, { id, body, attributes, sentAt: now, visibleAt }), visibleAt, now)
    return id
  }

  function post(arn: string, body: string, options: OutgoingOptions = {}): string {
    const queue = require(arn)
    const id = insert(queue, body, options)
    changed(queue)
    return id
  }

  async function sendAll(arn: string, bodies: readonly string[]): Promise<void> {
    const queue = require(arn)
    for (const body of bodies) requireSendable(body, undefined)
    atomically(() => {
      for (const body of bodies) insert(queue, body, {})
    })
    changed(queue)
  }

  /** What is visible now, at most `max`; messages received too often go to the dead-letter queue on the way. */
  function takeNow(queue: Queue, max: number, visibilitySeconds: number): ReceivedMessage[] {
    const now = clock.now()
    sweep(queue, now)
    if (queue.tally.stats(now).ready === 0) return []
    const received: ReceivedMessage[] = []
    const { arn, redrive } = queue.model
    const buried = atomically(() => {
      let count = 0
      while (received.length < max) {
        const rows = store.visible(arn, now, max - received.length)
        if (rows.length === 0) break
        for (const row of rows) {
          if (redrive !== undefined && row.received >= redrive.maxReceiveCount) {
            bury(queue, row, redrive.deadLetterArn, now)
            count += 1
            continue
          }
          const visibleAt = now + visibilitySeconds * 1000
          received.push(asReceived(row, store.take(row, visibleAt, now), now))
          queue.tally.taken(row.seq, visibleAt)
        }
        if (visibilitySeconds === 0) break
      }
      return count
    })
    if (received.length > 0 || buried > 0) changed(queue)
    if (redrive !== undefined && buried > 0) changed(require(redrive.deadLetterArn))
    return received
  }

  function bury(queue: Queue, row: MessageRow, deadLetterArn: string, now: number): void {
    store.bury(row, deadLetterArn, now)
    queue.tally.gone(row.seq)
    require(deadLetterArn).tally.added(row.seq, now, now)
  }

  /** Retention counts from the time a message was first sent, in a dead-letter queue too. */
  function sweep(queue: Queue, now: number): void {
    if (now - queue.sweptAt < SWEEP_INTERVAL_MS) return
    queue.sweptAt = now
    for (const seq of store.expire(queue.model.arn, now - queue.model.retentionSeconds * 1000)) queue.tally.gone(seq)
  }

  async function receiveFor(arn: string, { max, waitMs, visibilitySeconds, signal }: ReceiveRequest): Promise<readonly ReceivedMessage[]> {
    const queue = require(arn)
    const seconds = visibilitySeconds ?? queue.model.visibilitySeconds
    const deadline = performance.now() + waitMs
    for (;;) {
      if (closed || signal?.aborted) return []
      const received = takeNow(queue, max, seconds)
      const left = deadline - performance.now()
      if (received.length > 0 || left <= 0) return received
      await somethingToSee(queue, left, signal)
    }
  }

  async function untilReady(arn: string, waitMs: number, signal?: AbortSignal): Promise<void> {
    const queue = require(arn)
    const deadline = performance.now() + waitMs
    while (!closed && !signal?.aborted && queue.tally.stats(clock.now()).ready === 0) {
      const left = deadline - performance.now()
      if (left <= 0) return
      await somethingToSee(queue, left, signal)
    }
  }

  /** Resolves when the queue changes, a message's time comes (only a running clock gets there by itself), or the wait is over. */
  function somethingToSee(queue: Queue, waitMs: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const { nextVisibleAt } = queue.tally.stats(clock.now())
      const untilVisible = clock.held || nextVisibleAt === undefined ? waitMs : nextVisibleAt - clock.now()
      const timer = setTimeout(wake, Math.min(waitMs, Math.max(untilVisible, 1), TIMER_MS_MAX))
      queue.waiting.add(wake)
      signal?.addEventListener('abort', wake, { once: true })
      function wake(): void {
        clearTimeout(timer)
        queue.waiting.delete(wake)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
    })
  }

  async function remove(arn: string, receipts: readonly string[]): Promise<void> {
    const queue = require(arn)
    const removeAll = () => {
      for (const receipt of receipts) if (store.remove(arn, receipt)) queue.tally.gone(seqOf(receipt))
    }
    if (receipts.length > 1) atomically(removeAll)
    else removeAll()
    changed(queue)
  }

  async function changeVisibility(arn: string, receipt: string, timeoutSeconds: number): Promise<void> {
    const queue = require(arn)
    if (!(timeoutSeconds >= 0 && timeoutSeconds <= VISIBILITY_SECONDS_MAX))
      throw invalid(`VisibilityTimeout ${timeoutSeconds} is out of range`)
    const now = clock.now()
    const visibleAt = now + timeoutSeconds * 1000
    if (!store.hide(arn, receipt, visibleAt, now)) throw new CloudError(400, 'MessageNotInflight', 'The message is not in flight')
    queue.tally.taken(seqOf(receipt), visibleAt)
    changed(queue)
  }

  function redrive(deadLetterArn: string, destinationArn?: string): number {
    const source = require(deadLetterArn)
    const now = clock.now()
    const touched = new Set<Queue>([source])
    const count = atomically(() => {
      const rows = store.visible(deadLetterArn, now, -1)
      for (const row of rows) {
        const target = require(destinationArn ?? row.origin ?? deadLetterArn)
        store.revive(row, target.model.arn, now)
        source.tally.gone(row.seq)
        target.tally.added(row.seq, now, now)
        touched.add(target)
      }
      return rows.length
    })
    changed(...touched)
    return count
  }

  function wakeAll(): void {
    for (const { waiting } of queues.values()) for (const wake of [...waiting]) wake()
  }

  return {
    models,
    post,
    sendAll,
    receiveFor,
    untilReady,
    redrive,
    changeVisibility,
    send: async (arn, body) => void post(arn, body),
    receive: (arn, max, waitMs, signal) => receiveFor(arn, { max, waitMs, signal }),
    delete: remove,
    stats(arn) {
      const queue = require(arn)
      sweep(queue, clock.now())
      return queue.tally.stats(clock.now())
    },
    allows(arn, principal, sourceArn) {
      const context = { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': sourceArn.split(':')[4] ?? '' }
      const { policy } = require(arn).model
      return judge({ action: 'sqs:SendMessage', resource: arn, context }, { name: principal, statements: [] }, policy) === 'allowed'
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clockMoved: () => changed(...queues.values()),
    purge(arn) {
      const queue = require(arn)
      store.purge(arn)
      queue.tally.emptied()
      changed(queue)
    },
    close() {
      closed = true
      wakeAll()
      store.close()
    },
  }
}
