/**
 * The whole cloud on one machine, from a synthesized assembly: every part is started, joined to the others and stopped here, and nowhere
 * else. What a template does not hold does not run.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createActivity } from './activity.ts'
import { createBus } from './bus.ts'
import { type ClockSetting, createClock, type LocalClock } from './clock.ts'
import { createMachineTime, type MachineTime } from './cloud/time.ts'
import { type Credentials, createCredentials } from './credentials.ts'
import type { BufferedService, Service } from './door/service.ts'
import { freePort } from './dynamodb/java.ts'
import { type LocalDynamoDb, startDynamoDb } from './dynamodb.ts'
import { type FrontDoor, openFrontDoor } from './front-door.ts'
import { openLogs } from './functions/logs.ts'
import { createFunctions, type Functions } from './functions.ts'
import type { PortalOptions } from './http-api/portal.ts'
import { type HttpApi, startHttpApi } from './http-api.ts'
import { judge } from './policy.ts'
import { sqsService } from './queues/service.ts'
import { type LocalQueues, openQueues } from './queues.ts'
import { createScheduler, type Scheduler } from './scheduler.ts'
import { type Sources, startSources } from './sources.ts'
import { openState } from './state.ts'
import { type CloudModel, type FunctionModel, loadTemplate } from './template.ts'

export interface Addresses {
  /** `AWS_ENDPOINT_URL`. */
  readonly endpoint: string
  /** The portal and its API. */
  readonly api: string
}

export interface CloudOptions {
  /** The folder `cdk.out`. */
  readonly assembly: string
  /** Tables, queues, files, schedules and logs; survives `kill -9`. */
  readonly stateDir: string
  /** Absent or 0: any free port. */
  readonly ports?: { readonly endpoint?: number; readonly api?: number }
  /** Values of template parameters, which may depend on where things answer. */
  readonly parameters?: (addresses: Addresses) => Readonly<Record<string, string>>
  /** Attributes of resources that do not exist here, by `Type.Attribute`. */
  readonly attributes?: (addresses: Addresses) => Readonly<Record<string, string>>
  readonly clock?: ClockSetting
  readonly portal?: Omit<PortalOptions, 'headers'>
  /** Environments of one function at once, and of all together. */
  readonly concurrency?: { readonly perFunctionMax?: number; readonly environmentsMax?: number }
  /** What the person at the keyboard reads while the machine starts. */
  progress?(sentence: string): void
  /** What AWS would only show as a metric: a message that may not be delivered, a failed batch. */
  warn?(sentence: string): void
}

export interface Cloud extends MachineTime {
  readonly model: CloudModel
  readonly clock: LocalClock
  readonly addresses: Addresses
  readonly dynamodb: LocalDynamoDb
  readonly queues: LocalQueues
  readonly functions: Functions
  readonly scheduler: Scheduler
  readonly frontDoor: FrontDoor
  readonly credentials: Credentials
  /** Everything warned of since the start, the last thousand. */
  readonly warnings: readonly string[]
  stop(): Promise<void>
}

const WARNINGS_MAX = 1_000

