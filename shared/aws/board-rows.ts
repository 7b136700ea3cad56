/** The rows of units on the board, changed together with the counters of their tasks. */
import { TransactionCanceledException, type TransactWriteItem } from '@aws-sdk/client-dynamodb'
import { askedOf, type Recorded, recorded } from '../assignment/standing.ts'
import { APPEND_STREAMS_MAX, type Board, Retryable, type UnitRow } from '../ports.ts'
import { taskKey, unitKey, unitOf, unitRow } from './board-keys.ts'
import { rowText } from './board-row.ts'
import { readItems } from './read-items.ts'
import { type Item, number, numberOf, type Table, text } from './table.ts'
import { transact } from './transact.ts'

const RECORD_ATTEMPTS_MAX = 8

export function askingBoard(table: Table): Pick<Board, 'ask'> {
  return { ask: (planId, changes, edition) => change(table, planId, changes, (rows) => askedOf(rows, changes, edition)) }
}

export function recordingBoard(table: Table): Pick<Board, 'record'> {
  return { record: (planId, changes) => change(table, planId, changes, (rows) => recorded(rows, changes)) }
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
      await transact(table.client, recordWrites(table, planId, items, after))
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
