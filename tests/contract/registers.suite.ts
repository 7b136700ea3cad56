/** What every register promises: each row once, the last word under its key, in order and in pages. */
import { describe, expect, it } from 'vitest'
import type { RegisterOptions, Registers } from '../../shared/ports.ts'
import { fresh } from './fresh.ts'
import { pagesSuite, partsSuite } from './pages.suite.ts'

export function registersSuite(registers: () => Registers): void {
  const enterAll = async (register: string, sorts: readonly string[]) => {
    for (const sort of sorts) await registers().enter(register, sort, `"${sort}"`, 1)
  }

  it('holds nothing before anything was entered', async () => {
    expect(await registers().rows(fresh('below'))).toEqual({ items: [], next: undefined })
  })

  it('answers its rows in the order of their keys, the last word under each', async () => {
    const register = fresh('below')
    await enterAll(register, ['2021-03-01#b', '2021-01-18#a'])
    await registers().enter(register, '2021-03-01#b', '"sửa"', 1)
    expect((await registers().rows(register)).items).toEqual(['"2021-01-18#a"', '"sửa"'])
  })

  it('keeps the row of the newest version, whoever comes last', async () => {
    const register = fresh('below')
    for (const version of [3, 7, 5, 6]) await registers().enter(register, 'a', `"${version}"`, version)
    expect((await registers().rows(register)).items).toEqual(['"7"'])
    await registers().enter(register, 'a', '"7, đọc lại"', 7)
    expect((await registers().rows(register)).items).toEqual(['"7, đọc lại"'])
  })

  it('keeps registers apart', async () => {
    const [one, two] = [fresh('below'), fresh('below')]
    await enterAll(one, ['a'])
    expect((await registers().rows(two)).items).toEqual([])
  })

  it.each([
    [{ from: '2021-02' }, ['2021-02-01', '2021-12-31', '2022-01-01']],
    [{ to: '2022-01-01' }, ['2021-01-01', '2021-02-01', '2021-12-31']],
    [{ from: '2021-02-01', to: '2021-12-31' }, ['2021-02-01']],
    [{ from: '2023' }, []],
    [{ from: '2021-02-01', to: '2021-02-01' }, []],
    [{ from: '2022-01-01', to: '2021-02-01' }, []],
  ])('takes the keys from the first on and before the last: %j', async (bounds, expected) => {
    const register = fresh('below')
    await enterAll(register, ['2021-01-01', '2021-02-01', '2021-12-31', '2022-01-01'])
    expect((await registers().rows(register, bounds)).items).toEqual(expected.map((sort) => `"${sort}"`))
  })

  it.each([1, 2, 3, 4])('reads in pages of %i, each row once', async (entriesMax) => {
    const register = fresh('below')
    await enterAll(register, ['c', 'a', 'b'])
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await registers().rows(register, { entriesMax, after })
      expect(page.items.length).toBeLessThanOrEqual(entriesMax)
      seen.push(...page.items)
      after = page.next
    } while (after !== undefined)
    expect(seen).toEqual(['"a"', '"b"', '"c"'])
  })

  describe('a page of it', () => {
    const read = (register: string, options?: RegisterOptions) => registers().rows(register, options)
    pagesSuite(enterAll, read)
    partsSuite(enterAll, read, { first: { to: 'b' }, second: { from: 'b' } })
  })
}
