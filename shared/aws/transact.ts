/** One transaction of writes, sent again while it only gets in the way of others. */
import {
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'

const ATTEMPTS_MAX = 8
/** Before the second try at most 40, then twice as long before each next one, up to this. */
const PAUSE_MS_MAX = 800

/** What cancels a transaction and says nothing about what is stored. The SDK does not try these again. */
const PASSING = /^(None|TransactionConflict|ThrottlingError|ProvisionedThroughputExceeded)$/

/**
 * DynamoDB cancels a transaction whose item another one is just writing, as when two officers amend one plan. Throws `TransactionCanceledException` when a condition does not hold, or when the others do not end.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export async function transact(client: Pick<DynamoDBClient, 'send'>, TransactItems: TransactWriteItem[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems }))
      return
    } catch (error) {
      if (attempt === ATTEMPTS_MAX || !isPassing(error)) throw error
      // The only chance in the product, and nobody sees it: those who met once would else meet again.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(20 * 2 ** attempt, PAUSE_MS_MAX)))
    }
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof TransactionCanceledException && error.CancellationReasons?.every(({ Code = '' }) => PASSING.test(Code)) === true
}
