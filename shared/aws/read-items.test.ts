import type { BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { describe, expect, it } from 'vitest'
import type { StreamName } from '../ports.ts'
import { gatheredReads, readItems } from './read-items.ts'
import { type Item, stateKey, type Table } from './table.ts'

/** Answers with what it holds and remembers the keys of each call. */
function tableOf(...streams: readonly string[]) {
  const calls: string[][] = []
  const client = {
    async send({ input }: BatchGetItemCommand) {
      const keys = input.RequestItems?.log?.Keys ?? []
      calls.push(keys.map(({ pk }) => pk?.S ?? ''))
      if (streams.length === 0) throw new Error('no table')
      return { Responses: { log: keys.filter(({ pk }) => streams.includes(pk?.S ?? '')) } }
    },
  }
  return { table: { client: client as unknown as DynamoDBClient, name: 'log' } satisfies Table, calls }
}

const keysOf = (...streams: readonly StreamName[]) => streams.map(stateKey)
const named = (items: readonly (Item | undefined)[]) => items.map((item) => item?.pk?.S)

describe('reads asked for together', () => {
  it('go out as one call without a key twice, and each gets its own in its order', async () => {
    const { table, calls } = tableOf('a#1', 'b#2')
    const read = gatheredReads(table)
    const [one, other] = await Promise.all([read(keysOf('b#2', 'a#1')), read(keysOf('a#1', 'c#3'))])
    expect([named(one), named(other)]).toEqual([
      ['b#2', 'a#1'],
      ['a#1', undefined],
    ])
    expect(calls).toEqual([['b#2', 'a#1', 'c#3']])
  })

  it('are read anew when asked for again', async () => {
    const { table, calls } = tableOf('a#1')
    const read = gatheredReads(table)
    await read(keysOf('a#1'))
    await read(keysOf('a#1'))
    expect(calls).toEqual([['a#1'], ['a#1']])
  })

  it('fail for all who asked, and not for who asks next', async () => {
    const { table, calls } = tableOf()
    const read = gatheredReads(table)
    const asked = await Promise.allSettled([read(keysOf('a#1')), read(keysOf('b#2'))])
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(read(keysOf('a#1'))).rejects.toThrow('no table')
    expect(calls).toHaveLength(2)
  })

  it('fail when nothing at all is read, again and again', async () => {
    const { table, calls } = tableOf()
    const client = {
      async send({ input: { RequestItems } }: BatchGetItemCommand) {
        calls.push([])
        return { Responses: {}, UnprocessedKeys: RequestItems }
      },
    }
    await expect(readItems({ ...table, client: client as unknown as DynamoDBClient }, keysOf('a#1'))).rejects.toThrow('reads nothing')
    expect(calls).toHaveLength(5)
  })

  it('cost nothing where no key is asked for', async () => {
    const { table, calls } = tableOf()
    expect(await gatheredReads(table)([])).toEqual([])
    expect(calls).toEqual([])
  })
})
