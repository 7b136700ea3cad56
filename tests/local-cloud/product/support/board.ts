/** A board that was lost: its items are taken out of the table. */
import { DeleteItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { type Table, text } from '../../../../shared/aws/table.ts'

export async function removeBoard({ client, name }: Table, planId: string): Promise<void> {
  const query = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': text(`board#${planId}`) } }
  const { Items = [] } = await client.send(new QueryCommand({ TableName: name, ...query, ProjectionExpression: 'pk, sk' }))
  for (const Key of Items) await client.send(new DeleteItemCommand({ TableName: name, Key }))
}
