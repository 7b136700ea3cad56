/** Amazon's DynamoDB Local with the one table of this system, in memory, on a free port. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { account, openTestCloud, region } from '../../infra/local/door/test-cloud.ts'
import { startDynamoDb } from '../../infra/local/dynamodb.ts'
import type { TableModel } from '../../infra/local/template/model.ts'
import { LISTS_INDEX, SHELVES_INDEX, type Table } from '../../shared/aws/table.ts'

const index = (name: string, key: string) => ({
  name,
  keys: [
    { name: key, kind: 'HASH' as const },
    { name: `${key}Sort`, kind: 'RANGE' as const },
  ],
  projection: 'INCLUDE',
  nonKeyAttributes: ['row', 'version'],
})

const model: TableModel = {
  stack: 'contract',
  logicalId: 'Table',
  name: 'thidua',
  arn: `arn:aws:dynamodb:${region}:${account}:table/thidua`,
  streamArn: undefined,
  streamView: 'NEW_IMAGE',
  attributes: ['pk', 'sk', 'list', 'listSort', 'shelf', 'shelfSort'].map((name) => ({ name, type: 'S' })),
  keys: [
    { name: 'pk', kind: 'HASH' },
    { name: 'sk', kind: 'RANGE' },
  ],
  globalIndexes: [index(LISTS_INDEX, 'list'), index(SHELVES_INDEX, 'shelf')],
  ttlAttribute: 'expiresAt',
}

/** As a restore makes one: the same keys under another name. */
const copyModel: TableModel = { ...model, logicalId: 'Copy', name: 'thidua-copy', arn: `${model.arn}-copy` }

export interface RealTable extends Table {
  /** Another table, empty at first. */
  readonly copy: Table
  stop(): Promise<void>
}

export async function startTable(): Promise<RealTable> {
  const local = await startDynamoDb({ region, account, tables: [model, copyModel] })
  // Through the front door, where transactions get in each other's way as on AWS.
  const { door, administrator, client: settingsOf } = await openTestCloud([local.service], { held: false, now: () => Date.now() })
  const client = new DynamoDBClient(settingsOf(administrator))
  return {
    client,
    name: model.name,
    copy: { client, name: copyModel.name },
    async stop() {
      client.destroy()
      await door.close()
      await local.stop()
    },
  }
}
