/** The event source mappings of the template: who feeds which function. */
import type { Activity } from './activity.ts'
import type { LocalClock } from './clock.ts'
import type { Functions } from './functions.ts'
import type { QueuePort } from './queue-port.ts'
import { createPauses } from './sources/pauses.ts'
import { type RunningSource, startQueueSource } from './sources/queue-source.ts'
import { createStreamClient } from './sources/stream-client.ts'
import { type StreamSource, startStreamSource } from './sources/stream-source.ts'
import type { LocalState } from './state.ts'
import type { CloudModel, FunctionModel } from './template/model.ts'

export interface Sources {
  /** Somebody has written to the table: its stream is read at once. */
  tableWritten(tableName: string): void
  anyTableWritten(): void
  /** Queues that some function drains. */
  readonly drainedQueues: ReadonlySet<string>
  /** When records that failed are tried again. */
  nextDueAt(): number | undefined
  stop(): Promise<void>
}

export interface SourcesOptions {
  readonly model: CloudModel
  readonly queues: QueuePort
  readonly functions: Functions
  readonly activity: Activity
  readonly clock: LocalClock
  readonly state: LocalState
  readonly callDynamoDb: (target: string, input: unknown) => Promise<unknown>
  readonly streamArnOf: (tableName: string) => Promise<string>
  /** Whether the function's own role allows this. */
  readonly mayDo: (model: FunctionModel, action: string, resource: string) => boolean
  warn(sentence: string): void
}

/** What a function's role must allow before Lambda accepts a mapping for it, as when the stack is deployed. */
const QUEUE_ACTIONS = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']
const STREAM_ACTIONS = ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream']

export function startSources(options: SourcesOptions): Sources {
  const { model, queues, functions, activity, warn } = options
  const pauses = createPauses(options.clock)
  const client = createStreamClient(options.callDynamoDb)
  const queueSources = model.queueSources.filter(({ enabled }) => enabled)
  const streamSources = model.streamSources.filter(({ enabled }) => enabled)
  for (const source of queueSources) requireRights(options, source.functionArn, QUEUE_ACTIONS, source.queueArn)

  const streams: StreamSource[] = streamSources.map((source) => {
    const streamArn = model.tables.find(({ name }) => name === source.tableName)?.streamArn ?? ''
    requireRights(options, source.functionArn, STREAM_ACTIONS, streamArn)
    return startStreamSource(source, { ...options, region: model.region, streamArn, client, pauses, giveUp })
  })
  const queueReaders: RunningSource[] = queueSources.map((source) =>
    startQueueSource(source, { region: model.region, queues, functions, activity, warn }),
  )

  async function giveUp(source: CloudModel['streamSources'][number], body: unknown): Promise<void> {
    const queueArn = source.onFailureQueueArn
    if (queueArn === undefined) return
    const owner = functionOf(model, source.functionArn)
    if (options.mayDo(owner, 'sqs:SendMessage', queueArn)) return queues.send(queueArn, JSON.stringify(body))
    warn(`${owner.name} may not send to its on-failure destination ${queueArn}: the records are lost`)
  }

  return {
    tableWritten: (tableName) => {
      for (const stream of streams) if (stream.tableName === tableName) stream.tableWritten()
    },
    anyTableWritten: () => {
      for (const stream of streams) stream.tableWritten()
    },
    drainedQueues: new Set(queueSources.map(({ queueArn }) => queueArn)),
    nextDueAt: pauses.nextEndAt,
    stop: async () => {
      await Promise.all([...streams, ...queueReaders].map((source) => source.stop()))
    },
  }
}

function requireRights({ model, mayDo }: SourcesOptions, functionArn: string, actions: readonly string[], resource: string): void {
  const owner = functionOf(model, functionArn)
  const missing = actions.find((action) => !mayDo(owner, action, resource))
  if (missing === undefined) return
  throw new Error(`The role of ${owner.name} does not allow ${missing} on ${resource}: AWS would refuse its event source mapping`)
}

function functionOf(model: CloudModel, arn: string): FunctionModel {
  const found = model.functions.find((candidate) => candidate.arn === arn)
  if (found === undefined) throw new Error(`There is no function ${arn}`)
  return found
}
