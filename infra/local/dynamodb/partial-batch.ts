/**
 * BatchGetItem reads no more than 1 MB of one partition and names the rest as unprocessed; DynamoDB Local reads 16 MB. Nobody knows how
 * DynamoDB has cut a table into partitions, so here it is one.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
import type { CloudRequest, CloudResponse } from '../contract.ts'
import type { TableModel } from '../template/model.ts'

const PARTITION_BYTES_MAX = 1024 * 1024

type Item = Readonly<Record<string, unknown>>
interface BatchAnswer {
  readonly Responses: Readonly<Record<string, readonly Item[]>>
  readonly UnprocessedKeys?: Readonly<Record<string, object>>
}

export function partialBatch(tables: readonly TableModel[]): (request: CloudRequest, answer: CloudResponse) => CloudResponse {
  const keysOf = new Map(tables.map(({ name, keys }) => [name, keys.map((key) => key.name)]))
  return (request, answer) => {
    const isLarge = answer.status === 200 && Buffer.byteLength(answer.body ?? '') > PARTITION_BYTES_MAX
    if (!isLarge || !request.headers['x-amz-target']?.endsWith('.BatchGetItem')) return answer
    const whole: BatchAnswer = JSON.parse(String(answer.body))
    const Responses: Record<string, readonly Item[]> = {}
    const UnprocessedKeys: Record<string, object> = { ...whole.UnprocessedKeys }
    for (const [table, items] of Object.entries(whole.Responses)) {
      const read = countWithin(items)
      const left = items.slice(read).map((item) => keyIn(item, keysOf.get(table) ?? []))
      Responses[table] = items.slice(0, read)
      if (left.length > 0) UnprocessedKeys[table] = { ...JSON.parse(String(request.body)).RequestItems[table], Keys: left }
    }
    return { ...answer, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify({ Responses, UnprocessedKeys }) }
  }
}

/** How many of them one read takes: always one. */
function countWithin(items: readonly Item[]): number {
  let bytes = 0
  const tooMuch = items.findIndex((item, index) => {
    bytes += Buffer.byteLength(JSON.stringify(item))
    return index > 0 && bytes > PARTITION_BYTES_MAX
  })
  return tooMuch < 0 ? items.length : tooMuch
}

function keyIn(item: Item, names: readonly string[]): Item {
  return Object.fromEntries(names.map((name) => [name, item[name]]))
}
