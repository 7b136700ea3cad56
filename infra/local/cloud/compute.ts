/** What does things: functions and what feeds them, schedules, and the two doors. */
import { join } from 'node:path'
import type { LocalClock } from '../clock.ts'
import type { BufferedService } from '../door/service.ts'
import { type FrontDoor, openFrontDoor } from '../front-door.ts'
import { openLogs } from '../functions/logs.ts'
import { createFunctions, type Functions } from '../functions.ts'
import type { PortalOptions } from '../http-api/portal.ts'
import { startHttpApi } from '../http-api.ts'
import { judge } from '../policy.ts'
import { sqsService } from '../queues/service.ts'
import { createScheduler, type Scheduler } from '../scheduler.ts'
import { type Sources, startSources } from '../sources.ts'
import type { CloudModel, FunctionModel } from '../template.ts'
import type { Addresses, ReservedPorts } from './addresses.ts'
import type { Stores } from './stores.ts'

export interface Compute {
  readonly functions: Functions
  readonly scheduler: Scheduler
  readonly sources: Sources
  readonly frontDoor: FrontDoor
}

export interface ComputeOptions {
  readonly stateDir: string
  readonly model: CloudModel
  readonly clock: LocalClock
  readonly stores: Stores
  readonly ports: ReservedPorts
  readonly addresses: Addresses
  readonly portal: Omit<PortalOptions, 'headers'> | undefined
  readonly concurrency: { readonly perFunctionMax?: number; readonly environmentsMax?: number } | undefined
  warn(sentence: string): void
  ends(end: () => unknown): void
}

export async function startCompute(options: ComputeOptions): Promise<Compute> {
  const { model, clock, stores, ports, warn, ends } = options
  const { state, queues, dynamodb, bus, activity } = stores
  const statementsOf = ({ roleArn }: FunctionModel) => model.roles.find(({ arn }) => arn === roleArn)?.statements ?? []
  const functions = startFunctions(options, statementsOf)
  const scheduler = createScheduler({ model, bus, queues, clock, activity, state, warn })
  ends(() => scheduler.stop())

  const streams: { read?: () => void } = {}
  const tables = watched(dynamodb.service, () => streams.read?.())
  const services = [tables, sqsService(queues), bus, scheduler, stores.storage.service, stores.mail.service]
  const frontDoor = await openFrontDoor({ services, credentials: stores.credentials, clock, port: ports.endpoint })
  ends(() => frontDoor.close())
  const sources = startSources({
    model,
    queues,
    functions,
    activity,
    clock,
    state,
    callDynamoDb: dynamodb.client.call,
    streamArnOf: dynamodb.streamArnOf,
    mayDo: (owner, action, resource) => judge({ action, resource }, { name: owner.roleArn, statements: statementsOf(owner) }) === 'allowed',
    warn,
  })
  streams.read = sources.anyTableWritten
  ends(() => sources.stop())
  await startApi(options, functions)
  return { functions, scheduler, sources, frontDoor }
}

function startFunctions(
  options: ComputeOptions,
  statementsOf: (model: FunctionModel) => CloudModel['roles'][number]['statements'],
): Functions {
  const { stateDir, model, clock, stores, addresses, concurrency, ends } = options
  const logs = openLogs(join(stateDir, 'logs'))
  ends(() => logs.close())
  const functions = createFunctions({
    ...concurrency,
    folder: join(stateDir, 'runtime'),
    functions: model.functions,
    region: model.region,
    endpoint: addresses.endpoint,
    clock: clock.shared,
    logs,
    activity: stores.activity,
    sessionOf: (owner) => stores.credentials.issue(owner.roleArn, statementsOf(owner)),
  })
  ends(() => functions.stop())
  return functions
}

async function startApi({ model, clock, ports, portal, warn, ends }: ComputeOptions, functions: Functions): Promise<void> {
  const [api, second] = model.httpApis
  if (second !== undefined) throw new Error(`${second.stack}/${second.logicalId}: more than one HTTP API is not understood`)
  if (api === undefined) return
  const { account, region, functions: models } = model
  const served = portal && { ...portal, headers: model.responseHeaders }
  const started = await startHttpApi({ api, account, region, port: ports.api, functions, models, clock, portal: served, warn })
  ends(() => started.stop())
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
