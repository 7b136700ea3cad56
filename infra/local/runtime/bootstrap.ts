/**
 * The start of every execution environment, in its own worker thread: puts the machine's clock in place of `Date`, loads the handler from
 * its asset and answers invocations one at a time. The handler sees nothing of this machine but its environment variables.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html (Node.js 24: no callback handlers)
 */
import { existsSync } from 'node:fs'
import { enableCompileCache, flushCompileCache } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import { captureConsole } from './console.ts'
import type { EnvironmentMessage, EnvironmentSetup, FunctionFault, InvocationMessage } from './protocol.ts'
import { installDate } from './shifted-date.ts'

type Handler = (event: unknown, context: object) => unknown

const port = parentPort
if (port === null) throw new Error('the bootstrap only runs in a worker thread')

const setup: EnvironmentSetup = workerData
const send = (message: EnvironmentMessage) => port.postMessage(message)

installDate(setup.clock)
// Beside the assets, and gone with them: a machine starts some forty environments, and all but the first find their code compiled.
enableCompileCache(join(dirname(setup.codePath), '.compiled'))
let isFirst = true
const log = captureConsole(setup.logFormat, (line) => send({ kind: 'log', line }))

try {
  const handle = await loadHandler()
  port.on('message', (invocation: InvocationMessage) => void answer(handle, invocation))
  send({ kind: 'ready' })
} catch (error) {
  send({ kind: 'not-started', fault: toFault(error) })
}

async function loadHandler(): Promise<Handler> {
  const dot = setup.handler.lastIndexOf('.')
  const [name, exported] = [setup.handler.slice(0, dot), setup.handler.slice(dot + 1)]
  const file = ['.mjs', '.js', '.cjs'].map((ending) => join(setup.codePath, name + ending)).find((path) => existsSync(path))
  if (file === undefined) throw namedError('Runtime.ImportModuleError', `Cannot find module '${name}' in ${setup.codePath}`)
  const module: Record<string, unknown> = await import(pathToFileURL(file).href)
  const handler = module[exported]
  if (typeof handler !== 'function') throw namedError('Runtime.HandlerNotFound', `${setup.handler} is undefined or not exported`)
  return (event, context) => handler(event, context)
}

async function answer(handle: Handler, { requestId, event, timeoutMs }: InvocationMessage): Promise<void> {
  log.requestId = requestId
  try {
    const payload = JSON.stringify(await handle(JSON.parse(event), contextOf(requestId, timeoutMs)))
    send({ kind: 'returned', requestId, payload })
    // By now what a handler really uses is compiled.
    if (isFirst) flushCompileCache()
    isFirst = false
  } catch (error) {
    log.write('ERROR', 'Invoke Error', error)
    send({ kind: 'threw', requestId, fault: toFault(error) })
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
function contextOf(requestId: string, timeoutMs: number): object {
  // Not the machine's clock: a held clock stands still, but a handler's time runs out all the same.
  const deadline = performance.now() + timeoutMs
  return {
    functionName: setup.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: setup.functionArn,
    memoryLimitInMB: String(setup.memoryMb),
    awsRequestId: requestId,
    logGroupName: setup.logGroup,
    logStreamName: setup.logStream,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
  }
}

function toFault(error: unknown): FunctionFault {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] }
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
}

function namedError(name: string, message: string): Error {
  return Object.assign(new Error(message), { name })
}
