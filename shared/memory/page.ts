/** Pages of the twins. */
import { LIST_PAGE_ENTRIES_MAX, type ListOptions, NoSuchPage, type Page } from '../ports.ts'

/**
 * A page of what stands in the order of its places, none of them empty, between `first` and `last`. The token says of which query it is:
 * another one refuses it.
 */
export function pageOf<Item>(
  query: string,
  [first, last]: readonly [first: string, last: string],
  placed: readonly (readonly [place: string, item: Item])[],
  { after, entriesMax = LIST_PAGE_ENTRIES_MAX }: Pick<ListOptions, 'after' | 'entriesMax'>,
): Page<Item> {
  const [of, from = ''] = after?.split(BETWEEN) ?? [query]
  if (of !== query || (after !== undefined && (from === '' || from < first || from > last))) throw new NoSuchPage()
  const rest = placed.filter(([place]) => place > from)
  const page = rest.slice(0, entriesMax)
  const [end] = page.at(-1) ?? []
  return { items: page.map(([, item]) => item), next: page.length < rest.length ? `${query}${BETWEEN}${end}` : undefined }
}

/** In no name and no place. */
const BETWEEN = '\u0001'
