/** Queues as all of ours are: encrypted, over TLS only. */
import { Duration } from 'aws-cdk-lib'
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import { acknowledge } from './acknowledge.ts'

/** The longest SQS keeps anything: time for somebody to come back from leave. */
const DEAD_LETTER_DAYS = 14

export function queue(scope: Construct, id: string, props: QueueProps): Queue {
  return new Queue(scope, id, { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, ...props })
}

export function deadLetterQueue(scope: Construct, id: string): Queue {
  const letters = queue(scope, id, { retentionPeriod: Duration.days(DEAD_LETTER_DAYS) })
  acknowledge(letters, { 'AwsSolutions-SQS3': 'This is a dead-letter queue itself.' })
  return letters
}
