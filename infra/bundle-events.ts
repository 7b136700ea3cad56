/**
 * What a function carries of the events: the contracts of those it names. An event's sample and sentence are for the catalogue, and an event
 * nobody names can be left out only if making its schema is known to do nothing else.
 */
import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'

const DEFINITION = /= defineEvent\(\{\n[\s\S]*?\n\}\)/g
/** A property as the formatter lays it out: on one line, or opened on the first and closed at the same depth, or on the next. */
const FOR_CATALOGUE = /^ {2}(sample|sentence):(?: .*[[{(]\n(?: {4}.*\n)*? {2}[\]})]+,| .*,|\n {4}.*,)\n/gm

export const eventsAsContracts: Plugin = {
  name: 'events as contracts',
  setup({ onLoad }) {
    onLoad({ filter: /\/events\/[a-z-]+\.ts$/ }, ({ path }) => ({
      contents: withPureSchemas(withoutSamples(readFileSync(path, 'utf8'))),
      loader: 'ts',
    }))
  },
}

export function withoutSamples(source: string): string {
  return source.replace(DEFINITION, (definition) => definition.replace(FOR_CATALOGUE, ''))
}

/** Whatever makes a schema: zod, and our own words made of it. */
const MAKER = /(?<![.\w])(?:defineEvent|z\.\w+|id|line|text)\(/g

export function withPureSchemas(source: string): string {
  return source.replace(MAKER, (call) => `/* @__PURE__ */ ${call}`)
}
