/** The rows of units on the board, for who writes them. */
import { TransactionCanceledException, type TransactWriteItem } from '@aws-sdk/client-dynamodb'
import { rowsAfter } from '../assignment/standing.ts'
import { APPEND_STREAMS_MAX, type Board, Retryable, type Standing, type UnitRow } from '../ports.ts'
import { unitKey, unitRow } from './board-keys.ts'
import { rowText } from './board-row.ts'
import { readItems } from './read-items.ts'
import { type Item, number, numberOf, type Table, text } from './table.ts'
import { transact } from './transact.ts'

const RECORD_ATTEMPTS_MAX = 8

export function recordingBoard(table: Table): Pick<Board, 'record'> {
  return { record: (planId, changes) => record(table, planId, changes) }
}

/** Decided anew when somebody else was faster. */
async function record(table: Table, planId: string, changes: readonly Standing[]): Promise<void> {
  if (changes.length === 0) return
  if (changes.length > APPEND_STREAMS_MAX) throw new Error(`${changes.length} changes at once; the limit is ${APPEND_STREAMS_MAX}`)
  const units = [...new Set(changes.map(({ unit }) => unit))]
  for (let attempt = 1; attempt <= RECORD_ATTEMPTS_MAX; attempt += 1) {
    const before = await rowsOf(table, planId, units)
    const after = rowsAfter(before, changes)
    if (after.length === 0) return
    try {
      await transact(
        table.client,
        after.map((row) => ({ Put: put(table, planId, row, before.get(row.unit)?.version) })),
      )
      return
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error
    }
  }
  throw new Retryable(`board of ${planId}: ${units.join(', ')} kept changing`)
}

/** The rows as they are; units without one are left out. */
async function rowsOf(table: Table, planId: string, units: readonly string[]) {
  const keys = units.map((unit) => unitKey(planId, unit))
  const rows = (await readItems(table, keys)).map((item: Item) => ({ ...unitRow(item), version: numberOf(item, 'version') }))
  return new Map(rows.map((row) => [row.unit, row]))
}

function put(table: Table, planId: string, { unit, tasks }: UnitRow, seen: number | undefined): TransactWriteItem['Put'] {
  const Item = { ...unitKey(planId, unit), version: number((seen ?? 0) + 1), tasks: text(rowText(tasks)) }
  return seen === undefined
    ? { TableName: table.name, Item, ConditionExpression: 'attribute_not_exists(pk)' }
    : { TableName: table.name, Item, ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': number(seen) } }
}
