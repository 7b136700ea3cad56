/** The event store, the claims and the board: one suite each, on the twin and on Amazon's DynamoDB Local. */
import { GetItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dynamoBoard } from '../../shared/aws/board.ts'
import { dynamoClaims } from '../../shared/aws/claims.ts'
import { dynamoEventStore } from '../../shared/aws/event-store.ts'
import { dynamoRegisters } from '../../shared/aws/registers.ts'
import { memoryBoard } from '../../shared/memory/board.ts'
import { memoryClaims } from '../../shared/memory/claims.ts'
import { memoryEventStore } from '../../shared/memory/event-store.ts'
import { memoryRegisters } from '../../shared/memory/registers.ts'
import { boardSuite } from './board.suite.ts'
import { claimsSuite } from './claims.suite.ts'
import { type RealTable, startTable } from './dynamodb.ts'
import { eventStoreSuite, keySuite, transactionSuite } from './event-store.suite.ts'
import { freshStream, notes } from './fresh.ts'
import { listSuite, moveSuite } from './lists.suite.ts'
import { registersSuite } from './registers.suite.ts'

let real: RealTable | undefined

function table(): RealTable {
  if (real === undefined) throw new Error('DynamoDB Local is not running')
  return real
}

beforeAll(async () => {
  real = await startTable()
}, 60_000)

afterAll(() => real?.stop())

const twins = { store: memoryEventStore(), claims: memoryClaims(), board: memoryBoard(), registers: memoryRegisters() }

const sides = [
  {
    side: 'in memory',
    store: () => twins.store,
    claims: () => twins.claims,
    board: () => twins.board,
    registers: () => twins.registers,
    runs: 200,
  },
  {
    side: 'on DynamoDB',
    store: () => dynamoEventStore(table()),
    claims: () => dynamoClaims(table()),
    board: () => dynamoBoard(table()),
    registers: () => dynamoRegisters(table()),
    runs: 12,
  },
]

describe.each(sides)('$side', ({ store, claims, board, registers, runs }) => {
  describe('an event store', () => eventStoreSuite(store))
  describe('an append to several streams', () => transactionSuite(store))
  describe('a command key', () => keySuite(store))
  describe('a list', () => listSuite(store))
  describe('an aggregate in lists', () => moveSuite(store))
  describe('claims', () => claimsSuite(claims))
  describe('a board', () => boardSuite(board, { runs }))
  describe('a register', () => registersSuite(registers))
})

describe('a claim on DynamoDB', () => {
  it('is given to the table’s own expiry a day after it was taken', async () => {
    const { client, name } = table()
    await dynamoClaims(table()).take('mail#expiring', '2021-03-01T02:00:00.000Z', 60)
    const key = { pk: { S: 'claim#mail#expiring' }, sk: { S: 'claim' } }
    const { Item } = await client.send(new GetItemCommand({ TableName: name, Key: key }))
    expect(Item?.expiresAt).toEqual({ N: String(Date.parse('2021-03-02T02:00:00.000Z') / 1_000) })
  })
})

describe('what the twin published', () => {
  it('is every appended event in order, and nothing of a refused append', async () => {
    const store = memoryEventStore()
    const [one, two] = [freshStream(), freshStream()]
    const first = notes(one)
    const second = notes(two, { texts: ['a', 'b'] })
    await store.append([first, second])
    await store.append([notes(one, { texts: ['thua'] })])
    expect(store.published).toEqual([...first.events, ...second.events])
  })
})
