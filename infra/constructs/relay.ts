/**
 * The relay: the table's stream → bus. The only publisher of events, so nothing can be stored and not published.
 * Why a function and not a Pipe: `docs/decisions/0002-relay-function.md`.
 */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { FilterCriteria, FilterRule, type Function as LambdaFunction, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { EVENT_KEY_PREFIX } from '../../shared/aws/table.ts'
import { handlerFunction } from './function.ts'
import type { ReactionSurroundings } from './powers.ts'
import { deadLetterQueue } from './queues.ts'

const BATCH = 100
/** A failing batch is halved down to the one bad event; the rest of the tries outlast a bus that is away for a while. */
const RETRIES_MAX = 100
/** Batches of one shard at work at once; order is kept for each aggregate, which is the partition key. */
const PARALLEL = 4

export interface RelayProps {
  readonly function: string
  readonly around: ReactionSurroundings
}

export class Relay extends Construct {
  readonly function: LambdaFunction
  /** Where in the stream publishing was given up; the event itself is still in the table. */
  readonly deadLetters: Queue

  constructor(scope: Construct, id: string, { function: name, around }: RelayProps) {
    super(scope, id)
    this.deadLetters = deadLetterQueue(this, 'DeadLetters')
    this.function = handlerFunction(this, {
      name,
      folder: around.codeOf(name),
      limits: {},
      environment: { BUS_NAME: around.bus.eventBusName },
      statements: [new PolicyStatement({ actions: ['events:PutEvents'], resources: [around.bus.eventBusArn] })],
    })
    this.function.addEventSource(
      new DynamoEventSource(around.table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        filters: [
          FilterCriteria.filter({
            eventName: FilterRule.isEqual('INSERT'),
            dynamodb: { Keys: { sk: { S: FilterRule.beginsWith(EVENT_KEY_PREFIX) } } },
          }),
        ],
        batchSize: BATCH,
        parallelizationFactor: PARALLEL,
        bisectBatchOnError: true,
        retryAttempts: RETRIES_MAX,
        reportBatchItemFailures: true,
        onFailure: new SqsDlq(this.deadLetters),
      }),
    )
  }
}
