import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** Who may import whom; the first line that fits a file counts. A package is `npm:<name>`, a file is its path. */
const arrows: readonly { readonly from: RegExp; readonly may: RegExp; readonly says: string }[] = [
  { from: /^events\//, may: /^(events\/|node:|npm:zod)/, says: 'events import nothing of ours' },
  {
    from: /^shared\/aws\//,
    may: /^(events\/|shared\/(?!memory\/)|node:|npm:(zod|@aws-sdk\/))/,
    says: 'only shared/aws imports an AWS client',
  },
  { from: /^shared\/memory\//, may: /^(events\/|shared\/(?!aws\/)|node:|npm:zod)/, says: 'the twins know nothing of AWS' },
  {
    from: /^shared\//,
    may: /^(events\/|shared\/(?!aws\/|memory\/)|node:|npm:(?!@aws-sdk|aws-cdk-lib|@smithy))/,
    says: 'capabilities know events, ports and each other',
  },
  {
    from: /^functions\//,
    may: /^(events\/|shared\/(?!memory\/)|functions\/|node:|npm:(@middy\/core|zod|aws-lambda|@aws-sdk\/))/,
    says: 'functions use shared and events',
  },
  { from: /^infra\/permissions\.ts$/, may: /./, says: 'the report on the template reads it by the local cloud’s own reader' },
  {
    from: /^infra\/(?!local\/)/,
    may: /^(events\/|shared\/api\/|shared\/aws\/table\.ts$|infra\/(?!local\/)|node:|npm:(aws-cdk-lib|constructs|esbuild|zod))/,
    says: 'infra names functions by path, reads events and routes, and imports no rule',
  },
]

interface Import {
  readonly file: string
  readonly to: string
  readonly typeOnly: boolean
}

function sources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => join(folder, path))
}

/** Static imports and re-exports; every file here writes them with a plain `from '…'`. */
function importsOf(file: string): readonly Import[] {
  const code = readFileSync(join(root, file), 'utf8')
  const found = code.matchAll(/^(?:import|export)(\s+type)?\s[^'"`;]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\('([^']+)'\)/gm)
  return [...found].map(([, type, from, bare, dynamic]) => ({
    file,
    to: targetOf(file, from ?? bare ?? dynamic ?? ''),
    typeOnly: type !== undefined,
  }))
}

function targetOf(file: string, specifier: string): string {
  if (specifier.startsWith('.')) return relative(root, join(root, dirname(file), specifier))
  return specifier.startsWith('node:') ? specifier : `npm:${specifier}`
}

const imports = ['events', 'shared', 'functions', 'infra'].flatMap(sources).flatMap(importsOf)

describe('arrows point one way', () => {
  test.each(arrows)('$says', ({ from, may }) => {
    const mine = imports.filter(({ file }) => arrows.find((arrow) => arrow.from.test(file))?.from === from)
    const wrong = mine.filter(({ to }) => !may.test(to)).map(({ file, to }) => `${file} → ${to}`)
    expect(mine.length).toBeGreaterThan(0)
    expect(wrong).toEqual([])
  })

  test('the test itself sees an arrow that runs the other way', () => {
    const [events] = arrows
    expect(events?.may.test(targetOf('events/plan.ts', '../shared/plan/plan.ts'))).toBe(false)
    expect(events?.may.test(targetOf('events/plan.ts', './words.ts'))).toBe(true)
  })
})
