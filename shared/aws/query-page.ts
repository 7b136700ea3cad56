/** One page of a query, and the place to read on from. */
import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { LIST_PAGE_ENTRIES_MAX, type ListOptions, NoSuchPage, type Page } from '../ports.ts'
import { type Item, type Table, text, textOf } from './table.ts'

/** The first and the last value that an attribute may have, both included. */
type Bounds = readonly [attribute: string, first: string, last: string]

/** The keys that a query can come upon: the partition, the sort key, and over an index those of the table too. */
export type KeyRange = readonly [partition: Bounds, sort: Bounds, ...others: Bounds[]]

/** Before and after whatever a key may go on with: ours are of ids, dates and numbers. */
export const FIRST = '\u0001'
export const LAST = '\uffff'
/** The longest sort key DynamoDB takes. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const KEY_BYTES_MAX = 1_024
/** In no key of ours. */
const BETWEEN_VALUES = '\0'

export interface Reading {
  readonly IndexName?: string
  readonly ConsistentRead?: true
  /** All attributes without it. */
  readonly ProjectionExpression?: string
}

/** One query: a page may be shorter than asked for, as DynamoDB reads 1 MB at most. Throws `NoSuchPage`. */
export async function queryPage(
  table: Table,
  range: KeyRange,
  { after, entriesMax = LIST_PAGE_ENTRIES_MAX }: ListOptions,
  reading?: Reading,
): Promise<Page<Item>> {
  const [[partition, value], [sort, first, last]] = range
  const { Items = [], LastEvaluatedKey } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :first AND :last',
      ExpressionAttributeNames: { '#pk': partition, '#sk': sort },
      ExpressionAttributeValues: { ':pk': text(value), ':first': text(first), ':last': text(last) },
      ExclusiveStartKey: after === undefined ? undefined : keyOf(after, range),
      Limit: entriesMax,
      ...reading,
    }),
  )
  return { items: Items, next: LastEvaluatedKey && tokenOf(LastEvaluatedKey, range) }
}

function tokenOf(key: Item, range: KeyRange): string {
  return Buffer.from(range.map(([attribute]) => textOf(key, attribute)).join(BETWEEN_VALUES)).toString('base64url')
}

/** A place that the query cannot come upon is refused here: DynamoDB would refuse it as if the fault were ours. */
function keyOf(token: string, range: KeyRange): Item {
  const values = Buffer.from(token, 'base64url').toString().split(BETWEEN_VALUES)
  const key: Item = {}
  for (const [attribute, first, last] of range) {
    const value = values.shift() ?? ''
    if (value < first || value > last || Buffer.byteLength(value) > KEY_BYTES_MAX) throw new NoSuchPage()
    key[attribute] = text(value)
  }
  return key
}
