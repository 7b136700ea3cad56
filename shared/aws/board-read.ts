/** The board, for who only reads it. */
import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { daysIn } from '../assignment/standing.ts'
import type { ListOptions, Page, ReadBoard, TaskCount, UnitRow } from '../ports.ts'
import { unitRow } from './board-keys.ts'
import { LAST, queryPage } from './query-page.ts'
import { type Item, numberOf, type Table, text, textOf } from './table.ts'

export function readBoard(table: Table): ReadBoard {
  return {
    tasks: (planId) => tasks(table, planId),
    units: (planId, options) => units(table, planId, options),
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

async function units(table: Table, planId: string, options: ListOptions = {}): Promise<Page<UnitRow>> {
  const board = `board#${planId}`
  const { items, next } = await queryPage(
    table,
    [
      ['pk', board, board],
      ['sk', 'unit#', `unit#${LAST}`],
    ],
    options,
    // The partition, said anew with each of thousands of rows, need not travel.
    { ProjectionExpression: 'sk,tasks,asked' },
  )
  return { items: items.map(unitRow), next }
}
