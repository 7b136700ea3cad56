/** Every log in the table, by a scan: for an operator's check, never for a request. */
import { ScanCommand } from '@aws-sdk/client-dynamodb'
import type { StreamName } from '../ports.ts'
import { type Item, type Table, text, textOf } from './table.ts'

export async function* allStreams(table: Table): AsyncGenerator<StreamName> {
  let from: Item | undefined
  do {
    const answer: { Items?: Item[]; LastEvaluatedKey?: Item } = await table.client.send(
      new ScanCommand({
        TableName: table.name,
        FilterExpression: 'sk = :state',
        ExpressionAttributeValues: { ':state': text('state') },
        ProjectionExpression: 'pk, sk',
        ExclusiveStartKey: from,
      }),
    )
    for (const item of answer.Items ?? []) yield textOf(item, 'pk') as StreamName
    from = answer.LastEvaluatedKey
  } while (from !== undefined)
}
