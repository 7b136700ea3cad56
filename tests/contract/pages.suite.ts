/** What everything that is read in pages promises of the place to read on from, which comes back from strangers. */
import { expect, it } from 'vitest'
import { type ListOptions, NoSuchPage, type Page } from '../../shared/ports.ts'
import { fresh } from './fresh.ts'

/** No place at all, no base64, and what such tokens were once made of. */
const MADE_UP = ['', 'x', '%%%', 'YQ', Buffer.from('{"pk":{"S":"plan#pln_1"},"sk":{"S":"state"}}').toString('base64url')]

/** `fill` enters these, in this order, under a name of its own. */
export function pagesSuite(
  fill: (name: string, sorts: readonly string[]) => Promise<unknown>,
  read: (name: string, options: ListOptions) => Promise<Page<unknown>>,
): void {
  const filled = async () => {
    const name = fresh('pages')
    await fill(name, ['a1', 'a2', 'b1', 'b2'])
    return name
  }

  it.each(MADE_UP)('refuses a place that was made up: %s', async (after) => {
    await expect(read(await filled(), { after })).rejects.toThrow(NoSuchPage)
  })

  it('refuses a place that another one gave out', async () => {
    const [one, two] = [await filled(), await filled()]
    const { next } = await read(one, { entriesMax: 2 })
    expect((await read(one, { after: next })).items).toHaveLength(2)
    await expect(read(two, { after: next })).rejects.toThrow(NoSuchPage)
  })
}

/** For what is read in part: a place outside of that part is none. */
export function partsSuite<Part extends object>(
  fill: (name: string, sorts: readonly string[]) => Promise<unknown>,
  read: (name: string, options: Part & Pick<ListOptions, 'after' | 'entriesMax'>) => Promise<Page<unknown>>,
  parts: { readonly first: Part; readonly second: Part },
): void {
  it('refuses a place that lies outside of what is asked for', async () => {
    const name = fresh('parts')
    await fill(name, ['a1', 'a2', 'b1', 'b2'])
    const [first, second] = [await read(name, { ...parts.first, entriesMax: 1 }), await read(name, { ...parts.second, entriesMax: 1 })]
    await expect(read(name, { ...parts.second, after: first.next })).rejects.toThrow(NoSuchPage)
    await expect(read(name, { ...parts.first, after: second.next })).rejects.toThrow(NoSuchPage)
  })
}
