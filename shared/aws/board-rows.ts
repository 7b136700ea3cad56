/** The rows of units on the board, for who writes them. */
import { type AttributeValue, TransactionCanceledException, type TransactWriteItem } from '@aws-sdk/client-dynamodb'
import { rowsAfter } from '../assignment/standing.ts'
import { APPEND_STREAMS_MAX, type Board, Retryable, type Standing, type UnitRow } from '../ports.ts'
import { unitKey, unitRow } from './board-keys.ts'
import { rowText } from './board-row.ts'
import { readItems } from './read-items.ts'
import { type Table, text } from './table.ts'
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
    const items = await readItems(
      table,
      units.map((unit) => unitKey(planId, unit)),
    )
    const rows = items.map((item) => ({ ...unitRow(item), seen: item.tasks }))
    const before = new Map(rows.map((row) => [row.unit, row]))
    const after = rowsAfter(before, changes)
    if (after.length === 0) return
    try {
      await transact(
        table.client,
        after.map((row) => ({ Put: put(table, planId, row, before.get(row.unit)?.seen) })),
      )
      return
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error
    }
  }
  throw new Retryable(`board of ${planId}: ${units.join(', ')} kept changing`)
}

/** `seen`: what the row said. It is its own version: a row that says the same is the same. */
function put(table: Table, planId: string, { unit, tasks }: UnitRow, seen: AttributeValue | undefined): TransactWriteItem['Put'] {
  const Item = { ...unitKey(planId, unit), tasks: text(rowText(tasks)) }
  return seen === undefined
    ? { TableName: table.name, Item, ConditionExpression: 'attribute_not_exists(pk)' }
    : { TableName: table.name, Item, ConditionExpression: 'tasks = :seen', ExpressionAttributeValues: { ':seen': seen } }
}
