/** What functions carry of an event they read is its contract, of one they say its name and version; the rest stays behind. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync, transformSync } from 'esbuild'
import { expect, it } from 'vitest'
import { sayingByName, withoutSamples, withoutSummaries, withPureSchemas, withSayings } from './bundle-events.ts'

const events = join(import.meta.dirname, '../events')
const DEFINITIONS = readdirSync(events)
  .filter((name) => /^[a-z-]+\.ts$/.test(name))
  .map((name) => [name, readFileSync(join(events, name), 'utf8')] as const)
  .filter(([, source]) => source.includes('= defineEvent({'))

it.each(DEFINITIONS)('%s keeps name, version and schema of every event, and no sample', (_, source) => {
  const count = (text: string, pattern: RegExp) => (text.match(pattern) ?? []).length
  const defined = count(source, /= defineEvent\(\{/g)
  const bundled = withoutSamples(source)
  expect(count(bundled, /= defineEvent\(\{\n {2}name: '[a-z.-]+',\n {2}version: \d+,\n {2}data: /g)).toBe(defined)
  expect(transformSync(bundled, { loader: 'ts' }).code).toContain('defineEvent')
  expect(count(bundled, /^ {2}sample:/gm)).toBe(0)
  expect(count(bundled, /^ {2}sentence: ['"\n]/gm)).toBe(0)
  expect(count(withSayings(bundled), /^export const said_\w+ = \{\n {2}name: '[a-z.-]+',\n {2}version: \d+,\n\}/gm)).toBe(defined)
})

const routes = join(import.meta.dirname, '../shared/api')
const ROUTES = readdirSync(routes)
  .filter((name) => /^[a-z-]+\.ts$/.test(name) && name !== 'route.ts')
  .map((name) => [name, readFileSync(join(routes, name), 'utf8')] as const)
  .filter(([, source]) => source.includes('defineRoute({'))

it.each(ROUTES)('%s keeps method, path and action of every route, and no summary', (_, source) => {
  const count = (text: string, pattern: RegExp) => (text.match(pattern) ?? []).length
  const { code } = transformSync(withoutSummaries(source), { loader: 'ts' })
  expect(count(code, /\bsummary\b/g)).toBe(0)
  for (const kept of [/\bmethod: "/g, /\bpath: ["`]/g, /\baction\b/g])
    expect(count(code, kept)).toBeGreaterThanOrEqual(count(source, /defineRoute\(\{/g))
})

it('a function that names one event of a plan does not carry the others', () => {
  const source = readFileSync(join(events, 'plan.ts'), 'utf8').replaceAll(/^export const (?!planTaskClosed)/gm, 'const ')
  const stdin = { contents: withPureSchemas(withoutSamples(source)), loader: 'ts' as const }
  const { outputFiles } = buildSync({ stdin, bundle: true, external: ['*'], format: 'esm', write: false, treeShaking: true })
  const defined = [...(outputFiles[0]?.text ?? '').matchAll(/defineEvent\(\{\n +name: "([a-z.-]+)"/g)].map(([, name]) => name)
  expect(defined).toEqual(['plan.task-closed'])
})

it('an event whose fields are spread from a part of several is left out too', () => {
  const source = `const of = { key: id('pln') }\n${eventAs('opened')}\n${eventAs('closed')}\nconsole.log(opened.name)`
  const code = transformSync(withPureSchemas(source), { loader: 'ts', minifySyntax: true, treeShaking: true }).code
  expect(code).toContain('deadline.opened')
  expect(code).not.toContain('deadline.closed')
})

const eventAs = (name: string) =>
  `const ${name} = defineEvent({\n  name: 'deadline.${name}',\n  version: 1,\n  data: z.object({ ...of, at: instant }),\n})`

it('whoever says an event takes its name and version; whoever reads it takes its contract', () => {
  const source = [
    "import { happen } from '../events/event.ts'",
    "import { type Plan, planIssued, planLinked, planOpened } from '../events/plan.ts'",
    'export const issue = () => [happen(planIssued, {}), happen(',
    '  planLinked,',
    '  {}), happen(given, {})]',
    'export const reads = [planIssued, planOpened]',
  ].join('\n')
  const said = sayingByName(source)
  expect(said).toContain("import { said_planIssued, said_planLinked } from '../events/plan.ts'")
  expect(said).toContain('happen(said_planIssued, {}), happen(said_planLinked,')
  expect(said).toContain('happen(given, {})')
  expect(said).toContain('reads = [planIssued, planOpened]')
})

it('what says no event stays as it is', () => {
  const source = "import { planIssued } from '../events/plan.ts'\nexport const reads = [planIssued]"
  expect(sayingByName(source)).toBe(source)
})
