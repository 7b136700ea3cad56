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
import type { RecordedEvent, StreamName } from '../shared/ports.ts'
import type { CheckedLog } from './logs-that-hold.ts'
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
  /** Logs that do not hold and may have lost events too; while there are any, the letters stay. */
  readonly broken: readonly StreamName[]
}

type Logs = AsyncIterable<CheckedLog>

/** Publishes every event decided around the moments that the letters name, in the order of each log, and then removes the letters. */
export async function publishGivenUp(letters: readonly Letter[], logs: () => Logs, publish: Publish): Promise<Told> {
  const read = letters.map((letter) => ({ letter, window: windowOfLetter(letter.body) }))
  const known = read.flatMap(({ letter, window }) => (window === undefined ? [] : [{ letter, window }]))
  const windows = merged(known.map(({ window }) => window))
  return orReleased(letters, async () => {
    const { lost, broken } = windows.length === 0 ? { lost: [], broken: [] } : await decidedWithin(windows, logs())
    await publishAll(publish, lost)
    const answered = broken.length > 0 ? [] : known
    for (const { letter } of answered) await letter.remove()
    return { letters: answered.length, events: lost.length, unread: letters.length - known.length, broken }
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
    return { letters: told, events: told, unread: letters.length - told, broken: [] }
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

/** A thousand letters of one bad hour name one hour. */
function merged(windows: readonly Window[]): readonly Window[] {
  const apart: Window[] = []
  for (const window of windows.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = apart.at(-1)
    if (last === undefined || last.to < window.from) apart.push(window)
    else if (last.to < window.to) apart[apart.length - 1] = { from: last.from, to: window.to }
  }
  return apart
}

/** Log by log, so that the order of each is kept whatever the clocks of those who decided said. */
async function decidedWithin(windows: readonly Window[], logs: Logs) {
  const found: { readonly at: string; readonly events: readonly RecordedEvent[] }[] = []
  const broken: StreamName[] = []
  for await (const { stream, events } of logs) {
    if (events === undefined) broken.push(stream)
    const dated = (events ?? []).map((event) => ({ event, at: atOf(event.detail) }))
    const within = dated.filter(({ at }) => windows.some(({ from, to }) => from <= at && at <= to))
    const [first] = within
    if (first !== undefined) found.push({ at: first.at, events: within.map(({ event }) => event) })
  }
  const inOrder = found.toSorted((left, right) => (left.at < right.at ? -1 : 1))
  return { lost: inOrder.flatMap(({ events }) => events.map(publishableOf)), broken }
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
