import { GetQueueAttributesCommand, ListQueuesCommand, type SQSClient, StartMessageMoveTaskCommand } from '@aws-sdk/client-sqs'
import { Command } from 'commander'
import { CliRefusal, table } from './output.ts'
import { cliWorld } from './world.ts'

export function redriveCommand(): Command {
  return new Command('redrive')
    .description('Show what lies in the dead-letter queues; with a name or --all, send it back to where it failed.')
    .argument('[queue]', 'part of the name of a dead-letter queue')
    .option('--all', 'every dead-letter queue that holds something')
    .action(async (wanted: string | undefined, { all }: { all?: boolean }) => {
      const { sqs } = cliWorld()
      const letters = await deadLetters(sqs)
      if (wanted === undefined && all !== true) {
        console.log(
          letters.length === 0 ? 'Every dead-letter queue is empty.' : table(letters.map(({ name, messages }) => [messages, name])),
        )
        return
      }
      const chosen = letters.filter(({ name }) => all === true || name.includes(wanted ?? '')).filter(({ name }) => canGoBack(name))
      if (chosen.length === 0)
        throw new CliRefusal(all === true ? 'Every dead-letter queue is empty.' : `No dead-letter queue with messages matches ${wanted}.`)
      for (const { arn, name, messages } of chosen) {
        await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arn }))
        console.log(`${name}: ${messages} on their way back`)
      }
    })
}

/**
 * Only what came from a queue can be moved back to it. What the relay or the scheduler could not deliver has no queue to go back to:
 * docs/operations.md says what to do.
 */
function canGoBack(name: string): boolean {
  const isReaction = !/^Thidua-(Relay|Schedules)DeadLetters/.test(name)
  if (!isReaction) console.log(`${name}: cannot be sent back, see docs/operations.md`)
  return isReaction
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
