/** What functions carry of an event is its contract; what the catalogue says of it stays behind. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync, transformSync } from 'esbuild'
import { expect, it } from 'vitest'
import { withoutSamples, withPureSchemas } from './bundle-events.ts'

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
})

it('a function that names one event of a plan does not carry the others', () => {
  const source = readFileSync(join(events, 'plan.ts'), 'utf8').replaceAll(/^export const (?!planTaskClosed)/gm, 'const ')
  const stdin = { contents: withPureSchemas(withoutSamples(source)), loader: 'ts' as const }
  const { outputFiles } = buildSync({ stdin, bundle: true, external: ['*'], format: 'esm', write: false, treeShaking: true })
  const defined = [...(outputFiles[0]?.text ?? '').matchAll(/defineEvent\(\{\n +name: "([a-z.-]+)"/g)].map(([, name]) => name)
  expect(defined).toEqual(['plan.task-closed'])
})
