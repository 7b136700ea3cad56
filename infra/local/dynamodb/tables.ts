/** Creates the template's tables. A table that is there already stays as it is: its data outlives every start. */
import { CloudError } from '../contract.ts'
import type { TableModel } from '../template/model.ts'
import type { DynamoDbClient } from './client.ts'

const CREATE = 'DynamoDB_20120810.CreateTable'

/**
 * Time to live is not switched on: DynamoDB Local expires by the machine's own clock, which a moved clock is not. AWS deletes "within a few
 * days" and code may not rely on it either way.
 */
export async function createTables(client: DynamoDbClient, tables: readonly TableModel[]): Promise<void> {
  for (const table of tables) {
    await client.call(CREATE, creation(table)).catch((error: unknown) => {
      if (!(error instanceof CloudError) || error.code !== 'ResourceInUseException') throw error
    })
  }
}

function creation(table: TableModel): Record<string, unknown> {
  const indexes = table.globalIndexes.map((index) => ({
    IndexName: index.name,
    KeySchema: keySchema(index.keys),
    Projection: {
      ProjectionType: index.projection,
      ...(index.nonKeyAttributes.length > 0 ? { NonKeyAttributes: index.nonKeyAttributes } : {}),
    },
  }))
  return {
    TableName: table.name,
    AttributeDefinitions: table.attributes.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    KeySchema: keySchema(table.keys),
    BillingMode: 'PAY_PER_REQUEST',
    ...(indexes.length > 0 ? { GlobalSecondaryIndexes: indexes } : {}),
    ...(table.streamView === undefined ? {} : { StreamSpecification: { StreamEnabled: true, StreamViewType: table.streamView } }),
  }
}

function keySchema(keys: TableModel['keys']) {
  return keys.map(({ name, kind }) => ({ AttributeName: name, KeyType: kind }))
}
