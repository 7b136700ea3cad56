/**
 * One execution environment: a worker thread with the function's own environment variables and code, which answers one invocation at a
 * time and is thrown away when it times out, crashes or is killed.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { EnvironmentMessage, EnvironmentSetup, FunctionFault, InvocationMessage } from '../runtime/protocol.ts'
import type { FunctionModel } from '../template/model.ts'

export type Outcome =
  /** The handler's return value after a round through JSON. */
  { readonly kind: 'returned'; readonly payload: unknown } | { readonly kind: 'failed'; readonly fault: FunctionFault }

export interface Environment {
  readonly functionArn: string
  readonly alive: boolean
  /** At most one at a time. Never rejects: a crash is an outcome. */
  invoke(requestId: string, event: unknown): Promise<Outcome>
  /** Ends the thread; an invocation under way fails as if the environment had crashed. */
  kill(reason?: FunctionFault): void
  readonly ended: Promise<void>
}

export interface EnvironmentOptions {
  /** The path of the bundled bootstrap. */
  readonly bootstrap: string
  readonly clock: SharedArrayBuffer
  readonly variables: Readonly<Record<string, string>>
  log(functionName: string, line: string): void
}

/** Of an event and of an answer, as JSON. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const PAYLOAD_BYTES_MAX = 6 * 1024 * 1024
const START_MS_MAX = 60_000
const YOUNG_GENERATION_MB = 16

const killed: FunctionFault = {
  errorType: 'Runtime.ExitError',
  errorMessage: 'the environment was killed',
  trace: [],
}

export function startEnvironment(model: FunctionModel, options: EnvironmentOptions): Environment {
  const setup = setupOf(model, options.clock)
  const worker = new Worker(options.bootstrap, {
    workerData: setup,
    env: { ...options.variables },
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: model.memoryMb, maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
  })
  let alive = true
  let finish: ((outcome: Outcome) => void) | undefined
  let timer: NodeJS.Timeout | undefined
  const started = Promise.withResolvers<void>()
  // Nobody may be waiting for the start when it fails.
  started.promise.catch(() => {})
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))

  const log = (line: string) => options.log(model.name, line)
  for (const stream of [worker.stdout, worker.stderr]) stream.on('data', (text: Buffer) => log(text.toString().trimEnd()))
  worker.on('message', (message: EnvironmentMessage) => receive(message))
  worker.once('error', (error) => end({ errorType: nameOf(error), errorMessage: messageOf(error), trace: [] }))
  worker.once('exit', (code) => end({ errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with exit status ${code}`, trace: [] }))

  function receive(message: EnvironmentMessage): void {
    if (message.kind === 'log') log(message.line)
    else if (message.kind === 'ready') started.resolve()
    else if (message.kind === 'returned') complete(answerOf(message.payload))
    else if (message.kind === 'threw') complete({ kind: 'failed', fault: message.fault })
    else {
      log(`${message.fault.errorType}: ${message.fault.errorMessage}`)
      end(message.fault)
    }
  }

  function complete(outcome: Outcome): void {
    clearTimeout(timer)
    const done = finish
    finish = undefined
    done?.(outcome)
  }

  function end(fault: FunctionFault): void {
    if (!alive) return
    alive = false
    started.reject(new Error(fault.errorMessage))
    if (finish !== undefined) log(`${fault.errorType}: ${fault.errorMessage}`)
    complete({ kind: 'failed', fault })
    void worker.terminate()
  }

  function invoke(requestId: string, event: unknown): Promise<Outcome> {
    if (!alive || finish !== undefined) throw new Error(`${model.name}: an environment takes one invocation at a time while it lives`)
    const payload = JSON.stringify(event)
    if (Buffer.byteLength(payload) > PAYLOAD_BYTES_MAX) return Promise.resolve({ kind: 'failed', fault: requestTooLarge })
    return new Promise((resolve) => {
      finish = resolve
      const timeoutMs = model.timeoutSeconds * 1000
      timer = setTimeout(() => end(startTimedOut(requestId)), START_MS_MAX)
      const message: InvocationMessage = { requestId, event: payload, timeoutMs }
      const begin = () => {
        if (finish !== resolve) return
        clearTimeout(timer)
        timer = setTimeout(() => end(timedOut(requestId, model.timeoutSeconds)), timeoutMs)
        worker.postMessage(message)
      }
      // A failed start has already completed the invocation.
      started.promise.then(begin, () => {})
    })
  }

  return {
    functionArn: model.arn,
    get alive() {
      return alive
    },
    invoke,
    kill: (reason = killed) => end(reason),
    ended,
  }
}

const requestTooLarge: FunctionFault = {
  errorType: 'RequestEntityTooLargeException',
  errorMessage: `Request must be smaller than ${PAYLOAD_BYTES_MAX} bytes for the InvokeFunction operation`,
  trace: [],
}

const responseTooLarge: FunctionFault = {
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${PAYLOAD_BYTES_MAX} bytes).`,
  trace: [],
}

/** What the handler returned, as JSON; too much of it is a failure of the call, and the environment lives on. */
function answerOf(payload = 'null'): Outcome {
  if (Buffer.byteLength(payload) > PAYLOAD_BYTES_MAX) return { kind: 'failed', fault: responseTooLarge }
  return { kind: 'returned', payload: JSON.parse(payload) }
}

function setupOf(model: FunctionModel, clock: SharedArrayBuffer): EnvironmentSetup {
  const { codePath, handler, memoryMb, logFormat } = model
  const logStream = `local/[$LATEST]${randomUUID().replaceAll('-', '')}`
  return {
    clock,
    codePath,
    handler,
    memoryMb,
    logFormat,
    functionName: model.name,
    functionArn: model.arn,
    logGroup: `/aws/lambda/${model.name}`,
    logStream,
  }
}

function timedOut(requestId: string, seconds: number): FunctionFault {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
    trace: [],
  }
}

function startTimedOut(requestId: string): FunctionFault {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: the function did not start in ${START_MS_MAX / 1000} s`,
    trace: [],
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'Error'
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
