/** Claims on DynamoDB: a conditional put each; several in one transaction. */
import {
  ConditionalCheckFailedException,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import type { Claims } from '../ports.ts'
import { addSeconds } from '../time/calendar.ts'
import { number, type Table, text } from './table.ts'

/** Nobody allows a claim to be this old: DynamoDB's own expiry may remove it. */
const CLAIM_KEPT_SECONDS = 24 * 60 * 60

export function dynamoClaims(table: Table): Claims {
  const putOf = (name: string, at: string, seconds: number) => ({
    TableName: table.name,
    Item: {
      pk: text(`claim#${name}`),
      sk: text('claim'),
      takenAt: text(at),
      expiresAt: number(Math.floor(Date.parse(at) / 1_000) + CLAIM_KEPT_SECONDS),
    },
    ConditionExpression: 'attribute_not_exists(pk) OR takenAt <= :stale',
    ExpressionAttributeValues: { ':stale': text(addSeconds(at, -seconds)) },
  })
  return {
    take: (name, at, seconds) => taken(table.client.send(new PutItemCommand(putOf(name, at, seconds)))),
    takeAll: (names, at, seconds) =>
      taken(table.client.send(new TransactWriteItemsCommand({ TransactItems: names.map((name) => ({ Put: putOf(name, at, seconds) })) }))),
  }
}

async function taken(writing: Promise<unknown>): Promise<boolean> {
  try {
    await writing
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException || error instanceof TransactionCanceledException) return false
    throw error
  }
}
