/** Registers on DynamoDB: a partition each, an item a row. */
import { ConditionalCheckFailedException, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import type { Page, RegisterOptions, Registers } from '../ports.ts'
import { LIST_PAGE_ENTRIES_MAX } from '../ports.ts'
import { number, pageKey, pageToken, type Table, text, textOf } from './table.ts'

/** After every sort key: keys are dates and ids. */
const LAST = '\uffff'

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
  const { from = '', to = LAST, after, entriesMax = LIST_PAGE_ENTRIES_MAX } = options
  const answer = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      // Both ends are included by BETWEEN; the row at `to` itself is left out below.
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': text(`register#${register}`), ':from': text(`row#${from}`), ':to': text(`row#${to}`) },
      ExclusiveStartKey: pageKey(after),
      Limit: entriesMax,
    }),
  )
  const items = (answer.Items ?? []).filter((item) => textOf(item, 'sk') !== `row#${to}`)
  return { items: items.map((item) => textOf(item, 'row')), next: pageToken(answer.LastEvaluatedKey) }
}
