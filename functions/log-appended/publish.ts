/**
 * The relay: what the table's stream says was appended goes on the bus, in order. It is the only publisher, so nothing can be stored
 * and not published. Batches come in the order of each aggregate; on a failure the stream brings the rest again.
 */
import { EventBridgeClient } from '@aws-sdk/client-eventbridge'
import middy from '@middy/core'
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { type Publish, publishTo } from '../../shared/aws/publish.ts'
import { quiet } from '../../shared/aws/quiet.ts'
import { required } from '../../shared/aws/table.ts'
import { kept } from '../runtime/kept.ts'
import { log } from '../runtime/log.ts'

const publisher = kept(() => publishTo(quiet(new EventBridgeClient({})), required('BUS_NAME')))

export async function relay(event: DynamoDBStreamEvent, publish?: Publish): Promise<DynamoDBBatchResponse> {
  const started = Date.now()
  const records = event.Records.map((record) => ({
    sequenceNumber: record.dynamodb?.SequenceNumber ?? '',
    name: record.dynamodb?.NewImage?.name?.S ?? '',
    detail: record.dynamodb?.NewImage?.detail?.S ?? '',
  }))
  const failed = await publisher(publish)(records)
  log({ function: 'log-appended/publish', outcome: failed === undefined ? 'done' : 'failed', milliseconds: Date.now() - started })
  // The stream starts again at the first record that did not make it; those after it are published twice, which consumers stand.
  return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] }
}

export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler((event) => relay(event))
