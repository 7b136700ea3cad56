/**
 * What the synthesized template says, as the simulation needs it: which events go to which queues, and which function empties each. The
 * code of the functions is imported, not bundled, so an empty folder stands in for every bundle.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildApp } from '../../infra/app.ts'
import { compilePattern, flatten, type Matcher } from '../../infra/local/pattern.ts'
import { type CloudModel, type FunctionModel, loadTemplate, type QueueModel, type QueueSourceModel } from '../../infra/local/template.ts'

export interface Template {
  readonly queues: readonly QueueModel[]
  /** Who empties a queue. */
  readonly sources: ReadonlyMap<string, { readonly source: QueueSourceModel; readonly function: FunctionModel }>
  readonly relay: CloudModel['streamSources'][number]
  /** Names of the buses: ours, and the one AWS itself speaks on. */
  readonly ownBus: string
  readonly awsBus: string
  /** Queues an event goes to; `read` gives the value at a dotted path. */
  route(bus: string, event: BusEvent): readonly string[]
  /** Whether the table's stream shows this record to the relay. */
  isRelayed(record: unknown): boolean
  readonly uploadBucket: string
  /** What SES reports, in its own capitals: SEND, DELIVERY, … */
  readonly mailReports: ReadonlySet<string>
  /** `POST /api/plans` → the function's settings. */
  readonly routes: ReadonlyMap<string, FunctionModel>
}

export interface BusEvent {
  readonly id: string
  readonly source: string
  readonly 'detail-type': string
  readonly time: string
  readonly detail: unknown
}

const AWS_BUS = 'default'

/** Synthesizes the app into a folder of its own and reads it back; about two seconds, so once per run. */
export function readTemplate(): Template {
  const folder = mkdtempSync(join(tmpdir(), 'thidua-simulation-'))
  try {
    const code = join(folder, 'code')
    mkdirSync(code)
    writeFileSync(join(code, 'index.mjs'), '// the simulation imports the functions themselves\n')
    const outdir = join(folder, 'cdk.out')
    buildApp({ outdir, codeOf: () => code }).app.synth()
    const parameters = { PortalUrl: 'https://portal.thidua.test', JwtIssuer: 'https://issuer.thidua.test', JwtAudience: 'portal' }
    const attributes = { 'AWS::CloudFront::Distribution.DomainName': 'portal.thidua.test' }
    return templateOf(loadTemplate(outdir, { parameters, attributes }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export function templateOf(model: CloudModel): Template {
  const functions = new Map(model.functions.map((one) => [one.arn, one]))
  const ownBus = only(
    model.buses.filter((bus) => bus.name !== AWS_BUS),
    'bus',
  ).name
  const relay = only(model.streamSources, 'stream source')
  const filters = relay.filters.map(compilePattern)
  return {
    queues: model.queues,
    sources: new Map(
      model.queueSources
        .filter((source) => source.enabled)
        .map((source) => [source.queueArn, { source, function: known(functions, source.functionArn) }]),
    ),
    relay,
    ownBus,
    awsBus: AWS_BUS,
    route: router(model),
    isRelayed: (record) => filters.some((matches) => matches(flatten(record))),
    uploadBucket: only(
      model.buckets.filter((bucket) => bucket.sendsEvents),
      'bucket that sends events',
    ).name,
    mailReports: new Set(
      model.configurationSets.flatMap((set) => set.destinations.flatMap((each) => (each.enabled ? each.eventTypes : []))),
    ),
    routes: new Map(model.httpApis.flatMap((api) => api.routes.map((route) => [route.key, known(functions, route.functionArn)] as const))),
  }
}

/** Patterns look at few fields, and events differ in many: what was matched once for these fields is not matched again. */
function router(model: CloudModel): Template['route'] {
  const byBus = Map.groupBy(
    model.rules.filter((rule) => rule.enabled && rule.pattern !== undefined),
    (rule) => rule.busName,
  )
  const buses = new Map(
    [...byBus].map(([bus, rules]) => {
      const compiled = rules.map((rule): [Matcher, readonly string[]] => [
        compilePattern(rule.pattern),
        rule.targets.map((target) => target.queueArn),
      ])
      return [
        bus,
        { compiled, paths: [...new Set(rules.flatMap((rule) => pathsOf(rule.pattern)))], known: new Map<string, readonly string[]>() },
      ]
    }),
  )
  return (busName, event) => {
    const bus = buses.get(busName)
    if (bus === undefined) return []
    const key = JSON.stringify(bus.paths.map((path) => valueAt(event, path)))
    const known = bus.known.get(key) ?? matchedBy(bus.compiled, event)
    bus.known.set(key, known)
    return known
  }
}

function matchedBy(compiled: readonly [Matcher, readonly string[]][], event: BusEvent): readonly string[] {
  const flat = flatten(event)
  return compiled.flatMap(([matches, queues]) => (matches(flat) ? queues : []))
}

function pathsOf(pattern: unknown): readonly string[] {
  if (typeof pattern !== 'object' || pattern === null) return []
  return Object.entries(pattern).flatMap(([key, value]) => {
    if (key === '$or') return (value as unknown[]).flatMap(pathsOf)
    return Array.isArray(value) ? [key] : pathsOf(value).map((rest) => `${key}.${rest}`)
  })
}

function valueAt(event: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], event)
}

function only<Item>(items: readonly Item[], what: string): Item {
  const [item] = items
  if (item === undefined || items.length > 1) throw new Error(`the template has ${items.length} ${what}, not one`)
  return item
}

function known(functions: ReadonlyMap<string, FunctionModel>, arn: string): FunctionModel {
  const found = functions.get(arn)
  if (found === undefined) throw new Error(`${arn} is not in the template`)
  return found
}