export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { stateDir, progress = () => {} } = options
  // Lambda runs in UTC; so does everything here, whatever the machine's own zone.
  process.env.TZ = 'UTC'
  const clock = createClock(options.clock ?? { kind: 'real' })
  const ending: (() => unknown)[] = [clock.install()]
  const stop = async () => {
    for (const end of ending.splice(0).reverse()) await end()
  }
  try {
    const started = await startParts(options, clock, ending)
    progress(`ready: ${started.addresses.api}`)
    return { ...started, stop }
  } catch (error) {
    await stop()
    throw error
  }

  async function startParts(
    { ports = {}, portal, concurrency }: CloudOptions,
    clock: LocalClock,
    ending: (() => unknown)[],
  ): Promise<Omit<Cloud, 'stop'>> {
    const ends = (end: () => unknown) => ending.push(end)
    const endpointPort = ports.endpoint || (await freePort())
    const apiPort = ports.api || (await freePort())
    const addresses = { endpoint: `http://127.0.0.1:${endpointPort}`, api: `http://127.0.0.1:${apiPort}` }
    const model = loadTemplate(options.assembly, {
      endpoint: addresses.endpoint,
      apiEndpoint: addresses.api,
      parameters: options.parameters?.(addresses) ?? {},
      attributes: options.attributes?.(addresses) ?? {},
    })
    progress(`template: ${model.functions.length} functions, ${model.rules.length} rules, ${model.queues.length} queues`)

    const { warn, warnings } = keepWarnings(options.warn)
    const { account, region } = model
    const activity = createActivity()
    const state = openState(join(stateDir, 'state.db'))
    ends(() => state.close())
    const queues = openQueues({ queues: model.queues, clock, file: join(stateDir, 'queues.db') })
    ends(() => queues.close())
    ends(queues.onChange(() => activity.changed()))
    const dynamodb = await startDynamoDb({ region, account, tables: model.tables, folder: join(stateDir, 'dynamodb') })
    ends(() => dynamodb.stop())
    progress('database: DynamoDB Local is up')

    const credentials = createCredentials(keptSeed(state))
    const bus = createBus({ account, region, buses: model.buses, rules: model.rules, queues, clock, activity, warn })
    const logs = openLogs(join(stateDir, 'logs'))
    ends(() => logs.close())
    const statementsOf = ({ roleArn }: FunctionModel) => model.roles.find(({ arn }) => arn === roleArn)?.statements ?? []
    const functions = createFunctions({
      ...concurrency,
      folder: join(stateDir, 'runtime'),
      functions: model.functions,
      region,
      endpoint: addresses.endpoint,
      clock: clock.shared,
      logs,
      activity,
      sessionOf: (owner) => credentials.issue(owner.roleArn, statementsOf(owner)),
    })
    ends(() => functions.stop())
    const scheduler = createScheduler({ model, bus, queues, clock, activity, state, warn })
    ends(() => scheduler.stop())

    const sources: { current?: Sources } = {}
    const services: Service[] = [watched(dynamodb.service, () => sources.current?.anyTableWritten()), sqsService(queues), bus, scheduler]
    const frontDoor = await openFrontDoor({ services, credentials, clock, port: endpointPort })
    ends(() => frontDoor.close())
    sources.current = startSources({
      model,
      queues,
      functions,
      activity,
      clock,
      state,
      callDynamoDb: dynamodb.client.call,
      streamArnOf: dynamodb.streamArnOf,
      mayDo: (owner, action, resource) =>
        judge({ action, resource }, { name: owner.roleArn, statements: statementsOf(owner) }) === 'allowed',
      warn,
    })
    ends(() => sources.current?.stop())
    for (const api of await startApis()) ends(() => api.stop())

    async function startApis(): Promise<readonly HttpApi[]> {
      const [api, second] = model.httpApis
      if (second !== undefined) throw new Error(`${second.stack}/${second.logicalId}: more than one HTTP API is not understood`)
      if (api === undefined) return []
      const served = portal && { ...portal, headers: model.responseHeaders }
      return [await startHttpApi({ api, account, region, port: apiPort, functions, models: model.functions, clock, portal: served, warn })]
    }

    const time = createMachineTime({ clock, activity, queues, drainedQueues: sources.current.drainedQueues, scheduler })
    return { ...time, model, clock, addresses, dynamodb, queues, functions, scheduler, frontDoor, credentials, warnings }
  }
}

/** Tells somebody of every call that may have written, before the caller knows of it, so that a stream is never thought to be read. */
function watched(service: BufferedService, onWrite: () => void): BufferedService {
  return {
    ...service,
    async handle(request) {
      try {
        return await service.handle(request)
      } finally {
        if (/(Put|Update|Delete|Write)/.test(request.headers['x-amz-target'] ?? '')) onWrite()
      }
    },
  }
}

/** One seed for the life of the state folder: links signed before a restart are still good after it. */
function keptSeed(state: ReturnType<typeof openState>): string {
  const secrets = state.space<string>('secrets')
  const seed = secrets.get('credentials') ?? randomBytes(32).toString('hex')
  secrets.put('credentials', seed)
  return seed
}

function keepWarnings(report: ((sentence: string) => void) | undefined) {
  const warnings: string[] = []
  const warn = (sentence: string) => {
    warnings.push(sentence)
    if (warnings.length > WARNINGS_MAX) warnings.shift()
    report?.(sentence)
  }
  return { warn, warnings }
}
