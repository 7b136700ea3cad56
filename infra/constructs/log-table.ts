/** The one table: the log, the states, the board, the registers. Its keys are explained in `shared/aws/table.ts`. */
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import { LISTS_INDEX, SHELVES_INDEX } from '../../shared/aws/table.ts'

const text = (name: string) => ({ name, type: AttributeType.STRING })

export function logTable(scope: Construct): TableV2 {
  const carried = { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: ['row', 'version'] }
  return new TableV2(scope, 'Log', {
    partitionKey: text('pk'),
    sortKey: text('sk'),
    globalSecondaryIndexes: [
      { indexName: LISTS_INDEX, partitionKey: text('list'), sortKey: text('listSort'), ...carried },
      { indexName: SHELVES_INDEX, partitionKey: text('shelf'), sortKey: text('shelfSort'), ...carried },
    ],
    billing: Billing.onDemand(),
    // Switching the stream off and on again gives it a new ARN, and the relay would wait at the old one for ever.
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
    dynamoStream: StreamViewType.NEW_IMAGE,
    // Only command keys and claims expire; nothing that belongs to the log ever does.
    timeToLiveAttribute: 'expiresAt',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
  })
}
