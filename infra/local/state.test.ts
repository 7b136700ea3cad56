import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../tests/temporary-folder.ts'
import { openDatabase } from './database.ts'
import { takeFolder } from './one-machine.ts'
import { openState } from './state.ts'
import { inTransaction } from './transaction.ts'

test('what was put is there after the file is opened again, in key order, each space by itself', () => {
  const file = join(temporaryFolder(), 'deep', 'state.db')
  const first = openState(file)
  first.space<number>('a').put('2', 2)
  first.space<number>('a').put('1', 1)
  first.space<{ x: string }>('b').put('1', { x: 'đ' })
  first.close()
  const again = openState(file)
  expect(again.space('a').entries()).toEqual([
    ['1', 1],
    ['2', 2],
  ])
  expect(again.space('b').get('1')).toEqual({ x: 'đ' })
  again.space('a').delete('1')
  expect(again.space('a').get('1')).toBeUndefined()
  again.close()
})

test('a transaction that throws has changed nothing', () => {
  const state = openState(':memory:')
  const space = state.space<number>('a')
  space.put('1', 1)
  expect(() =>
    state.transaction(() => {
      space.put('1', 2)
      throw new Error('no')
    }),
  ).toThrow('no')
  expect(space.get('1')).toBe(1)
  state.close()
})

test('a damaged file is named, with what to do about it', () => {
  const file = join(temporaryFolder(), 'state.db')
  writeFileSync(file, 'x'.repeat(5_000))
  expect(() => openState(file)).toThrow(`${file} cannot be used; put an intact copy in its place`)
})

test('a lock that cannot be taken is named, and not taken for another machine', () => {
  const folder = temporaryFolder()
  const file = join(folder, 'machine.lock')
  writeFileSync(file, 'x'.repeat(5_000))
  expect(() => takeFolder(folder)).toThrow(`${file} cannot be used; remove it if it is damaged`)
  rmSync(file)
  takeFolder(folder)()
})

test('a full disk is what a transaction says, and the next one is as good as ever', () => {
  const database = openDatabase(':memory:', 'CREATE TABLE blobs (bytes BLOB NOT NULL); PRAGMA max_page_count = 20')
  const put = (bytes: number) => inTransaction(database, () => database.prepare('INSERT INTO blobs VALUES (zeroblob(?))').run(bytes))
  expect(() => put(1_000_000)).toThrow('database or disk is full')
  expect(put(10).changes).toBe(1)
  database.close()
})
