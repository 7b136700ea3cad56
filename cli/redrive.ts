import {
  GetQueueAttributesCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs'
import { Command } from 'commander'
import { allLogs } from '../shared/aws/streams.ts'
import { checkedLogs } from './logs-that-hold.ts'
import { CliRefusal, lineOf, table } from './output.ts'
import { lettersIn, publishGivenUp, publishSignals, type Told } from './redrive-lost.ts'
import { type CliWorld, cliWorld } from './world.ts'

export function redriveCommand(): Command {
  return new Command('redrive')
    .description('Show what lies in the dead-letter queues; with a name or --all, send it back to where it failed.')
    .argument('[queue]', 'part of the name of a dead-letter queue')
    .option('--all', 'every dead-letter queue that holds something')
    .addHelpText(
      'after',
      `
A message that a function gave up goes back to its queue. What never reached the bus is put there again: the signal of a schedule from its
letter, the events that the relay gave up from the log, which is read whole for them. In AWS these two need BUS_NAME.`,
    )
    .action(async (wanted: string | undefined, { all }: { all?: boolean }) => {
      const world = cliWorld()
      const letters = await deadLetters(world.sqs)
      if (wanted === undefined && (all !== true || letters.length === 0)) {
        console.log(letters.length === 0 ? EMPTY : table(letters.map(rowOf)))
        return
      }
      // An empty name comes of a variable that was never set.
      if (wanted?.trim() === '') throw new CliRefusal('Name a queue, or give --all.')
      const chosen = letters.filter(({ name }) => all === true || name.includes(wanted ?? ''))
      if (chosen.length === 0) throw new CliRefusal(noneOf(letters, all === true ? undefined : wanted))
      await sendAllBack(chosen, world)
    })
}

/** Each by itself: one that stays where it is must not keep the others. Throws what was said of those. */
async function sendAllBack(chosen: readonly DeadLetters[], world: CliWorld): Promise<void> {
  const failures: { readonly sentence: string; readonly isRefusal: boolean }[] = []
  for (const one of chosen) {
    try {
      console.log(`${one.name}: ${await sendBack(one, world)}`)
    } catch (error) {
      failures.push({ sentence: `${one.name}: ${lineOf(error)}`, isRefusal: error instanceof CliRefusal })
    }
  }
  if (failures.length === 0) return
  const sentences = failures.map(({ sentence }) => sentence).join('\n')
  throw failures.every(({ isRefusal }) => isRefusal) ? new CliRefusal(sentences) : new Error(sentences)
}

/** Of all, that is what was wanted; of one that was named, nobody knows whether the name is right. */
const EMPTY = 'Every dead-letter queue is empty.'

const rowOf = ({ messages, hidden, name }: DeadLetters) => [messages, name, hidden === 0 ? '' : `and ${hidden} that somebody is reading`]

function noneOf(letters: readonly DeadLetters[], wanted: string | undefined): string {
  if (letters.length === 0) return EMPTY
  return `No dead-letter queue with messages matches ${wanted}. There are: ${letters.map(({ name }) => name).join(', ')}.`
}

/** What the relay or the scheduler could not deliver goes on the bus again. */
async function sendBack({ name, url, arn, messages }: DeadLetters, world: CliWorld): Promise<string> {
  const isRelays = /^Thidua-RelayDeadLetters/.test(name)
  if (isRelays || /^Thidua-SchedulesDeadLetters/.test(name)) {
    const publish = world.publish()
    if (messages === 0) throw new CliRefusal(HIDDEN)
    const letters = await lettersIn(world.sqs, name)
    const logs = () => checkedLogs(world.table, allLogs(world.table))
    return said(isRelays ? await publishGivenUp(letters, logs, publish) : await publishSignals(letters, publish))
  }
  await world.sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arn, DestinationArn: await sourceOf(world.sqs, url) }))
  return `${messages} on their way back`
}

/**
 * The queue whose dead letters these are. Named, because SQS itself knows the way back only of what that queue gave up, not of what the bus
 * could not deliver to it. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
 */
async function sourceOf(sqs: SQSClient, QueueUrl: string): Promise<string> {
  const { queueUrls: [source] = [] } = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl }))
  if (source === undefined)
    throw new CliRefusal(`${QueueUrl} is the dead-letter queue of no queue: its reaction is gone. See docs/operations.md.`)
  return (await attributesOf(sqs, source)).QueueArn ?? ''
}

/** See `lettersIn`. */
const HIDDEN = 'somebody is reading what lies there, or was cut off doing so: run the same again in 15 minutes.'

function said({ letters, events, unread, broken }: Told): string {
  const left = unread === 0 ? [] : [`${unread} cannot be read and stay where they are`]
  if (broken.length > 0) left.push(`the letters stay, for ${broken.join(', ')} may lack events and cannot tell: see verify and mend`)
  const answered = `${letters} answered, ${events} events put on the bus again`
  if (letters === 0 && left.length > 0) throw new CliRefusal(events === 0 ? `${left.join('; ')}.` : `${[answered, ...left].join('; ')}.`)
  return [answered, ...left].join('; ')
}

export interface DeadLetters {
  readonly name: string
  readonly url: string
  readonly arn: string
  readonly messages: number
  /** Received by somebody who has not deleted them yet. */
  readonly hidden: number
}

/** Dead-letter queues that hold something. They are known by their names, which the reaction construct gives. */
export async function deadLetters(sqs: SQSClient): Promise<readonly DeadLetters[]> {
  const urls: string[] = []
  let NextToken: string | undefined
  do {
    const page: { QueueUrls?: string[]; NextToken?: string } = await sqs.send(
      new ListQueuesCommand({ QueueNamePrefix: 'Thidua', MaxResults: 1_000, NextToken }),
    )
    urls.push(...(page.QueueUrls ?? []))
    NextToken = page.NextToken
  } while (NextToken !== undefined)
  const dead = urls.filter((url) => /dead-?letters/i.test(url))
  const counted = await Promise.all(dead.map((QueueUrl) => countOf(sqs, QueueUrl)))
  return counted.filter(({ messages, hidden }) => messages + hidden > 0)
}

async function countOf(sqs: SQSClient, url: string): Promise<DeadLetters> {
  const attributes = await attributesOf(sqs, url)
  return {
    name: url.split('/').at(-1) ?? url,
    url,
    arn: attributes.QueueArn ?? '',
    messages: Number(attributes.ApproximateNumberOfMessages ?? 0),
    hidden: Number(attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
  }
}

async function attributesOf(sqs: SQSClient, QueueUrl: string) {
  const AttributeNames = ['QueueArn', 'ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }))
  return Attributes
}
