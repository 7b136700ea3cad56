/** The tables of `ARCHITECTURE.md` say in prose what the map says in code: whoever reads only the page reads no line that is not there. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../../events/catalogue.ts'
import {
  type ApiFunction,
  apiFunctions,
  type LogKind,
  type Powers,
  type Reaction,
  type ReactionPowers,
  reactions,
} from '../../infra/wiring.ts'
import { resourcesOf } from './assembly.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')

/** From its heading to the next one. */
function section(heading: string): string {
  const [, after = ''] = page.split(`\n${heading}\n`)
  return after.split(/\n#+ /)[0] ?? ''
}

/** Cells of every row, without the heads of the tables and the lines below them. */
function rowsOf(text: string): readonly (readonly string[])[] {
  const rows = text.split('\n').filter((line) => line.startsWith('| '))
  return rows.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

const codeIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)

describe('the table of events', () => {
  const events = section('## Events, producers, reactions, effects')

  test('names each event that somebody hears with each that hears it', () => {
    let event: string | undefined
    const told = rowsOf(events).flatMap(([name = '', , heard = '']) => {
      if (name !== '') event = name.startsWith('*') ? 'of AWS' : codeIn(name)[0]
      return codeIn(heard).map((reaction) => `${event} → ${reaction}`)
    })
    const mapped = reactions.flatMap(({ function: reaction, on = [], onAws }) => [
      ...on.map(({ name }) => `${name} → ${reaction}`),
      ...(onAws === undefined ? [] : [`of AWS → ${reaction}`]),
    ])
    expect(told.toSorted()).toEqual(mapped.toSorted())
  })

  test('is followed by the events that nobody hears', () => {
    const heard = new Set(reactions.flatMap(({ on = [] }) => on.map(({ name }) => name)))
    const names = new Set(catalogue.map(({ name }) => name))
    const [, unheard = ''] = events.split('not reacted to:')
    const told = codeIn(unheard).filter((code) => names.has(code))
    expect(told.toSorted()).toEqual([...names].filter((name) => !heard.has(name)).toSorted())
  })
})

/** A file or a pattern of files; one without a folder lies beside the one before it. */
function sourcesOf(where: string): string {
  let folder = ''
  return codeIn(where)
    .map((path) => {
      if (path.includes('/')) folder = dirname(path)
      return globSync(path.includes('/') ? path : join(folder, path), { cwd: root })
    })
    .flatMap((paths) => paths.map((path) => readFileSync(join(root, path), 'utf8')))
    .join('\n')
}

describe('the table of limits', () => {
  const limits = rowsOf(section('## Limits')).filter(([name]) => name?.startsWith('`'))

  test.each(limits.map(([names = '', , where = '']) => [names, where]))('says where %s are: in %s', (names, where) => {
    const sources = sourcesOf(where)
    for (const name of codeIn(names)) expect(sources).toMatch(new RegExp(`^(export )?const ${name} = `, 'm'))
  })
})

describe('the table of functions', () => {
  const rows = new Map(rowsOf(section('### Every line of the map')).map((cells) => [codeIn(cells[0] ?? '')[0] ?? '', cells]))

  test('has a row for each line of the map', () => {
    expect([...rows.keys()].filter((name) => name !== '').toSorted()).toEqual(
      [...reactions, ...apiFunctions].map((line) => line.function).toSorted(),
    )
  })

  test.each(reactions)('says of $function what it may touch and how it runs', (line) => {
    const [, ...cells] = rows.get(line.function) ?? []
    const { batch, window, concurrency, delay, visibility } = queueOf(line)
    const { timeout, memory } = functionOf(line)
    expect(cells).toEqual([powersOf(line), ...[timeout, memory, batch, window, concurrency, delay, visibility].map(String)])
  })

  test.each(apiFunctions)('says of $function what it may touch and how it runs', (line) => {
    const [, , ...cells] = rows.get(line.function) ?? []
    const { timeout, memory } = functionOf(line)
    expect(cells).toEqual([powersOf(line), String(timeout), String(memory)])
  })
})

const DIRECTORY: readonly LogKind[] = ['unit', 'group', 'person']

function kindsOf(kinds: readonly LogKind[] = []): string {
  const whole = DIRECTORY.every((kind) => kinds.includes(kind))
  return (whole ? ['directory', ...kinds.filter((kind) => !DIRECTORY.includes(kind))] : kinds).join(', ')
}

/** As the page writes them: letters that go for the same kinds stand together. */
function powersOf({ mail, schedules, ...powers }: ReactionPowers): string {
  const letters = Map.groupBy(Object.entries({ R: powers.reads, A: powers.appends, L: powers.lists }), ([, kinds]) => kindsOf(kinds))
  letters.delete('')
  const { board, registers, files, documents } = powers
  return [
    ...[...letters].map(([kinds, given]) => [...given.map(([letter]) => letter), kinds].join(' ')),
    ...projections(board, registers),
    ...(files === undefined ? [] : [`files: ${files.replaceAll('-and-', ', ')}`]),
    ...(documents === undefined ? [] : [`documents: ${documents.replaceAll('-and-', ', ')}`]),
    ...(powers.claims ? ['claims'] : []),
    ...(powers.secrets === undefined ? [] : [`secrets: ${powers.secrets}`]),
    ...(mail === undefined ? [] : ['mail']),
    ...(schedules === undefined ? [] : ['schedules']),
  ].join('; ')
}

function projections(board: Powers['board'], registers: Powers['registers']): readonly string[] {
  const named = registers === undefined ? [] : [`registers ${registers.names.map((name) => `\`${name}\``).join(', ')}`]
  const objects = [...(board === undefined ? [] : ['the board']), ...named]
  return objects.length === 0 ? [] : [`${board ?? registers?.may}s ${objects.join(' and ')}`]
}

/** What the template gives a function, whether the map says it or leaves it to a default. */
function functionOf({ function: name }: Reaction | ApiFunction) {
  const functions = [...resourcesOf('Thidua', 'AWS::Lambda::Function'), ...resourcesOf('ThiduaDoor', 'AWS::Lambda::Function')]
  const [id = '', properties] =
    functions.map(([id, { Properties }]) => [id, Properties] as const).find(([, { Description }]) => Description === name) ?? []
  return { id, timeout: properties?.Timeout, memory: properties?.MemorySize }
}

function queueOf(line: Reaction) {
  const { id } = functionOf(line)
  const sources = [...resourcesOf('Thidua', 'AWS::Lambda::EventSourceMapping').values()].map(({ Properties }) => Properties)
  const source = sources.find(({ FunctionName }) => JSON.stringify(FunctionName).includes(`"${id}"`)) ?? {}
  const queues = [...resourcesOf('Thidua', 'AWS::SQS::Queue')]
  const [, queue] = queues.find(([queueId]) => JSON.stringify(source.EventSourceArn).includes(`"${queueId}"`)) ?? []
  const { MaximumConcurrency: concurrency } = (source.ScalingConfig ?? {}) as { MaximumConcurrency?: number }
  return {
    batch: source.BatchSize,
    window: source.MaximumBatchingWindowInSeconds,
    concurrency,
    delay: queue?.Properties.DelaySeconds,
    visibility: queue?.Properties.VisibilityTimeout,
  }
}
