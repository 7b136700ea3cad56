import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPlan } from '../../shared/plan/reading/index.ts'
import { compare, factsOf } from './by-hand.ts'

const corpus = join(import.meta.dirname, 'corpus')
const textsIn = (folder: string) => readdirSync(join(corpus, folder)).filter((name) => name.endsWith('.txt'))
const read = (folder: string, file: string) => readPlan(readFileSync(join(corpus, folder, file), 'utf8'))

/**
 * Plans of many bodies and years, each written, with what a person reads in it, before it was ever given to the reader:
 * `node tests/reading/score.ts` prints the agreement.
 */
describe('a plan of any body is read as a person reads it', () => {
  test.each(textsIn('plans'))('%s', (file) => {
    expect(compare(read('plans', file), factsOf(join(corpus, 'plans', file.replace('.txt', '.gold')))).differences).toEqual([])
  })
})

describe('a document that is no plan says so, whatever it tells of plans, tables and dates', () => {
  test.each(textsIn('others'))('%s', (file) => {
    expect(read('others', file)).toMatchObject({ isPlan: false, tasks: [], bodyObligations: [], findings: [] })
  })
})
