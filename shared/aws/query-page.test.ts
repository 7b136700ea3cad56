import { expect, it } from 'vitest'
import { NoSuchPage } from '../ports.ts'
import { type KeyRange, queryPage } from './query-page.ts'
import { type Item, type Table, text } from './table.ts'

const RANGE: KeyRange = [
  ['list', 'plan', 'plan'],
  ['listSort', '2021', '2021\uffff'],
  ['pk', '\u0001', '\uffff'],
  ['sk', 'state', 'state'],
]
const KEY: Item = { list: text('plan'), listSort: text('2021-01-18#pln_1'), pk: text('plan#pln_1'), sk: text('state') }

/** Hears what the table is asked, and answers with one more page to come. */
function heard(): { readonly table: Table; readonly asked: { ExclusiveStartKey?: Item }[] } {
  const asked: { ExclusiveStartKey?: Item }[] = []
  const send = async ({ input }: { input: { ExclusiveStartKey?: Item } }) => {
    asked.push(input)
    return { Items: [], LastEvaluatedKey: KEY }
  }
  return { table: { client: { send } as unknown as Table['client'], name: 'log' }, asked }
}

const token = (...values: readonly string[]) => Buffer.from(values.join('\0')).toString('base64url')

it('goes on from where the page before ended', async () => {
  const { table, asked } = heard()
  const { next } = await queryPage(table, RANGE, {})
  await queryPage(table, RANGE, { after: next })
  expect(asked.map(({ ExclusiveStartKey }) => ExclusiveStartKey)).toEqual([undefined, KEY])
})

it.each([
  ['of another list', token('unit', '2021-01-18#pln_1', 'plan#pln_1', 'state')],
  ['before the first key', token('plan', '2020-12-31#pln_1', 'plan#pln_1', 'state')],
  ['after the last key', token('plan', '2022', 'plan#pln_1', 'state')],
  ['without the key of the table', token('plan', '2021-01-18#pln_1')],
  ['with an empty key', token('plan', '2021-01-18#pln_1', '', 'state')],
  ['that is no state', token('plan', '2021-01-18#pln_1', 'plan#pln_1', 'event#1')],
  ['longer than a key may be', token('plan', `2021${'x'.repeat(1_021)}`, 'plan#pln_1', 'state')],
  ['longer in bytes than in letters', token('plan', `2021${'ệ'.repeat(400)}`, 'plan#pln_1', 'state')],
])('does not ask the table for a place %s', async (_what, after) => {
  const { table, asked } = heard()
  await expect(queryPage(table, RANGE, { after })).rejects.toThrow(NoSuchPage)
  expect(asked).toEqual([])
})
