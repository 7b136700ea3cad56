/**
 * The functions of the template, each in its own worker threads: warm ones are used again, no more than a few run at a time, idle ones end
 * after a while so that many functions stay small together.
 */
import { randomUUID } from 'node:crypto'
import type { Activity } from './activity.ts'
import { bundleBootstrap } from './functions/bootstrap.ts'
import { type Environment, type Outcome, startEnvironment } from './functions/environment.ts'
import type { FunctionLogs } from './functions/logs.ts'
import { environmentVariables, type SessionOf } from './functions/variables.ts'
import type { FunctionModel } from './template/model.ts'

export type { Outcome } from './functions/environment.ts'

export interface Functions {
  /** Waits for a free environment, however long. Never rejects for anything the function did. */
  invoke(functionArn: string, event: unknown): Promise<Outcome>
  /** How many may run at once. */
  concurrencyOf(functionArn: string): number
  /** Called when an invocation starts, for faults: the test decides whether to kill it. */
  onInvoke(listener: (invocation: RunningInvocation) => void): () => void
  /** Ends all environments of a function that are at work; returns how many. */
  kill(functionArn: string): number
  /** How many environments live, and how many of them are at work. */
  stats(): { readonly environments: number; readonly busy: number }
  stop(): Promise<void>
}

export interface RunningInvocation {
  readonly functionArn: string
  readonly requestId: string
  kill(): void
}

export interface FunctionsOptions {
  /** Where the bundled bootstrap is kept. */
  readonly folder: string
  readonly functions: readonly FunctionModel[]
  readonly region: string
  /** `AWS_ENDPOINT_URL`. */
  readonly endpoint: string
  readonly clock: SharedArrayBuffer
  readonly logs: FunctionLogs
  readonly activity: Activity
  /** The session of a function's role. */
  readonly sessionOf: SessionOf
  /** Environments of one function at once; two cores gain nothing from more. */
  readonly perFunctionMax?: number
  /** Environments of all functions at once: each takes about 25 MB. */
  readonly environmentsMax?: number
  readonly idleMs?: number
}

interface Waiting {
  readonly model: FunctionModel
  readonly take: (environment: Environment) => void
  readonly refuse: (error: Error) => void
}

export function createFunctions(options: FunctionsOptions): Functions {
  const { perFunctionMax = 4, environmentsMax = 32, idleMs = 60_000, activity, logs } = options
  const bootstrap = bundleBootstrap(options.folder)
  const models = new Map(options.functions.map((model) => [model.arn, model]))
  const environments = new Set<Environment>()
  /** Idle ones with the time they became idle (of a clock that nobody holds), the longest idle first. */
  const idle = new Map<Environment, number>()
  const listeners = new Set<(invocation: RunningInvocation) => void>()
  let waiting: Waiting[] = []
  let stopped = false
  const reaper = setInterval(reap, idleMs / 2).unref()

  async function invoke(functionArn: string, event: unknown): Promise<Outcome> {
    const model = models.get(functionArn)
    if (model === undefined) throw new Error(`There is no function ${functionArn}`)
    return activity.track(async () => {
      const environment = await acquire(model)
      try {
        return await run(environment, model, event)
      } finally {
        release(environment)
      }
    })
  }

  async function run(environment: Environment, model: FunctionModel, event: unknown): Promise<Outcome> {
    const requestId = randomUUID()
    const start = performance.now()
    const outcome = environment.invoke(requestId, event)
    for (const listener of listeners) listener({ functionArn: model.arn, requestId, kill: () => environment.kill() })
    const done = await outcome
    const took = (performance.now() - start).toFixed(1)
    logs.write(
      model.name,
      `REPORT RequestId: ${requestId}\tDuration: ${took} ms\tStatus: ${done.kind === 'returned' ? 'success' : 'error'}`,
    )
    return done
  }

  function acquire(model: FunctionModel): Promise<Environment> {
    return new Promise((take, refuse) => {
      if (stopped) return refuse(new Error('The local cloud is stopping'))
      waiting.push({ model, take, refuse })
      serve()
    })
  }

  function release(environment: Environment): void {
    if (environment.alive && !stopped) idle.set(environment, performance.now())
    serve()
  }

  /** Gives environments to those who wait, first come first served where there is room. */
  function serve(): void {
    if (stopped) return
    waiting = waiting.filter(({ model, take }) => {
      const environment = takeIdle(model) ?? startIfRoom(model)
      if (environment !== undefined) take(environment)
      return environment === undefined
    })
  }

  function takeIdle(model: FunctionModel): Environment | undefined {
    for (const environment of idle.keys()) {
      if (environment.functionArn !== model.arn) continue
      idle.delete(environment)
      if (environment.alive) return environment
    }
    return undefined
  }

  function startIfRoom(model: FunctionModel): Environment | undefined {
    const own = [...environments].filter(({ functionArn }) => functionArn === model.arn).length
    if (own >= concurrencyOf(model.arn)) return undefined
    if (environments.size >= environmentsMax) {
      const [longestIdle] = idle.keys()
      if (longestIdle === undefined) return undefined
      end(longestIdle)
    }
    const variables = environmentVariables(model, { region: options.region, endpoint: options.endpoint, session: options.sessionOf(model) })
    const environment = startEnvironment(model, { bootstrap, clock: options.clock, variables, log: logs.write })
    environments.add(environment)
    void environment.ended.then(() => {
      environments.delete(environment)
      idle.delete(environment)
      serve()
    })
    return environment
  }

  function concurrencyOf(functionArn: string): number {
    return Math.min(perFunctionMax, models.get(functionArn)?.reservedConcurrency ?? perFunctionMax)
  }

  function end(environment: Environment): void {
    idle.delete(environment)
    environments.delete(environment)
    environment.kill()
  }

  function reap(): void {
    const before = performance.now() - idleMs
    for (const [environment, since] of idle) if (since <= before) end(environment)
  }

  function kill(functionArn: string): number {
    const busy = [...environments].filter((environment) => environment.functionArn === functionArn && !idle.has(environment))
    for (const environment of busy) environment.kill()
    return busy.length
  }

  async function stop(): Promise<void> {
    stopped = true
    clearInterval(reaper)
    for (const { refuse } of waiting) refuse(new Error('The local cloud is stopping'))
    waiting = []
    const ending = [...environments]
    for (const environment of ending) environment.kill()
    await Promise.all(ending.map(({ ended }) => ended))
  }

  function onInvoke(listener: (invocation: RunningInvocation) => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  return {
    invoke,
    concurrencyOf,
    onInvoke,
    kill,
    stats: () => ({ environments: environments.size, busy: environments.size - idle.size }),
    stop,
  }
}
