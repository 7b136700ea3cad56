/**
 * DynamoDB refuses a write of an item that a transaction is just writing; DynamoDB Local takes one call after the other and never does.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
import * as z from 'zod'
import type { CloudRequest, CloudResponse } from '../contract.ts'
import type { TableModel } from '../template/model.ts'

const written = z.object({
  TableName: z.string(),
  Item: z.record(z.string(), z.unknown()).optional(),
  Key: z.record(z.string(), z.unknown()).optional(),
})
type Written = z.infer<typeof written>

const transaction = z.object({ TransactItems: z.array(z.record(z.string(), written)) })

const SINGLE_WRITES = /\.(?:PutItem|UpdateItem|DeleteItem)$/

/** Does the work of a call, or answers why it may not be done now. */
export type BesideOthers = (request: CloudRequest, work: () => Promise<CloudResponse>) => Promise<CloudResponse>

export function transactionConflicts(tables: readonly TableModel[]): BesideOthers {
  const keysOf = new Map(tables.map(({ name, keys }) => [name, keys.map((key) => key.name)]))
  /** The items of the transactions under way. */
  const held = new Set<string>()

  const nameOf = ({ TableName, Item, Key }: Written): string =>
    JSON.stringify([TableName, ...(keysOf.get(TableName) ?? []).map((key) => (Item ?? Key)?.[key])])

  return async (request, work) => {
    const target = request.headers['x-amz-target'] ?? ''
    if (SINGLE_WRITES.test(target)) {
      return held.size > 0 && held.has(nameOf(written.parse(bodyOf(request)))) ? refusal('TransactionConflictException', {}) : work()
    }
    if (!target.endsWith('.TransactWriteItems')) return work()
    const items = transaction.parse(bodyOf(request)).TransactItems.flatMap((entry) => Object.values(entry).map(nameOf))
    if (items.some((item) => held.has(item))) return refusal('TransactionCanceledException', { CancellationReasons: items.map(reasonOf) })
    for (const item of items) held.add(item)
    try {
      return await work()
    } finally {
      for (const item of items) held.delete(item)
    }
  }

  function reasonOf(item: string) {
    return held.has(item) ? { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' } : { Code: 'None' }
  }
}

function bodyOf({ body }: CloudRequest): unknown {
  return JSON.parse(body.toString('utf8'))
}

function refusal(name: string, facts: object): CloudResponse {
  const Message = 'Transaction cancelled or refused: a transaction is ongoing for an item of the request'
  return {
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, Message, message: Message, ...facts }),
  }
}
