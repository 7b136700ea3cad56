/** An event's sample and sentence are for its catalogue: no function carries them. */
import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'

const DEFINITION = /= defineEvent\(\{\n[\s\S]*?\n\}\)/g
/** A property as the formatter lays it out: on one line, or opened on the first and closed at the same depth, or on the next. */
const FOR_CATALOGUE = /^ {2}(sample|sentence):(?: .*[[{(]\n(?: {4}.*\n)*? {2}[\]})]+,| .*,|\n {4}.*,)\n/gm

export const eventsWithoutSamples: Plugin = {
  name: 'events without samples',
  setup({ onLoad }) {
    onLoad({ filter: /\/events\/[a-z-]+\.ts$/ }, ({ path }) => ({ contents: withoutSamples(readFileSync(path, 'utf8')), loader: 'ts' }))
  },
}

export function withoutSamples(source: string): string {
  return source.replace(DEFINITION, (definition) => definition.replace(FOR_CATALOGUE, ''))
}
