/** Claims on DynamoDB: one conditional put. */
import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb'
import type { Claims } from '../ports.ts'
import { addSeconds } from '../time/calendar.ts'
import { type Table, text } from './table.ts'

export function dynamoClaims(table: Table): Claims {
  return {
    async take(name, at, seconds) {
      try {
        await table.client.send(
          new PutItemCommand({
            TableName: table.name,
            Item: { pk: text(`claim#${name}`), sk: text('claim'), takenAt: text(at) },
            ConditionExpression: 'attribute_not_exists(pk) OR takenAt <= :stale',
            ExpressionAttributeValues: { ':stale': text(addSeconds(at, -seconds)) },
          }),
        )
        return true
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false
        throw error
      }
    },
  }
}
