/** DynamoDB Streams as DynamoDB Local speaks it. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html */
import * as z from 'zod'

const recordSchema = z.object({
  eventID: z.string(),
  eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
  eventVersion: z.string(),
  eventSource: z.string(),
  userIdentity: z.unknown().optional(),
  dynamodb: z.looseObject({ SequenceNumber: z.string(), SizeBytes: z.number() }),
})

export type StreamRecord = z.infer<typeof recordSchema>

const shardsSchema = z.object({
  StreamDescription: z.object({
    Shards: z.array(z.object({ ShardId: z.string(), ParentShardId: z.string().optional() })).default([]),
    LastEvaluatedShardId: z.string().optional(),
  }),
})

const iteratorSchema = z.object({ ShardIterator: z.string() })
const recordsSchema = z.object({ Records: z.array(recordSchema).default([]), NextShardIterator: z.string().optional() })

export interface Shard {
  readonly id: string
  readonly parent: string | undefined
}

/** From this sequence number on, after it, or from the oldest record kept. */
export type StreamPosition = { readonly kind: 'from' | 'after'; readonly sequence: string } | { readonly kind: 'oldest' }

const iteratorTypes = { from: 'AT_SEQUENCE_NUMBER', after: 'AFTER_SEQUENCE_NUMBER' } as const

export interface StreamClient {
  shards(streamArn: string): Promise<readonly Shard[]>
  iterator(streamArn: string, shard: string, position: StreamPosition): Promise<string>
  /** `next` is undefined once a closed shard has been read to its end. */
  records(iterator: string): Promise<{ readonly records: readonly StreamRecord[]; readonly next: string | undefined }>
}

export function createStreamClient(call: (target: string, input: unknown) => Promise<unknown>): StreamClient {
  const send = (operation: string, input: unknown) => call(`DynamoDBStreams_20120810.${operation}`, input)

  async function shards(streamArn: string): Promise<readonly Shard[]> {
    const found: Shard[] = []
    let last: string | undefined
    do {
      const page = shardsSchema.parse(await send('DescribeStream', { StreamArn: streamArn, ...(last && { ExclusiveStartShardId: last }) }))
      found.push(...page.StreamDescription.Shards.map(({ ShardId, ParentShardId }) => ({ id: ShardId, parent: ParentShardId })))
      last = page.StreamDescription.LastEvaluatedShardId
    } while (last !== undefined)
    return found
  }

  async function iterator(streamArn: string, shard: string, position: StreamPosition): Promise<string> {
    const at =
      position.kind === 'oldest'
        ? { ShardIteratorType: 'TRIM_HORIZON' }
        : { ShardIteratorType: iteratorTypes[position.kind], SequenceNumber: position.sequence }
    return iteratorSchema.parse(await send('GetShardIterator', { StreamArn: streamArn, ShardId: shard, ...at })).ShardIterator
  }

  async function records(shardIterator: string) {
    const page = recordsSchema.parse(await send('GetRecords', { ShardIterator: shardIterator }))
    return { records: page.Records, next: page.NextShardIterator }
  }

  return { shards, iterator, records }
}
