/** What is committed of the contract: a schema and a sample for each version of each event, and the page that lists them. */

import { breakingChanges, type JsonSchema } from './breaking.ts'
import { catalogue } from './catalogue.ts'
import { type Detail, type EventDefinition, jsonSchemaOf, type Metadata } from './event.ts'

export const SCHEMAS_FOLDER = 'events/schemas'
export const SAMPLES_FOLDER = 'events/samples'
export const CATALOGUE_PAGE = 'docs/events.md'

type Definitions = readonly EventDefinition[]

/** `plan.issued.v1`: the name of an event's committed files. */
export function fileNameOf({ name, version }: Pick<EventDefinition, 'name' | 'version'>): string {
  return `${name}.v${version}`
}

/** A whole detail, as it would lie on the bus. Its metadata never changes, so that the committed sample does not either. */
export function sampleDetailOf({ name, version, sample }: EventDefinition): Detail {
  const [noun = ''] = name.split('.')
  // What the scheduler says stands in no log.
  const isSignal = noun === 'deadline'
  const stream = isSignal ? `signal#${name}` : `${noun}#sample`
  const metadata: Metadata = {
    id: isSignal ? `${stream}@2021-03-01T09:00` : `${stream}#1`,
    version,
    stream,
    sequence: isSignal ? 0 : 1,
    at: '2021-03-01T02:00:00.000Z',
    actor: isSignal ? { person: 'system' } : { person: 'per_officer', unit: 'unt_so-ha-noi', role: 'officer' },
    correlationId: 'cmd_sample',
    causationId: 'cmd_sample',
  }
  return { metadata, data: sample }
}

/** Path from the root of the repository → text. */
export function publishedFiles(definitions: Definitions = catalogue): ReadonlyMap<string, string> {
  const files = definitions.flatMap((definition): [string, string][] => [
    [`${SCHEMAS_FOLDER}/${fileNameOf(definition)}.json`, jsonText(jsonSchemaOf(definition))],
    [`${SAMPLES_FOLDER}/${fileNameOf(definition)}.json`, jsonText(sampleDetailOf(definition))],
  ])
  return new Map([...files, [CATALOGUE_PAGE, cataloguePage(definitions)]])
}

function jsonText(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

/**
 * One sentence for each broken promise; none when the catalogue may be published. `committed` holds the schemas as they are committed,
 * by file name (`plan.issued.v1`).
 */
export function brokenPromises(committed: ReadonlyMap<string, JsonSchema>, definitions: Definitions = catalogue): readonly string[] {
  const current = new Map(definitions.map((definition) => [fileNameOf(definition), definition]))
  return [...committed].flatMap(([fileName, before]) => {
    const definition = current.get(fileName)
    if (definition === undefined) return [`${fileName} is gone from the catalogue, but stored events carry it: put it back.`]
    const { name, version } = definition
    const remedy = `This breaks ${name} version ${version}: publish version ${version + 1} beside it.`
    return breakingChanges(before, jsonSchemaOf(definition) as JsonSchema).map((change) => `${fileName}: ${change}. ${remedy}`)
  })
}

function cataloguePage(definitions: Definitions): string {
  const nouns = [...new Set(definitions.map(({ name }) => name.split('.')[0] ?? ''))]
  return [
    '# Events',
    '',
    'Everything this system says on its bus. Written by `node events/generate.ts` from `events/*.ts`; do not edit.',
    'A field with `?` may be absent. Each event travels as `{ metadata, data }`; `metadata` is the same for all (`events/event.ts`).',
    ...nouns.flatMap((noun) => ['', `## ${noun}`, '', ...tableOf(definitions.filter(({ name }) => name.startsWith(`${noun}.`)))]),
    '',
  ].join('\n')
}

function tableOf(definitions: Definitions): string[] {
  const rows = definitions.map((definition) => {
    const schema = jsonSchemaOf(definition) as JsonSchema
    const { name, version, sentence } = definition
    const link = `[\`${name}\`](../${SCHEMAS_FOLDER}/${fileNameOf(definition)}.json)`
    return `| ${link} | ${version} | ${sentence} | ${fieldsOf(schema.properties?.data ?? {}).join(', ')} |`
  })
  return ['| event | version | what happened | data |', '|---|---|---|---|', ...rows]
}

function fieldsOf({ properties = {}, required = [] }: JsonSchema): string[] {
  const isRequired = new Set(required)
  return Object.entries(properties).map(
    ([name, { type }]) => `\`${name}${type === 'array' ? '[]' : ''}${isRequired.has(name) ? '' : '?'}\``,
  )
}
