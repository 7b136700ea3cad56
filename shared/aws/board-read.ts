/** The board, for who only reads it. */
import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { taskCount } from '../assignment/standing.ts'
import type { ListOptions, Page, ReadBoard, TaskCount, UnitRow } from '../ports.ts'
import { boardOf, EXPECTED_PREFIX, TASK_PREFIX, UNIT_PREFIX, unitRow } from './board-keys.ts'
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
      ExpressionAttributeValues: { ':pk': text(boardOf(planId)), ':units': text(UNIT_PREFIX) },
    }),
  )
  const items = answer.Items ?? []
  const counters = new Map(under(TASK_PREFIX, items))
  return under(EXPECTED_PREFIX, items).map(([key, item]) => taskCount(key, numberOf(item, 'units'), numbersIn(counters.get(key) ?? {})))
}

/** The items whose sort key begins so, each with the task's key that follows. */
function under(prefix: string, items: readonly Item[]) {
  const sorted = items.map((item) => [textOf(item, 'sk'), item] as const)
  return sorted.filter(([sort]) => sort.startsWith(prefix)).map(([sort, item]) => [sort.slice(prefix.length), item] as const)
}

function numbersIn(item: Item): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.keys(item).map((name) => [name, numberOf(item, name)]))
}

async function units(table: Table, planId: string, options: ListOptions = {}): Promise<Page<UnitRow>> {
  const board = boardOf(planId)
  const { items, next } = await queryPage(
    table,
    [
      ['pk', board, board],
      ['sk', UNIT_PREFIX, UNIT_PREFIX + LAST],
    ],
    options,
    // The partition, said anew with each of thousands of rows, need not travel.
    { ProjectionExpression: 'sk,tasks,asked' },
  )
  return { items: items.map(unitRow), next }
}
