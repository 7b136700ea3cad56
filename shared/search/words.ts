/** How what somebody types is matched: tones, the bar of đ and capitals do not count, and each word may be the beginning of a word. */
import { fold } from '../text/fold.ts'

/** How well a text fits, best first: as it is written, word by word in this order, or with its words here and there. */
export type Fit = 0 | 1 | 2

export type Fits = (text: Searchable) => Fit | undefined

/** A text made ready for any number of searches. */
export interface Searchable {
  readonly written: string
  /** Its folded words with a space before each. */
  readonly words: string
}

export function searchable(...parts: readonly (string | undefined)[]): Searchable {
  const written = parts.filter((part) => part !== undefined).join(' · ')
  return { written: plain(written), words: spaced(written) }
}

/** Nothing fits a query without a letter or a digit. */
export function fitting(query: string): Fits {
  const written = plain(query.trim())
  const phrase = spaced(query)
  const words = [...new Set(phrase.split(' ').slice(1))]
  return (text) => {
    if (words.length === 0 || !words.every((word) => text.words.includes(` ${word}`))) return undefined
    if (text.written.includes(written)) return 0
    return text.words.includes(phrase) ? 1 : 2
  }
}

const plain = (text: string): string => text.normalize('NFC').toLowerCase()

function spaced(text: string): string {
  return (fold(text).match(/[a-z0-9]+/g) ?? []).map((word) => ` ${word}`).join('')
}

/** Whatever fits, the best first; what fits equally well stays in the order given. */
export function bestOf<Item>(items: Iterable<Item>, fits: Fits, textOf: (item: Item) => Searchable): Item[] {
  const found: { readonly item: Item; readonly fit: Fit }[] = []
  for (const item of items) {
    const fit = fits(textOf(item))
    if (fit !== undefined) found.push({ item, fit })
  }
  return found.sort((one, other) => one.fit - other.fit).map(({ item }) => item)
}

/** Texts of objects that are kept between searches are made ready once. */
export function rememberedText<Key extends object>(textOf: (key: Key) => Searchable): (key: Key) => Searchable {
  const known = new WeakMap<Key, Searchable>()
  return (key) => {
    const text = known.get(key) ?? textOf(key)
    known.set(key, text)
    return text
  }
}
