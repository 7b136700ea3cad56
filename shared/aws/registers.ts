/** Registers on DynamoDB: a partition each, an item a row. */
import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb'
import type { Page, RegisterOptions, Registers } from '../ports.ts'
import { LAST, queryPage } from './query-page.ts'
import { number, type Table, text, textOf } from './table.ts'

export function dynamoRegisters(table: Table): Registers {
  return {
    enter: (register, sort, row, version) => enter(table, register, sort, row, version),
    rows: (register, options) => rows(table, register, options),
  }
}

async function enter(table: Table, register: string, sort: string, row: string, version: number): Promise<void> {
  try {
    await table.client.send(
      new PutItemCommand({
        TableName: table.name,
        Item: { pk: text(`register#${register}`), sk: text(`row#${sort}`), row: text(row), version: number(version) },
        // A row that was entered before rows had versions has none.
        ConditionExpression: 'attribute_not_exists(#version) OR #version <= :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': number(version) },
      }),
    )
  } catch (error) {
    // A newer one is there already.
    if (!(error instanceof ConditionalCheckFailedException)) throw error
  }
}

async function rows(table: Table, register: string, options: RegisterOptions = {}): Promise<Page<string>> {
  const { from = '', to = LAST } = options
  // DynamoDB refuses a range that ends before it begins.
  if (from >= to) return { items: [] }
  const name = `register#${register}`
  // Both ends are in a range; the row at `to` itself is left out below.
  const range = [
    ['pk', name, name],
    ['sk', `row#${from}`, `row#${to}`],
  ] as const
  const { items, next } = await queryPage(table, range, options)
  return { items: items.filter((item) => textOf(item, 'sk') !== `row#${to}`).map((item) => textOf(item, 'row')), next }
}
