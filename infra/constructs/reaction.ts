/**
 * A reaction: rule → queue → function, with a dead-letter queue behind both the rule and the queue. One place for retries, one for
 * redrive; how fast it may go is bounded at the queue, never at the function, where throttling would push good messages to the dead.
 */
import { Duration } from 'aws-cdk-lib'
import { EventBus, type EventPattern, type IEventBus, Rule } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import type { Reaction, ReactionPowers } from '../wiring.ts'
import { constructId, handlerFunction, TIMEOUT_SECONDS_DEFAULT } from './function.ts'
import { awsPattern, ownPatterns } from './patterns.ts'
import { type ReactionSurroundings, reactionEnvironmentOf, reactionStatementsOf } from './powers.ts'
import { deadLetterQueue, queue } from './queues.ts'

/** How often a message is tried before it is buried. */
export const RECEIVES_MAX = 5
const BATCH_DEFAULT = 10
const CONCURRENCY_DEFAULT = 8
/** Lambda's own advice (six timeouts and the batching window), so that a message never comes back while it is still worked on. https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
const VISIBILITY_PER_TIMEOUT = 6
const RETENTION_DAYS = 4

export interface ReactionLineProps {
  readonly reaction: Reaction
  readonly around: ReactionSurroundings
}

export class ReactionLine extends Construct {
  readonly name: string
  readonly function: LambdaFunction
  readonly queue: Queue
  readonly deadLetters: Queue

  constructor(scope: Construct, { reaction, around }: ReactionLineProps) {
    super(scope, constructId(reaction.function))
    this.name = reaction.function
    this.deadLetters = deadLetterQueue(this, 'DeadLetters')
    this.queue = queue(this, 'Queue', {
      visibilityTimeout: Duration.seconds(
        VISIBILITY_PER_TIMEOUT * (reaction.timeoutSeconds ?? TIMEOUT_SECONDS_DEFAULT) + (reaction.windowSeconds ?? 0),
      ),
      retentionPeriod: Duration.days(RETENTION_DAYS),
      deliveryDelay: Duration.seconds(reaction.delaySeconds ?? 0),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: RECEIVES_MAX },
    })
    this.function = handlerFunction(this, {
      name: reaction.function,
      folder: around.codeOf(reaction.function),
      limits: reaction,
      statements: reactionStatementsOf(withFailures(reaction), around),
      environment: {
        ...reactionEnvironmentOf(reaction, around),
        REACTION: reaction.function,
        REACTION_RECEIVES_MAX: String(RECEIVES_MAX),
      },
    })
    this.function.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: reaction.batch ?? BATCH_DEFAULT,
        maxBatchingWindow: Duration.seconds(reaction.windowSeconds ?? 0),
        reportBatchItemFailures: true,
        maxConcurrency: reaction.concurrency ?? CONCURRENCY_DEFAULT,
      }),
    )
    this.#listen(reaction, around)
  }

  #listen(reaction: Reaction, { bus, files }: ReactionSurroundings): void {
    const target = new SqsQueue(this.queue, { deadLetterQueue: this.deadLetters })
    const hear = (id: string, eventBus: IEventBus, eventPattern: EventPattern) =>
      new Rule(this, id, { eventBus, eventPattern, targets: [target] })
    ownPatterns(reaction).forEach((pattern, index) => {
      hear(index === 0 ? 'Rule' : `Rule${index + 1}`, bus, pattern)
    })
    if (reaction.onAws === undefined) return
    const defaultBus = EventBus.fromEventBusName(this, 'DefaultBus', 'default')
    hear('AwsRule', defaultBus, awsPattern(reaction.onAws, files.name))
  }
}

/** Every reaction may write down that it failed, so that somebody is told. */
function withFailures(powers: ReactionPowers): ReactionPowers {
  return { ...powers, appends: [...(powers.appends ?? []), 'failure'] }
}
