import { type DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { expect, it } from 'vitest'
import { transact } from './transact.ts'

/** Cancels one call after the other for these reasons, and takes the next one. */
function clientThatCancels(...calls: readonly (readonly string[])[]) {
  const left = [...calls]
  let sent = 0
  const client = {
    async send() {
      sent += 1
      const reasons = left.shift()
      if (reasons === undefined) return {}
      throw new TransactionCanceledException({
        message: 'cancelled',
        $metadata: {},
        CancellationReasons: reasons.map((Code) => ({ Code })),
      })
    },
  } as unknown as DynamoDBClient
  return { client, sent: () => sent }
}

it.each([['TransactionConflict'], ['ThrottlingError'], ['ProvisionedThroughputExceeded']])('tries again after %s', async (code) => {
  const { client, sent } = clientThatCancels(['None', code], [code, code])
  await transact(client, [])
  expect(sent()).toBe(3)
})

it.each([
  ['a condition that does not hold', ['ConditionalCheckFailed', 'None']],
  ['the same beside a conflict', ['ConditionalCheckFailed', 'TransactionConflict']],
  ['what no further try will mend', ['None', 'ValidationError']],
])('does not try again after %s', async (_what, codes) => {
  const { client, sent } = clientThatCancels(codes)
  await expect(transact(client, [])).rejects.toMatchObject({ name: 'TransactionCanceledException' })
  expect(sent()).toBe(1)
})
