/** The board on DynamoDB: a counter item per task, a row per unit, changed together in one transaction. */
import { QueryCommand, TransactionCanceledException, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb'
import { askedOf, daysIn, type Recorded, recorded } from '../assignment/standing.ts'
import type { Board, ListOptions, Page, TaskCount, UnitRow } from '../ports.ts'
import { APPEND_ITEMS_MAX, APPEND_STREAMS_MAX, LIST_PAGE_ENTRIES_MAX, Retryable } from '../ports.ts'
import { rowText, standingsIn } from './board-row.ts'
import { readItems } from './read-items.ts'
import { type Item, number, numberOf, pageKey, pageToken, type Table, text, textOf } from './table.ts'

const RECORD_ATTEMPTS_MAX = 8

const taskKey = (planId: string, key: string): Item => ({ pk: text(`board#${planId}`), sk: text(`task#${key}`) })
const unitKey = (planId: string, unit: string): Item => ({ pk: text(`board#${planId}`), sk: text(`unit#${unit}`) })

export function dynamoBoard(table: Table): Board {
  return {
    async expect(planId, expected, edition) {
      for (let start = 0; start < expected.length; start += APPEND_ITEMS_MAX) {
        await expect(table, planId, expected.slice(start, start + APPEND_ITEMS_MAX), edition)
      }
    },
    ask: (planId, changes, edition) => change(table, planId, changes, (rows) => askedOf(rows, changes, edition)),
    record: (planId, changes) => change(table, planId, changes, (rows) => recorded(rows, changes)),
    tasks: (planId) => tasks(table, planId),
    units: (planId, options) => units(table, planId, options),
  }
}

/** In one transaction: the numbers of one edition belong together. */
async function expect(table: Table, planId: string, expected: readonly { key: string; units: number }[], edition: number): Promise<void> {
  const items = expected.map(({ key, units }) => ({
    Put: {
      TableName: table.name,
      Item: { pk: text(`board#${planId}`), sk: text(`expected#${key}`), units: number(units), edition: number(edition) },
      // Numbers that were written before there were amendments have no edition.
      ConditionExpression: 'attribute_not_exists(edition) OR edition <= :edition',
      ExpressionAttributeValues: { ':edition': number(edition) },
    },
  }))
  for (let attempt = 1; attempt <= RECORD_ATTEMPTS_MAX; attempt += 1) {
    try {
      await table.client.send(new TransactWriteItemsCommand({ TransactItems: items }))
      return
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error
      // A newer edition is there already.
      if (error.CancellationReasons?.some(({ Code }) => Code === 'ConditionalCheckFailed')) return
    }
  }
  throw new Retryable(`board of ${planId}: what its tasks expect kept changing`)
}

/** Rows and counters together, decided anew when somebody else was faster. */
async function change(
  table: Table,
  planId: string,
  changes: readonly { readonly unit: string }[],
  decide: (rows: ReadonlyMap<string, UnitRow>) => Recorded,
): Promise<void> {
  if (changes.length === 0) return
  if (changes.length > APPEND_STREAMS_MAX) throw new Error(`${changes.length} changes at once; the limit is ${APPEND_STREAMS_MAX}`)
  for (let attempt = 1; attempt <= RECORD_ATTEMPTS_MAX; attempt += 1) {
    const items = await rowItems(table, planId, [...new Set(changes.map(({ unit }) => unit))])
    const after = decide(new Map([...items].map(([unit, item]) => [unit, unitRow(item)])))
    if (after.rows.length === 0) return
    try {
      await table.client.send(new TransactWriteItemsCommand({ TransactItems: recordWrites(table, planId, items, after) }))
      return
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error
    }
  }
  throw new Retryable(`board of ${planId}: ${changes.map(({ unit }) => unit).join(', ')} kept changing`)
}

/** The rows as they are; units without one are left out. */
async function rowItems(table: Table, planId: string, units: readonly string[]): Promise<ReadonlyMap<string, Item>> {
  const items = await readItems(
    table,
    units.map((unit) => unitKey(planId, unit)),
  )
  return new Map(items.map((item) => [unitOf(item), item]))
}

function recordWrites(table: Table, planId: string, items: ReadonlyMap<string, Item>, { rows, counters }: Recorded): TransactWriteItem[] {
  const puts = rows.map((row): TransactWriteItem => {
    const before = items.get(row.unit)
    const seen = before === undefined ? undefined : numberOf(before, 'version')
    return {
      Put: {
        TableName: table.name,
        Item: {
          ...unitKey(planId, row.unit),
          version: number((seen ?? 0) + 1),
          tasks: text(rowText(row.tasks)),
          ...(row.asked === undefined ? {} : { asked: text(JSON.stringify(row.asked)) }),
        },
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
    ...daysIn(Object.fromEntries(Object.keys(item).map((name) => [name, count(name)]))),
  }
}

const unitOf = (item: Item) => textOf(item, 'sk').slice('unit#'.length)

function unitRow(item: Item): UnitRow {
  const row = { unit: unitOf(item), tasks: standingsIn(textOf(item, 'tasks')) }
  return item.asked === undefined ? row : { ...row, asked: JSON.parse(textOf(item, 'asked')) as UnitRow['asked'] }
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
