/** The board on DynamoDB: a counter item per task, a row per unit, changed together in one transaction. */
import {
  BatchWriteItemCommand,
  GetItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb'
import { type Recorded, recorded } from '../assignment/standing.ts'
import type { Board, ListOptions, Page, Standing, TaskCount, UnitRow } from '../ports.ts'
import { APPEND_STREAMS_MAX, LIST_PAGE_ENTRIES_MAX, Retryable } from '../ports.ts'
import { type Item, number, numberOf, pageKey, pageToken, type Table, text, textOf } from './table.ts'

const RECORD_ATTEMPTS_MAX = 8
/** BatchWriteItem's own limit. */
const BATCH_WRITE_ITEMS_MAX = 25

const taskKey = (planId: string, key: string): Item => ({ pk: text(`board#${planId}`), sk: text(`task#${key}`) })
const unitKey = (planId: string, unit: string): Item => ({ pk: text(`board#${planId}`), sk: text(`unit#${unit}`) })

export function dynamoBoard(table: Table): Board {
  return {
    expect: (planId, expected) => expect(table, planId, expected),
    record: (planId, changes) => record(table, planId, changes),
    tasks: (planId) => tasks(table, planId),
    units: (planId, options) => units(table, planId, options),
  }
}

async function expect(table: Table, planId: string, expected: readonly { key: string; units: number }[]): Promise<void> {
  for (let start = 0; start < expected.length; start += BATCH_WRITE_ITEMS_MAX) {
    let requests: WriteRequest[] | undefined = expected.slice(start, start + BATCH_WRITE_ITEMS_MAX).map(({ key, units }) => ({
      PutRequest: { Item: { pk: text(`board#${planId}`), sk: text(`expected#${key}`), units: number(units) } },
    }))
    for (let attempt = 1; requests !== undefined && requests.length > 0; attempt += 1) {
      if (attempt > RECORD_ATTEMPTS_MAX) throw new Retryable(`board of ${planId}: ${requests.length} items left unwritten`)
      const command: BatchWriteItemCommand = new BatchWriteItemCommand({ RequestItems: { [table.name]: requests } })
      requests = (await table.client.send(command)).UnprocessedItems?.[table.name]
    }
  }
}

async function record(table: Table, planId: string, changes: readonly Standing[]): Promise<void> {
  if (changes.length === 0) return
  if (changes.length > APPEND_STREAMS_MAX) throw new Error(`${changes.length} standings at once; the limit is ${APPEND_STREAMS_MAX}`)
  for (let attempt = 1; attempt <= RECORD_ATTEMPTS_MAX; attempt += 1) {
    const items = await rowItems(table, planId, [...new Set(changes.map((change) => change.unit))])
    const after = recorded(new Map([...items].map(([unit, item]) => [unit, unitRow(item)])), changes)
    if (after.rows.length === 0) return
    try {
      await table.client.send(new TransactWriteItemsCommand({ TransactItems: recordWrites(table, planId, items, after) }))
      return
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error
    }
  }
  throw new Retryable(`board of ${planId}: ${changes.map((change) => change.unit).join(', ')} kept changing`)
}

/** The rows as they are, strongly consistent; units without one are left out. */
async function rowItems(table: Table, planId: string, units: readonly string[]): Promise<ReadonlyMap<string, Item>> {
  const items = await Promise.all(
    units.map(async (unit) => {
      const command = new GetItemCommand({ TableName: table.name, Key: unitKey(planId, unit), ConsistentRead: true })
      return (await table.client.send(command)).Item
    }),
  )
  return new Map(units.flatMap((unit, index) => (items[index] === undefined ? [] : [[unit, items[index]] as const])))
}

function recordWrites(table: Table, planId: string, items: ReadonlyMap<string, Item>, { rows, counters }: Recorded): TransactWriteItem[] {
  const puts = rows.map((row): TransactWriteItem => {
    const before = items.get(row.unit)
    const seen = before === undefined ? undefined : numberOf(before, 'version')
    return {
      Put: {
        TableName: table.name,
        Item: { ...unitKey(planId, row.unit), version: number((seen ?? 0) + 1), tasks: text(JSON.stringify(row.tasks)) },
        ConditionExpression: seen === undefined ? 'attribute_not_exists(pk)' : 'version = :seen',
        ExpressionAttributeValues: seen === undefined ? undefined : { ':seen': number(seen) },
      },
    }
  })
  // A newer version in the same standing moves a row and no counter.
  const moved = [...counters].map(([key, deltas]) => [key, Object.entries(deltas).filter(([, delta]) => delta !== 0)] as const)
  const updates = moved
    .filter(([, deltas]) => deltas.length > 0)
    .map(([key, deltas]) => ({ Update: counterUpdate(table, planId, key, deltas) }))
  return [...puts, ...updates]
}

function counterUpdate(table: Table, planId: string, key: string, deltas: readonly (readonly [string, number])[]) {
  return {
    TableName: table.name,
    Key: taskKey(planId, key),
    UpdateExpression: `ADD ${deltas.map((_, index) => `#c${index} :c${index}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(deltas.map(([name], index) => [`#c${index}`, name])),
    ExpressionAttributeValues: Object.fromEntries(deltas.map(([, delta], index) => [`:c${index}`, number(delta)])),
  }
}

async function tasks(table: Table, planId: string): Promise<readonly TaskCount[]> {
  const answer = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk AND sk < :units',
      ExpressionAttributeValues: { ':pk': text(`board#${planId}`), ':units': text('unit#') },
    }),
  )
  const counters = new Map(
    (answer.Items ?? []).filter((item) => textOf(item, 'sk').startsWith('task#')).map((item) => [textOf(item, 'sk').slice(5), item]),
  )
  return (answer.Items ?? [])
    .filter((item) => textOf(item, 'sk').startsWith('expected#'))
    .map((item) => taskCount(textOf(item, 'sk').slice(9), numberOf(item, 'units'), counters.get(textOf(item, 'sk').slice(9)) ?? {}))
}

function taskCount(key: string, expected: number, item: Item): TaskCount {
  const count = (name: string) => numberOf(item, name)
  return {
    key,
    expected,
    draft: count('draft'),
    submitted: count('submitted'),
    returned: count('returned'),
    accepted: count('accepted'),
    withdrawn: count('withdrawn'),
    late: count('late'),
  }
}

function unitRow(item: Item): UnitRow {
  return { unit: textOf(item, 'sk').slice('unit#'.length), tasks: JSON.parse(textOf(item, 'tasks')) as UnitRow['tasks'] }
}

async function units(table: Table, planId: string, options: ListOptions = {}): Promise<Page<UnitRow>> {
  const { after, entriesMax = LIST_PAGE_ENTRIES_MAX } = options
  const answer = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :unit)',
      ExpressionAttributeValues: { ':pk': text(`board#${planId}`), ':unit': text('unit#') },
      ExclusiveStartKey: pageKey(after),
      Limit: entriesMax,
    }),
  )
  return { items: (answer.Items ?? []).map(unitRow), next: pageToken(answer.LastEvaluatedKey) }
}
