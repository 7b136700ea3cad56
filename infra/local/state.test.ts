import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openState } from './state.ts'

test('what was put is there after the file is opened again, in key order, each space by itself', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'state-')), 'deep', 'state.db')
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
  const file = join(mkdtempSync(join(tmpdir(), 'state-')), 'state.db')
  writeFileSync(file, 'x'.repeat(5_000))
  expect(() => openState(file)).toThrow(`${file} cannot be used; put an intact copy in its place`)
})
