/** SQS as far as it matters here: visibility, delay, batches of any size and order, receives counted, the dead buried. */
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda'
import type { Agenda } from './agenda.ts'
import type { Chance } from './chance.ts'
import type { Environment, Functions } from './functions.ts'
import type { BusEvent, Template } from './template.ts'

export interface Message {
  readonly id: string
  readonly event: BusEvent
  readonly body: string
  receives: number
  visibleAt: number
}

export interface Queues {
  send(queueArn: string, event: BusEvent, body: string): void
  /** Messages that are neither done nor buried. */
  left(): readonly Message[]
  /** What lies in dead-letter queues, with the function that could not deal with it. */
  readonly buried: readonly { readonly function: string; readonly message: Message }[]
}

export interface QueuesOptions {
  readonly template: Template
  readonly agenda: Agenda
  readonly chance: Chance
  readonly functions: Functions
  readonly consume: (name: string, event: SQSEvent, environment: Environment) => Promise<SQSBatchResponse>
  readonly say: (sentence: () => string) => void
}

interface Queue {
  readonly name: string
  readonly messages: Map<string, Message>
  busy: number
}

type Source = NonNullable<ReturnType<Template['sources']['get']>>

export function queuesOf(options: QueuesOptions): Queues {
  const { template, agenda } = options
  const lines = new Map<string, Line>()
  const buried: { function: string; message: Message }[] = []
  for (const model of template.queues) {
    const source = template.sources.get(model.arn)
    // A dead-letter queue has no reader.
    if (source === undefined) continue
    const name = source.function.environment.REACTION ?? source.function.name
    lines.set(
      model.arn,
      lineOf(model, source, name, options, (message) => buried.push({ function: name, message })),
    )
  }
  let count = 0
  return {
    buried,
    left: () => [...lines.values()].flatMap((line) => [...line.queue.messages.values()]),
    send(queueArn, event, body) {
      const line = lines.get(queueArn)
      if (line === undefined) throw new Error(`a rule sends to ${queueArn}, which nobody reads`)
      count += 1
      line.send({ id: `m${count}`, event, body, receives: 0, visibleAt: agenda.now() + line.delay })
    },
  }
}

interface Line {
  readonly queue: Queue
  readonly delay: number
  send(message: Message): void
}

function lineOf(
  model: Template['queues'][number],
  { source, function: settings }: Source,
  name: string,
  { agenda, chance, functions, consume, say }: QueuesOptions,
  bury: (message: Message) => void,
): Line {
  const queue: Queue = { name, messages: new Map(), busy: 0 }
  const concurrency = source.maximumConcurrency ?? Number.POSITIVE_INFINITY
  const receivesMax = model.redrive?.maxReceiveCount ?? Number.POSITIVE_INFINITY

  /** A poller comes by at its own time: what has gathered by then may go as one batch. */
  const pollAfter = (milliseconds: number): void => agenda.work(Math.max(0, milliseconds) + chance.between(1, 120), poll)

  function poll(): void {
    if (queue.busy >= concurrency) return
    const visible = [...queue.messages.values()].filter((message) => message.visibleAt <= agenda.now())
    const batch = chance.shuffled(visible).slice(0, chance.whole(1, source.batchSize))
    if (visible.length > batch.length) pollAfter(0)
    const received = batch.filter(receive)
    if (received.length > 0) work(received)
  }

  function receive(message: Message): boolean {
    if (message.receives >= receivesMax) {
      queue.messages.delete(message.id)
      bury(message)
      say(() => `${message.event['detail-type']} ${idOf(message)} goes to the dead letters of ${name}`)
      return false
    }
    message.receives += 1
    message.visibleAt = agenda.now() + model.visibilitySeconds * 1_000
    return true
  }

  function work(batch: readonly Message[]): void {
    queue.busy += 1
    const event: SQSEvent = { Records: batch.map((message) => recordOf(message, model.arn)) }
    functions.invoke<SQSBatchResponse>({
      function: name,
      settings,
      subjects: batch.map((message) => `${name}:${idOf(message)}`),
      code: (environment) => consume(name, event, environment),
      done: (answer) => finish(batch, answer),
    })
  }

  /** Deletes what succeeded; the rest comes back when its visibility ends. No answer at all is a failure of the whole batch. */
  function finish(batch: readonly Message[], answer: SQSBatchResponse | undefined): void {
    queue.busy -= 1
    const failed = new Set(answer?.batchItemFailures.map((failure) => failure.itemIdentifier) ?? batch.map((message) => message.id))
    for (const message of batch) {
      if (!failed.has(message.id)) queue.messages.delete(message.id)
      else pollAfter(message.visibleAt - agenda.now())
    }
    if (queue.messages.size > 0) pollAfter(0)
  }

  const delay = model.delaySeconds * 1_000
  return {
    queue,
    delay,
    send(message) {
      queue.messages.set(message.id, message)
      pollAfter(delay)
    },
  }
}

/** Our own id of an event, or the bus's where it has none. */
export function idOf({ event }: Pick<Message, 'event'>): string {
  const { metadata } = event.detail as { metadata?: { id?: string } }
  return metadata?.id ?? event.id
}

function recordOf(message: Message, arn: string): SQSRecord {
  return {
    messageId: message.id,
    receiptHandle: `${message.id}@${message.receives}`,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receives),
      SentTimestamp: '0',
      SenderId: 'events',
      ApproximateFirstReceiveTimestamp: '0',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion: 'ap-southeast-1',
  }
}
