import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const documents = globSync('{README,ARCHITECTURE,docs/**/*}.md', { cwd: root })

/** A file, a folder, or the beginning of a name (`docs/decisions/0017`); what holds a `<` is a pattern of names. */
const PATH = /^(cli|docs|events|functions|infra|shared|tests|web)\/[^\s<>]*$/

test.each(documents)('%s names no file that is not there', (document) => {
  const page = readFileSync(join(root, document), 'utf8')
  const named = [...page.matchAll(/`([^`\n]+)`/g)].flatMap(([, code = '']) => (PATH.test(code) ? [code] : []))
  const lost = named.filter((path) => globSync(`${path.replace(/\/$/, '')}*`, { cwd: root }).length === 0)
  expect(lost).toEqual([])
})

test('there are documents to look into', () => {
  expect(documents.length).toBeGreaterThan(30)
})
