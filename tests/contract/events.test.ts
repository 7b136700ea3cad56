/** The event contract: what is committed is what the code says, and nothing that was ever published breaks. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import * as mini from 'zod/mini'
import { catalogue } from '../../events/catalogue.ts'
import { defineEvent, EVENT_DETAIL_BYTES_MAX, type EventDefinition, parseDetail } from '../../events/event.ts'
import { committedSchemas, generate } from '../../events/generate.ts'
import { brokenPromises, CATALOGUE_PAGE, fileNameOf, publishedFiles, SAMPLES_FOLDER } from '../../events/published.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const committedSamples = readdirSync(join(ROOT, SAMPLES_FOLDER)).map((file) => basename(file, '.json'))

describe('the committed contract', () => {
  it.each([...publishedFiles().keys()])('%s is what `node events/generate.ts` writes', (path) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(publishedFiles().get(path))
  })

  it('keeps every promise ever made', () => {
    expect(brokenPromises(committedSchemas(ROOT))).toEqual([])
  })

  it('has a sample for every schema and a schema for every sample', () => {
    expect(committedSamples.toSorted()).toEqual([...committedSchemas(ROOT).keys()].toSorted())
  })

  it.each(committedSamples)('the sample of %s still parses, with the code of today and with its own schema', (fileName) => {
    const sample: unknown = JSON.parse(readFileSync(join(ROOT, SAMPLES_FOLDER, `${fileName}.json`), 'utf8'))
    const definition = catalogue.find((candidate) => fileNameOf(candidate) === fileName)
    if (definition === undefined) throw new Error(`${fileName} is gone from the catalogue`)
    expect(parseDetail(definition, sample)).toEqual(sample)
    const schema = committedSchemas(ROOT).get(fileName) as Parameters<typeof z.fromJSONSchema>[0]
    expect(z.fromJSONSchema(schema).safeParse(sample).error).toBeUndefined()
  })
})

describe('an event', () => {
  it.each(catalogue.map((definition) => [fileNameOf(definition), definition] as const))(
    '%s is named noun.past-verb and fits on the bus',
    (_fileName, definition) => {
      // The last word tells what happened, so it stands in the past; the irregular ones we use are listed.
      expect(definition.name).toMatch(/^[a-z]+\.([a-z]+-)*([a-z]+ed|near|sent|withdrawn)$/)
      expect(definition.sentence).toMatch(/^[A-Z].*\.$/)
      const text = publishedFiles().get(`${SAMPLES_FOLDER}/${fileNameOf(definition)}.json`) ?? ''
      expect(Buffer.byteLength(JSON.stringify(JSON.parse(text)))).toBeLessThanOrEqual(EVENT_DETAIL_BYTES_MAX)
    },
  )

  it('stands in the catalogue once for each version', () => {
    expect(new Set(catalogue.map(fileNameOf)).size).toBe(catalogue.length)
  })
})

describe('the generator', () => {
  const said = (data: mini.ZodMiniType, version = 1): EventDefinition =>
    defineEvent({ name: 'note.written', version, sentence: 'A note was written.', data, sample: { text: 'Tốt' } })
  const first = said(mini.object({ text: mini.string() }))

  it('takes an optional addition', () => {
    const root = temporaryFolder('events')
    expect(generate(root, [first])).toEqual([])
    expect(generate(root, [said(mini.object({ text: mini.string(), by: mini.optional(mini.string()) }))])).toEqual([])
    expect(committedSchemas(root).get('note.written.v1')?.properties?.data?.properties).toHaveProperty('by')
  })

  it('refuses a breaking change with a sentence that says what to do, and writes nothing', () => {
    const root = temporaryFolder('events')
    generate(root, [first])
    writeFileSync(join(root, CATALOGUE_PAGE), 'untouched')
    const before = committedSchemas(root)
    expect(generate(root, [said(mini.object({ text: mini.string(), by: mini.string() }))])).toEqual([
      'note.written.v1: data.by became required. This breaks note.written version 1: publish version 2 beside it.',
    ])
    expect(committedSchemas(root)).toEqual(before)
    expect(readFileSync(join(root, CATALOGUE_PAGE), 'utf8')).toBe('untouched')
  })

  it('takes the same change as a new version beside the old one', () => {
    const root = temporaryFolder('events')
    generate(root, [first])
    expect(generate(root, [first, said(mini.object({ text: mini.string(), by: mini.string() }), 2)])).toEqual([])
    expect([...committedSchemas(root).keys()]).toEqual(['note.written.v1', 'note.written.v2'])
  })

  it('refuses to drop a version that stored events carry', () => {
    const root = temporaryFolder('events')
    generate(root, [first])
    expect(generate(root, [said(mini.object({ text: mini.string(), by: mini.string() }), 2)])).toEqual([
      'note.written.v1 is gone from the catalogue, but stored events carry it: put it back.',
    ])
  })
})
