/** The one table: the log, the states, the board. Its keys are explained in `shared/aws/table.ts`. */
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'

export const LISTS = 'lists'
export const SHELVES = 'shelves'

const text = (name: string) => ({ name, type: AttributeType.STRING })

export function logTable(scope: Construct): TableV2 {
  const carried = { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: ['row', 'version'] }
  return new TableV2(scope, 'Log', {
    partitionKey: text('pk'),
    sortKey: text('sk'),
    globalSecondaryIndexes: [
      { indexName: LISTS, partitionKey: text('list'), sortKey: text('listSort'), ...carried },
      { indexName: SHELVES, partitionKey: text('shelf'), sortKey: text('shelfSort'), ...carried },
    ],
    billing: Billing.onDemand(),
    // Switching the stream off and on again gives it a new ARN, and the relay would wait at the old one for ever.
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
    dynamoStream: StreamViewType.NEW_IMAGE,
    // Only command keys expire; nothing that belongs to the log ever does.
    timeToLiveAttribute: 'expiresAt',
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
  })
}
