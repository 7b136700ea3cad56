import { GetQueueAttributesCommand, ListQueuesCommand, type SQSClient, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs'
import { Command } from 'commander'
import { allLogs } from '../shared/aws/streams.ts'
import { CliRefusal, table } from './output.ts'
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
      if (wanted === undefined && all !== true) {
        console.log(
          letters.length === 0 ? 'Every dead-letter queue is empty.' : table(letters.map(({ name, messages }) => [messages, name])),
        )
        return
      }
      const chosen = letters.filter(({ name }) => all === true || name.includes(wanted ?? ''))
      if (chosen.length === 0)
        throw new CliRefusal(all === true ? 'Every dead-letter queue is empty.' : `No dead-letter queue with messages matches ${wanted}.`)
      for (const one of chosen) console.log(`${one.name}: ${await sendBack(one, world)}`)
    })
}

/** Only what came from a queue can be moved back to it; what the relay or the scheduler could not deliver goes on the bus again. */
async function sendBack({ name, arn, messages }: DeadLetters, world: CliWorld): Promise<string> {
  if (/^Thidua-RelayDeadLetters/.test(name)) {
    const publish = world.publish()
    return said(name, await publishGivenUp(await lettersIn(world.sqs, name), () => allLogs(world.table), publish))
  }
  if (/^Thidua-SchedulesDeadLetters/.test(name)) {
    const publish = world.publish()
    return said(name, await publishSignals(await lettersIn(world.sqs, name), publish))
  }
  await world.sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arn }))
  return `${messages} on their way back`
}

function said(name: string, { letters, events, unread }: Told): string {
  if (unread > 0 && letters === 0) throw new CliRefusal(`${name}: ${unread} cannot be read and stay where they are.`)
  const left = unread === 0 ? '' : `; ${unread} cannot be read and stay where they are`
  return `${letters} answered, ${events} events put on the bus again${left}`
}

export interface DeadLetters {
  readonly name: string
  readonly arn: string
  readonly messages: number
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
  return counted.filter(({ messages }) => messages > 0)
}

async function countOf(sqs: SQSClient, QueueUrl: string): Promise<DeadLetters> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'] }),
  )
  return {
    name: QueueUrl.split('/').at(-1) ?? QueueUrl,
    arn: Attributes?.QueueArn ?? '',
    messages: Number(Attributes?.ApproximateNumberOfMessages ?? 0),
  }
}
