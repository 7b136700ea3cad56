/**
 * What a function carries of the events: the contracts of those it reads, and the name and version of those it says. An event's sample and
 * sentence are for the catalogue, and an event nobody names can be left out only if making its schema is known to do nothing else. It is
 * the same with the contracts of routes: a function carries those it answers, without the summary, which is for the page of the API.
 */
import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'

const DEFINITION = /= defineEvent\(\{\n[\s\S]*?\n\}\)/g
/** A property as the formatter lays it out: on one line, or opened on the first and closed at the same depth, or on the next. */
const FOR_CATALOGUE = /^ {2}(sample|sentence):(?: .*[[{(]\n(?: {4}.*\n)*? {2}[\]})]+,| .*,|\n {4}.*,)\n/gm

export const eventsAsContracts: Plugin = {
  name: 'events as contracts',
  setup({ onLoad }) {
    const rewritten = (filter: RegExp, rewrite: (source: string) => string) =>
      onLoad({ filter }, ({ path }) => ({ contents: rewrite(readFileSync(path, 'utf8')), loader: 'ts' }))
    rewritten(/\/events\/[a-z-]+\.ts$/, (source) => withPureSchemas(withSayings(withoutSamples(source))))
    rewritten(/\/shared\/api\/[a-z-]+\.ts$/, (source) => withPureSchemas(withoutSummaries(source)))
    rewritten(/\/shared\/.*\.ts$/, sayingByName)
  },
}

export function withoutSamples(source: string): string {
  return source.replace(DEFINITION, (definition) => definition.replace(FOR_CATALOGUE, ''))
}

/** As the formatter lays it out: quoted once, on the line of its name or on the next. */
const SUMMARY = /\bsummary:\s+(['"])(?:(?!\1).)*\1,?/g

export function withoutSummaries(source: string): string {
  return source.replace(SUMMARY, '')
}

const NAMED_EVENT = /^export const (\w+) = defineEvent\(\{\n( {2}name: .*\n {2}version: .*\n)/gm

/** Beside each event what `happen` takes of it. */
export function withSayings(source: string): string {
  const sayings = [...source.matchAll(NAMED_EVENT)].map(
    ([, event, nameAndVersion]) => `export const said_${event} = {\n${nameAndVersion}}\n`,
  )
  return source + sayings.join('')
}

const IMPORT_OF_EVENTS = /^import \{([^}]*)\} from ('[./]*\/events\/[a-z-]+\.ts')$/gm
const SAYING = /\bhappen\(\s*(\w+),/g

/** `happen(planIssued, …)` needs no schema: who only says an event does not carry what it takes to read it. */
export function sayingByName(source: string): string {
  const said = new Set([...source.matchAll(SAYING)].map(([, event]) => event))
  const imported = new Set<string>()
  const importing = source.replace(IMPORT_OF_EVENTS, (line, names: string, from: string) => {
    const here = (names.match(/\w+/g) ?? []).filter((name) => said.has(name))
    if (here.length === 0) return line
    for (const name of here) imported.add(name)
    return `${line}\nimport { ${here.map((name) => `said_${name}`).join(', ')} } from ${from}`
  })
  return importing.replace(SAYING, (call, event: string) => (imported.has(event) ? `happen(said_${event},` : call))
}

const CONTRACT = /= (define(?:Event|Route|Reading<typeof \w+>\(\))\(\{(?: .*|\n[\s\S]*?\n)\}\))$/gm
/** Whatever makes a schema: zod, and our own words made of it. */
const MAKER = /(?<![.\w])(?:z\.\w+|id|line|text)\(/g

/** A contract as a whole, because a field that is spread into it would by itself count as doing something. */
export function withPureSchemas(source: string): string {
  return source.replace(CONTRACT, '= /* @__PURE__ */ (() => $1)()').replace(MAKER, (call) => `/* @__PURE__ */ ${call}`)
}
