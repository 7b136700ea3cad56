/** How many units each task expects, on the board. */
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { APPEND_ITEMS_MAX, type Board, Retryable } from '../ports.ts'
import { expectedKey } from './board-keys.ts'
import { number, type Table } from './table.ts'
import { transact } from './transact.ts'

export function expectingBoard(table: Table): Pick<Board, 'expect'> {
  return {
    async expect(planId, expected, edition) {
      for (let start = 0; start < expected.length; start += APPEND_ITEMS_MAX) {
        await expect(table, planId, expected.slice(start, start + APPEND_ITEMS_MAX), edition)
      }
    },
  }
}

/** In one transaction: the numbers of one edition belong together. */
async function expect(table: Table, planId: string, expected: readonly { key: string; units: number }[], edition: number): Promise<void> {
  const items = expected.map(({ key, units }) => ({
    Put: {
      TableName: table.name,
      Item: { ...expectedKey(planId, key), units: number(units), edition: number(edition) },
      // Numbers that were written before there were amendments have no edition.
      ConditionExpression: 'attribute_not_exists(edition) OR edition <= :edition',
      ExpressionAttributeValues: { ':edition': number(edition) },
    },
  }))
  try {
    await transact(table.client, items)
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error
    // A newer edition is there already.
    if (error.CancellationReasons?.some(({ Code }) => Code === 'ConditionalCheckFailed')) return
    throw new Retryable(`board of ${planId}: what its tasks expect kept changing`, { cause: error })
  }
}
