/**
 * The one table. Access patterns and their keys, all in this file:
 *
 * | what                         | pk                | sk                 |
 * |------------------------------|-------------------|--------------------|
 * | an event of a log            | `<kind>#<id>`     | `event#0000000042` |
 * | the current state            | `<kind>#<id>`     | `state`            |
 * | what a command key did       | `<kind>#<id>`     | `key#<key>`        |
 * | a claim on an outside effect | `claim#<name>`    | `claim`            |
 * | how often it was revised     | `revision#<name>` | `revision`         |
 * | a unit's row                 | `board#<plan>`    | `unit#<unit>`      |
 * | what signs calls to a listener | `secret#<secret>` | `secret`         |
 * | a row of a register          | `register#<name>` | `row#<sort>`       |
 *
 * States also stand in two sparse indexes: `lists` (list, listSort) and `shelves` (shelf, shelfSort), which carry `row` and `version`.
 * Only items whose sk begins with `event#` are published by the stream.
 */
import { type AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { StreamName } from '../ports.ts'
import { quiet } from './quiet.ts'

export const LISTS_INDEX = 'lists'
export const SHELVES_INDEX = 'shelves'
export const EVENT_KEY_PREFIX = 'event#'
export const STATE_KEY = 'state'

export type Item = Record<string, AttributeValue>

export interface Table {
  readonly client: DynamoDBClient
  readonly name: string
}

/** The table this function was given (`TABLE_NAME`); one client for the life of the environment. */
export function tableFromEnvironment(): Table {
  return { client: quiet(new DynamoDBClient({})), name: required('TABLE_NAME') }
}

/** A setting the template must give. Throws at start-up, not at the first request. */
export function required(variable: string): string {
  const value = process.env[variable]
  if (value === undefined || value === '') throw new Error(`the environment variable ${variable} is missing`)
  return value
}

export const text = (value: string): AttributeValue => ({ S: value })
export const number = (value: number): AttributeValue => ({ N: String(value) })

export const stateKey = (stream: StreamName): Item => ({ pk: text(stream), sk: text(STATE_KEY) })
export const eventSort = (sequence: number) => `${EVENT_KEY_PREFIX}${String(sequence).padStart(10, '0')}`
export const eventKey = (stream: StreamName, sequence: number): Item => ({ pk: text(stream), sk: text(eventSort(sequence)) })
export const revisionKey = (name: string): Item => ({ pk: text(`revision#${name}`), sk: text('revision') })
export const commandKey = (stream: StreamName, key: string): Item => ({ pk: text(stream), sk: text(`key#${key}`) })

/** Reads an attribute that the writer always sets. Throws when the item is not ours. */
export function textOf(item: Item, attribute: string): string {
  const value = item[attribute]?.S
  if (value === undefined) throw new Error(`item ${item.pk?.S}/${item.sk?.S} has no ${attribute}`)
  return value
}

export function numberOf(item: Item, attribute: string): number {
  return Number(item[attribute]?.N ?? 0)
}
