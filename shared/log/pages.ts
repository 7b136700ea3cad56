import type { Page } from '../ports.ts'

/** Everything of a list, page by page. For lists that a caller needs whole; a page for people takes `next` from its reader. */
export async function everyItem<Item>(read: (after: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = []
  let after: string | undefined
  do {
    const page = await read(after)
    for (const item of page.items) items.push(item)
    after = page.next
  } while (after !== undefined)
  return items
}
