/** What lists and shelves promise: found by name, sorted, filtered by prefix, read page by page. */
import { describe, expect, it } from 'vitest'
import type { EventStore, ListEntry, ListOptions, Page, StreamName } from '../../shared/ports.ts'
import { fresh, freshStream, notes } from './fresh.ts'
import { pagesSuite, partsSuite } from './pages.suite.ts'

type Read = (name: string, options?: ListOptions) => Promise<Page<ListEntry>>

export function listSuite(store: () => EventStore): void {
  const reads: [name: 'list' | 'shelf', read: Read][] = [
    ['list', (name, options) => store().list(name, options)],
    ['shelf', (name, options) => store().shelf(name, options)],
  ]
  const put = async (field: 'list' | 'shelf', name: string, sorts: readonly string[]): Promise<StreamName[]> => {
    const streams = sorts.map(freshStream)
    const listing = (sort: string) => ({ [field]: name, [`${field}Sort`]: sort, row: JSON.stringify({ sort }) })
    await store().append(sorts.map((sort, index) => notes(streams[index] ?? freshStream(), { listing: listing(sort) })))
    return streams
  }

  it.each(reads)('finds a %s by its name only, sorted', async (field, read) => {
    const name = fresh('unit#unt_thcs-lua-vang')
    const [third, first, second] = await put(field, name, ['c', 'a', 'b'])
    await put(field, `${name}0`, ['a'])
    expect((await read(name)).items).toEqual([
      { stream: first, version: 1, sort: 'a', row: '{"sort":"a"}' },
      { stream: second, version: 1, sort: 'b', row: '{"sort":"b"}' },
      { stream: third, version: 1, sort: 'c', row: '{"sort":"c"}' },
    ])
    expect(await read(fresh('unit#unt_khong-co'))).toMatchObject({ items: [] })
  })

  it.each(reads)('filters a %s by prefix, and an empty prefix filters nothing', async (field, read) => {
    const name = fresh('l')
    await put(field, name, ['assignment#1', 'notice#1', 'notice#2', 'plan#1'])
    expect((await read(name, { prefix: 'notice#' })).items.map(({ sort }) => sort)).toEqual(['notice#1', 'notice#2'])
    expect((await read(name, { prefix: 'x' })).items).toEqual([])
    expect((await read(name, { prefix: '' })).items).toHaveLength(4)
  })

  it.each(reads)('reads a %s in pages: every entry once, in order, none too long', async (field, read) => {
    const name = fresh('l')
    const sorts = Array.from({ length: 7 }, (_, index) => `n${index}`)
    await put(field, name, [...sorts, 'z'])
    for (const entriesMax of [1, 2, 3, 7, 8]) {
      expect(await walk((after) => read(name, { prefix: 'n', entriesMax, after }), entriesMax)).toEqual(sorts)
    }
  })

  it.each(reads)('keeps entries of a %s apart that share a sort key, across pages', async (field, read) => {
    const name = fresh('l')
    const streams = await put(field, name, ['same', 'same', 'same', 'same'])
    const seen: StreamName[] = []
    await walk(async (after) => {
      const page = await read(name, { entriesMax: 1, after })
      seen.push(...page.items.map(({ stream }) => stream))
      return page
    }, 1)
    expect(seen.toSorted()).toEqual(streams.toSorted())
  })

  describe.each(reads)('a page of a %s', (field, read) => {
    const fill = (name: string, sorts: readonly string[]) => put(field, name, sorts)
    pagesSuite(fill, read)
    partsSuite(fill, read, { first: { prefix: 'a' }, second: { prefix: 'b' } })
  })

  it('reads page after page while entries are added before and after the place', async () => {
    const name = fresh('l')
    await put('list', name, ['b', 'd', 'f'])
    const first = await store().list(name, { entriesMax: 2 })
    await put('list', name, ['a', 'e'])
    const rest = await store().list(name, { after: first.next })
    expect([...first.items, ...rest.items].map(({ sort }) => sort)).toEqual(['b', 'd', 'e', 'f'])
  })
}

export function moveSuite(store: () => EventStore): void {
  it('moves an aggregate from one list to another, with its new row and version', async () => {
    const [from, to, shelf] = [fresh('l'), fresh('l'), fresh('s')]
    const stream = freshStream()
    await store().append([notes(stream, { listing: { list: from, listSort: '1', shelf, shelfSort: '1', row: '"cũ"' } })])
    const on = await store().load(stream)
    await store().append([notes(stream, { on, listing: { list: to, listSort: '2', shelf, shelfSort: '2', row: '"mới"' } })])
    expect((await store().list(from)).items).toEqual([])
    expect((await store().list(to)).items).toEqual([{ stream, version: 2, sort: '2', row: '"mới"' }])
    expect((await store().shelf(shelf)).items).toEqual([{ stream, version: 2, sort: '2', row: '"mới"' }])
  })

  it('takes an aggregate out of a list it no longer names', async () => {
    const list = fresh('l')
    const stream = freshStream()
    await store().append([notes(stream, { listing: { list, row: '1' } })])
    expect((await store().list(list)).items).toEqual([{ stream, version: 1, sort: stream, row: '1' }])
    await store().append([notes(stream, { on: await store().load(stream), listing: { row: '2' } })])
    expect((await store().list(list)).items).toEqual([])
  })

  it('does not confuse a list with a shelf of the same name', async () => {
    const name = fresh('both')
    await store().append([notes(freshStream(), { listing: { list: name, row: '1' } })])
    expect((await store().shelf(name)).items).toEqual([])
  })

  it('leaves the lists alone when an append is refused', async () => {
    const list = fresh('l')
    const stream = freshStream()
    await store().append([notes(stream, { listing: { list, row: '"đúng"' } })])
    await store().append([notes(stream, { listing: { list: fresh('l'), row: '"sai"' } })])
    expect((await store().list(list)).items).toMatchObject([{ row: '"đúng"' }])
  })
}

/** Reads to the end; a page may be empty, and the last full page may point at one that is. */
async function walk(read: (after: string | undefined) => Promise<Page<ListEntry>>, entriesMax: number): Promise<string[]> {
  const sorts: string[] = []
  let after: string | undefined
  do {
    const page = await read(after)
    expect(page.items.length).toBeLessThanOrEqual(entriesMax)
    sorts.push(...page.items.map(({ sort }) => sort))
    after = page.next
  } while (after !== undefined)
  return sorts
}
