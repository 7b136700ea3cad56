import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { asJson } from '../../cli/read.ts'
import { readPlan } from '../../shared/plan/reading/index.ts'

/**
 * What `thidua read FILE --json` prints has the shape of one plan of `gold.json`, key by key and type by type, plus findings and spans.
 * Where the gold is absent, the shape is held to the one written down below, which the gold is held to where it is present.
 */
const shared = join(import.meta.dirname, '../../../shared')
const corpus = join(import.meta.dirname, 'corpus/plans')
const present = existsSync(join(shared, 'domain/gold.json'))
const gold: readonly object[] = present ? JSON.parse(readFileSync(join(shared, 'domain/gold.json'), 'utf8')).seeds : []
const seeds = present ? readdirSync(join(shared, 'seeds')).sort() : []
const plans = readdirSync(corpus).filter((name) => name.endsWith('.txt'))

type Json = { readonly spans: Readonly<Record<string, readonly { start: number; end: number; confidence: number; ocr?: boolean }[]>> }

function printed(folder: string, name: string, ocr?: number): Json {
  const text = readFileSync(join(folder, name), 'utf8')
  const of = ocr === undefined ? { fromOcr: false } : { fromOcr: true, ocrConfidence: ocr }
  return JSON.parse(JSON.stringify(asJson(name, readPlan(text), of)))
}

/** Every path with the types met there: `tasks[].tt number`. */
function shapeOf(value: unknown, path = '', into = new Map<string, Set<string>>()): Map<string, Set<string>> {
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  into.set(path, (into.get(path) ?? new Set()).add(type))
  if (Array.isArray(value)) for (const item of value) shapeOf(item, `${path}[]`, into)
  else if (typeof value === 'object' && value !== null)
    for (const [key, item] of Object.entries(value)) shapeOf(item, path === '' ? key : `${path}.${key}`, into)
  return into
}

/** Keys a plan of another body can have that none of the five has. */
const mayBeMore = [
  /^header\.superior$/,
  /^signatory\.outer(?:\.|$)/,
  /^tasks\[\]\.sub$/,
  /^bodyObligations\[\]\.(?:due\.yearInferredFor|coordinating(?:\[\])?)$/,
  /\.due\.(?:amount|unit|direction|anchorText|anchorTask|term|schoolYear|months|months\[\]|rrule|rrule\[\])$/,
]

describe.skipIf(!present)('the printed reading has the shape of the gold', () => {
  test.each(seeds.map((seed, i) => [seed, i] as const))('%s: the same keys of the same types at every path', (seed, i) => {
    const { findings, spans, ...plan } = printed(join(shared, 'seeds'), seed) as Json & { findings: unknown }
    const [want, got] = [shapeOf(gold[i]), shapeOf(plan)]
    expect(findings).toBeInstanceOf(Array)
    expect(spans).toBeTypeOf('object')
    for (const [path, types] of want) expect([path, [...(got.get(path) ?? [])].sort()]).toEqual([path, [...types].sort()])
    const known = new Set(gold.flatMap((other) => [...shapeOf(other).keys()]))
    expect([...got.keys()].filter((path) => !known.has(path))).toEqual([])
    expect(Object.keys(plan)).toEqual(Object.keys(gold[i] ?? {}))
  })

  test.each(plans)('%s: no key and no type that the gold does not know', (name) => {
    const known = new Map<string, Set<string>>()
    for (const seed of gold) shapeOf(seed, '', known)
    const { findings: _, spans: __, ...plan } = printed(corpus, name) as Json & { findings: unknown }
    for (const [path, types] of shapeOf(plan)) {
      if (mayBeMore.some((form) => form.test(path))) continue
      const nullable = new Set([...(known.get(path) ?? []), 'null'])
      expect([path, [...types].filter((type) => !nullable.has(type))]).toEqual([path, []])
      expect([path, known.has(path)]).toEqual([path, true])
    }
  })
})

/** Remarks of the reader on a plan as a whole stand nowhere in its text. */
const remarks = /^(?:seed|signatoryFlag)$|\.(?:issuerSource|titleNote|flag|flags|layout|role|fragments|paperAccepted)(?:[.[]|$)/

describe.each(plans)('%s', (name) => {
  const text = readFileSync(join(corpus, name), 'utf8')

  test('every field that was read leads to its place, with how sure it is', () => {
    const { findings: _, spans, ...plan } = printed(corpus, name) as Json & { findings: unknown }
    const without: string[] = []
    const walk = (value: unknown, path: string): void => {
      if (value === null || value === '' || remarks.test(path) || spans[path] !== undefined) return
      if (Array.isArray(value)) for (const [i, item] of value.entries()) walk(item, `${path}[${i}]`)
      else if (typeof value === 'object') for (const [key, item] of Object.entries(value)) walk(item, path === '' ? key : `${path}.${key}`)
      else without.push(path)
    }
    walk(plan, '')
    expect(without).toEqual([])
    for (const [path, places] of Object.entries(spans))
      for (const { start, end, confidence } of places) {
        expect([path, text.slice(start, end).trim() !== '', confidence >= 0 && confidence <= 1]).toEqual([path, true, true])
      }
  })
})

test('of a scan every place says so, and no field is surer than the recognition', () => {
  const { spans } = printed(corpus, plans[0] ?? '', 0.8)
  for (const places of Object.values(spans)) for (const place of places) expect([place.ocr, place.confidence <= 0.8]).toEqual([true, true])
})

test('what is no plan says so and has no task', () => {
  const letter = printed(join(corpus, '../others'), 'cong-van-lich.txt')
  expect(letter).toMatchObject({ notPlan: { code: 'letter' }, tasks: [], bodyObligations: [] })
})
