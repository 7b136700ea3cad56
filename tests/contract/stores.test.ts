/** The event store, the claims and the board: one suite each, on the twin and on Amazon's DynamoDB Local. */
import { DeleteItemCommand, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mendLogs } from '../../cli/mend.ts'
import { SYSTEM } from '../../events/event.ts'
import { dynamoBoard } from '../../shared/aws/board.ts'
import { dynamoClaims } from '../../shared/aws/claims.ts'
import { dynamoEventStore } from '../../shared/aws/event-store.ts'
import { dynamoRegisters } from '../../shared/aws/registers.ts'
import { keptSecrets, readSecrets } from '../../shared/aws/secrets.ts'
import { readLog } from '../../shared/aws/streams.ts'
import { eventKey, stateKey, text } from '../../shared/aws/table.ts'
import { DIRECTORY_REVISION } from '../../shared/directory/model.ts'
import { saveChanges } from '../../shared/directory/save.ts'
import { memoryBoard } from '../../shared/memory/board.ts'
import { memoryClaims } from '../../shared/memory/claims.ts'
import { memoryEventStore } from '../../shared/memory/event-store.ts'
import { memoryRegisters } from '../../shared/memory/registers.ts'
import { memorySecrets } from '../../shared/memory/secrets.ts'
import { verifyListed } from '../../shared/record/verify.ts'
import { boardSuite } from './board.suite.ts'
import { claimsSuite } from './claims.suite.ts'
import { type RealTable, startTable } from './dynamodb.ts'
import { eventStoreSuite, keySuite, transactionSuite } from './event-store.suite.ts'
import { freshStream, notes } from './fresh.ts'
import { listSuite, moveSuite } from './lists.suite.ts'
import { registersSuite } from './registers.suite.ts'
import { secretsSuite } from './secrets.suite.ts'

let real: RealTable | undefined

function table(): RealTable {
  if (real === undefined) throw new Error('DynamoDB Local is not running')
  return real
}

beforeAll(async () => {
  real = await startTable()
}, 60_000)

afterAll(() => real?.stop())

const twins = {
  store: memoryEventStore(),
  claims: memoryClaims(),
  board: memoryBoard(),
  registers: memoryRegisters(),
  secrets: memorySecrets(),
}

const sides = [
  {
    side: 'in memory',
    store: () => twins.store,
    claims: () => twins.claims,
    board: () => twins.board,
    registers: () => twins.registers,
    secrets: () => twins.secrets,
    runs: 200,
  },
  {
    side: 'on DynamoDB',
    store: () => dynamoEventStore(table()),
    claims: () => dynamoClaims(table()),
    board: () => dynamoBoard(table()),
    registers: () => dynamoRegisters(table()),
    secrets: () => ({ ...keptSecrets(table()), ...readSecrets(table()) }),
    runs: 12,
  },
]

describe.each(sides)('$side', ({ store, claims, board, registers, secrets, runs }) => {
  describe('an event store', () => eventStoreSuite(store))
  describe('an append to several streams', () => transactionSuite(store))
  describe('a command key', () => keySuite(store))
  describe('a list', () => listSuite(store))
  describe('an aggregate in lists', () => moveSuite(store))
  describe('claims', () => claimsSuite(claims))
  describe('a board', () => boardSuite(board, { runs }))
  describe('a register', () => registersSuite(registers))
  describe('secrets', () => secretsSuite(secrets))
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

describe('a damaged log on DynamoDB', () => {
  const unit = { id: 'unt_mau', type: 'so', shortNames: [], validFrom: '2008-08-01', contacts: [] } as const
  const stream = 'unit#unt_mau' as const

  async function write(name: string, into: Parameters<typeof dynamoEventStore>[0], event: 'unit.registered' | 'unit.changed') {
    const context = { at: '2021-03-01T02:00:00.000Z', actor: SYSTEM, correlationId: 'c', causationId: 'c' }
    await saveChanges(dynamoEventStore(into), [{ event, payload: { unit: { ...unit, name } } }], context)
  }

  const faultIn = async () => verifyListed(await readLog(table(), stream)).fault?.fault

  it('is found and mended: a row of its list from the state, an event from a restored table, and who keeps a copy reads anew', async () => {
    const { client, name, copy } = table()
    for (const into of [table(), copy]) {
      await write('Sở Một', into, 'unit.registered')
      await write('Sở Hai', into, 'unit.changed')
    }
    // Appended after the point to which the copy was restored.
    await write('Sở Ba', table(), 'unit.changed')
    const before = await readLog(table(), stream)
    const set = { UpdateExpression: 'SET #row = :row', ExpressionAttributeNames: { '#row': 'row' } }
    await client.send(
      new UpdateItemCommand({ TableName: name, Key: stateKey(stream), ...set, ExpressionAttributeValues: { ':row': text('{}') } }),
    )
    expect(await faultIn()).toBe('list-differs')
    await mendLogs(table(), undefined, [stream], true)
    expect(await faultIn()).toBeUndefined()
    await client.send(new DeleteItemCommand({ TableName: name, Key: eventKey(stream, 2) }))
    expect(await faultIn()).toBe('gap')
    const [revision = 0] = await dynamoEventStore(table()).revisions([DIRECTORY_REVISION])
    expect((await mendLogs(table(), undefined, [stream], true)).refused).toHaveLength(1)
    expect((await mendLogs(table(), copy, [stream], false)).mended).toMatchObject([{ events: [{ sequence: 2 }] }])
    expect(await faultIn()).toBe('gap')
    await mendLogs(table(), copy, [stream], true)
    expect(await readLog(table(), stream)).toEqual(before)
    expect(await dynamoEventStore(table()).revisions([DIRECTORY_REVISION])).toEqual([revision + 1])
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
