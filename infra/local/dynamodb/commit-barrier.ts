/**
 * DynamoDB Local answers a write an instant before it commits it: killed right then, it has lost what it answered. Whatever it is asked
 * afterwards waits for the commit in the same line, so a write is passed on to its caller only after one more read has been answered.
 * Writes that end at the same time share that read.
 */
import type { TableModel } from '../template/model.ts'
import type { DynamoDbClient } from './client.ts'

const GET = 'DynamoDB_20120810.GetItem'
const WRITES = /\.(?:PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems)$/

export const isWrite = (target: string): boolean => WRITES.test(target)

/** Resolves when everything that was answered before the call is in the file. Rejects when DynamoDB Local is gone. */
export function commitBarrier(client: Pick<DynamoDbClient, 'call'>, table: TableModel): () => Promise<void> {
  const types = new Map(table.attributes.map(({ name, type }) => [name, type]))
  const nobody = {
    TableName: table.name,
    ConsistentRead: true,
    Key: Object.fromEntries(table.keys.map(({ name }) => [name, { [types.get(name) ?? 'S']: '0' }])),
  }
  let asked: Promise<unknown> = Promise.resolve()
  let next: Promise<void> | undefined
  return () => {
    next ??= asked
      .catch(() => {})
      .then(async () => {
        next = undefined
        asked = client.call(GET, nobody)
        await asked
      })
    return next
  }
}
