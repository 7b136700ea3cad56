/**
 * DynamoDB is Amazon's own DynamoDB Local (transactions, conditions, streams and all), with the template's tables, behind the front door;
 * the conflicts between transactions and the batches that are read in part are added.
 */

import type { CloudRequest, CloudResponse } from './contract.ts'
import type { BufferedService } from './door/service.ts'
import { createDynamoDbClient, type DynamoDbClient } from './dynamodb/client.ts'
import { commitBarrier, isWrite } from './dynamodb/commit-barrier.ts'
import { transactionConflicts } from './dynamodb/conflicts.ts'
import { dynamoDbDemands } from './dynamodb/demands.ts'
import { type JavaOptions, startJava } from './dynamodb/java.ts'
import { partialBatch } from './dynamodb/partial-batch.ts'
import { createTables } from './dynamodb/tables.ts'
import type { TableModel } from './template/model.ts'

export interface DynamoDbOptions extends JavaOptions {
  readonly region: string
  readonly account: string
  readonly tables: readonly TableModel[]
  /** Nobody starts it again: then no answer waits until its write could survive a kill. */
  readonly passing?: boolean
}

export interface LocalDynamoDb {
  readonly service: BufferedService
  /** DynamoDB Local itself, past the front door: any signature will do. For the bench and for reading streams. */
  readonly endpoint: string
  readonly javaPid: number
  readonly client: DynamoDbClient
  /** The ARN that DynamoDB Local gave the table's stream; changes when the table is created anew. */
  streamArnOf(tableName: string): Promise<string>
  /** Resolves when Java has ended, also when somebody killed it. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

/** Ready for calls, tables created, when it resolves. */
export async function startDynamoDb(options: DynamoDbOptions): Promise<LocalDynamoDb> {
  const java = await startJava(options)
  const client = createDynamoDbClient(java.port)
  try {
    await createTables(client, options.tables)
  } catch (cause) {
    await java.stop()
    const where = options.folder ?? 'the database in memory'
    throw new Error(`${where} cannot be used; put an intact copy in its place, or move the folder it lies in away to begin anew`, { cause })
  }

  async function streamArnOf(tableName: string): Promise<string> {
    const { Table } = Object(await client.call('DynamoDB_20120810.DescribeTable', { TableName: tableName }))
    if (typeof Table?.LatestStreamArn !== 'string') throw new Error(`The table ${tableName} has no stream`)
    return Table.LatestStreamArn
  }

  const [table] = options.tables
  const committed = table === undefined || options.passing ? async () => {} : commitBarrier(client, table)

  const besideOthers = transactionConflicts(options.tables)
  const inPart = partialBatch(options.tables)

  async function handle(request: CloudRequest): Promise<CloudResponse> {
    const answer = inPart(request, await besideOthers(request, () => client.forward(request)))
    if (answer.status === 200 && isWrite(request.headers['x-amz-target'] ?? '')) await committed()
    return answer
  }

  return {
    service: { name: 'dynamodb', demands: dynamoDbDemands(options), handle },
    endpoint: `http://127.0.0.1:${java.port}`,
    javaPid: java.pid,
    client,
    streamArnOf,
    ended: java.ended,
    stop: async () => {
      client.close()
      await java.stop()
    },
  }
}
