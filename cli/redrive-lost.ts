/**
 * What never reached the bus goes there again. The log holds every event that the relay gave up, and a letter of a schedule holds its
 * signal. Told twice, everything is done once, so what lies around a lost event is told again with it.
 */
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  type ReceiveMessageCommandOutput,
  type SQSClient,
} from '@aws-sdk/client-sqs'
import type { Detail } from '../events/event.ts'
import type { Publish, Publishable } from '../shared/aws/publish.ts'
import type { RecordedEvent } from '../shared/ports.ts'
import { CliRefusal } from './output.ts'
import { signalOfLetter, type Window, windowOfLetter } from './redrive-letters.ts'

/** What one call takes on; the next call takes the rest. */
export const LETTERS_MAX = 1_000
/** Long enough to read a large table; a call that dies leaves its letters to the next. */
const HIDDEN_SECONDS = 15 * 60

export interface Letter {
  readonly body: string
  /** Takes it out of the queue for good. */
  remove(): Promise<void>
  /** Lets others see it again, and its alarm ring, at once. */
  release(): Promise<void>
}

export interface Told {
  readonly letters: number
  readonly events: number
  /** Letters that nobody here can read; they stay where they are. */
  readonly unread: number
}

type Logs = AsyncIterable<{ readonly events: readonly RecordedEvent[] }>

/** Publishes every event decided around the moments that the letters name, in the order of each log, and then removes the letters. */
export async function publishGivenUp(letters: readonly Letter[], logs: () => Logs, publish: Publish): Promise<Told> {
  const read = letters.map((letter) => ({ letter, window: windowOfLetter(letter.body) }))
  const known = read.flatMap(({ letter, window }) => (window === undefined ? [] : [{ letter, window }]))
  const windows = known.map(({ window }) => window)
  return orReleased(letters, async () => {
    const lost = windows.length === 0 ? [] : await decidedWithin(windows, logs())
    await publishAll(publish, lost)
    for (const { letter } of known) await letter.remove()
    return { letters: known.length, events: lost.length, unread: letters.length - known.length }
  })
}

/** Publishes each signal and removes its letter. */
export async function publishSignals(letters: readonly Letter[], publish: Publish): Promise<Told> {
  return orReleased(letters, async () => {
    let told = 0
    for (const letter of letters) {
      const signal = signalOfLetter(letter.body)
      if (signal === undefined) continue
      await publishAll(publish, [signal])
      await letter.remove()
      told += 1
    }
    return { letters: told, events: told, unread: letters.length - told }
  })
}

/** Letters that are still there afterwards hide no longer: an empty queue that is not empty would mislead. */
async function orReleased(letters: readonly Letter[], work: () => Promise<Told>): Promise<Told> {
  try {
    return await work()
  } finally {
    await Promise.all(letters.map((letter) => letter.release()))
  }
}

/** Log by log, so that the order of each is kept whatever the clocks of those who decided said. */
async function decidedWithin(windows: readonly Window[], logs: Logs): Promise<readonly Publishable[]> {
  const lost: { readonly at: string; readonly events: readonly Publishable[] }[] = []
  for await (const { events } of logs) {
    const within = events.filter(({ detail }) => windows.some(({ from, to }) => from <= atOf(detail) && atOf(detail) <= to))
    const [first] = within
    if (first === undefined) continue
    const publishable = within.map(publishableOf)
    lost.push({ at: atOf(first.detail), events: publishable })
  }
  return lost.toSorted((left, right) => (left.at < right.at ? -1 : 1)).flatMap(({ events }) => events)
}

const atOf = (detail: string): string => (JSON.parse(detail) as Detail).metadata.at

/** An event of the log, as it goes on the bus. */
export const publishableOf = ({ stream, sequence, name, detail }: RecordedEvent): Publishable => ({
  sequenceNumber: `${stream}#${sequence}`,
  name,
  detail,
})

/** Throws a refusal that names the first event the bus did not take. */
export async function publishAll(publish: Publish, events: readonly Publishable[]): Promise<void> {
  const refused = await publish(events)
  if (refused !== undefined) throw new CliRefusal(`The bus did not take ${refused}. Nothing is lost: run the same again.`)
}

/** Every letter of a queue, up to `LETTERS_MAX`, hidden from other readers meanwhile. */
export async function lettersIn(sqs: SQSClient, name: string): Promise<readonly Letter[]> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }))
  const letters: Letter[] = []
  while (letters.length < LETTERS_MAX) {
    const { Messages = [] }: ReceiveMessageCommandOutput = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: HIDDEN_SECONDS, WaitTimeSeconds: 1 }),
    )
    if (Messages.length === 0) break
    letters.push(...Messages.map((message) => letterOf(sqs, QueueUrl, message)))
  }
  return letters
}

function letterOf(sqs: SQSClient, QueueUrl: string | undefined, { Body: body = '', ReceiptHandle }: Message): Letter {
  let isThere = true
  return {
    body,
    async remove() {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
      isThere = false
    },
    async release() {
      if (isThere) await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }))
    },
  }
}
