/**
 * The one endpoint (`AWS_ENDPOINT_URL`) that receives every SDK call: it finds the service by the signature's scope, checks the signature and
 * its date, asks whether the caller's role in the template allows the call, lets injected faults strike, and hands the call to its service.
 */
import { hash, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { CloudError, type CloudRequest, type MachineClock } from './contract.ts'
import type { Credentials, Principal } from './credentials.ts'
import { accessDenied, internalError, renderError, signatureError, throttled } from './door/protocol.ts'
import type { Caller, Service, StreamedResponse } from './door/service.ts'
import { type Exchange, lastPart, operationOf, readBody, readHead, serviceWithoutSignature } from './door/wire.ts'
import { createFaults, type FaultRule, type Faults } from './faults.ts'
import { judge } from './policy.ts'
import { type ListenAt, listen } from './ports.ts'
import { type ClaimedSignature, checkSignature, readSignature, UNSIGNED_PAYLOAD } from './sigv4.ts'

const IDLE_CONNECTION_MS = 60_000

export interface FrontDoorOptions {
  readonly services: readonly Service[]
  readonly credentials: Credentials
  readonly clock: MachineClock
  /** Of the loopback; any free one without it. */
  readonly port?: ListenAt
  readonly faults?: Faults
  /** An error that is the machine's own fault, not the caller's. */
  readonly onInternalError?: (error: unknown, call: string) => void
}

export interface CallCount {
  readonly principal: string
  readonly service: string
  readonly action: string
  readonly count: number
}

export interface FrontDoor {
  readonly endpoint: string
  readonly port: number
  readonly faults: Faults
  /** How often each principal has called each action since the last reset; refused calls are counted too. */
  calls(): readonly CallCount[]
  resetCalls(): void
  close(): Promise<void>
}

export async function openFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  const { credentials, clock, faults = createFaults(), onInternalError = reportToConsole } = options
  const services = new Map(options.services.map((service) => [service.name, service]))
  const counts = new Map<string, { readonly of: Omit<CallCount, 'count'>; count: number }>()

  const server = createServer({ keepAliveTimeout: IDLE_CONNECTION_MS }, (incoming, outgoing) => {
    const exchange = readHead(incoming, outgoing)
    const claimed = readSignature(exchange.wire)
    const name = typeof claimed === 'string' ? serviceWithoutSignature(incoming) : claimed.service
    answer(exchange, name, claimed).catch((error: unknown) => fail(exchange, name, error))
  })

  async function answer(exchange: Exchange, name: string, claimed: ClaimedSignature | 'missing' | 'incomplete'): Promise<void> {
    const service = services.get(name)
    if (service === undefined) throw new CloudError(400, 'UnknownOperationException', `The service ${name} does not exist on this machine`)
    // A preflight goes to the very address of the request it asks for, so it carries that one's signature, which is not its own.
    if (service.streamed && (claimed === 'missing' || exchange.head.method === 'OPTIONS')) return answerUnsigned(exchange, service)
    if (typeof claimed === 'string') throw signatureError(name, claimed)
    if (service.streamed) return answerStreamed(exchange, service, claimed)
    const body = await readBody(exchange.incoming)
    const principal = identify(exchange, claimed, hash('sha256', body))
    const request: CloudRequest = { ...exchange.head, body }
    const demands = service.demands(request)
    const call = count(principal, name, operationOf(request, body) ?? lastPart(demands[0]?.action))
    for (const demand of demands) requireAllowed(service, principal, demand)
    await throughFaults(exchange, call, () => service.handle(request))
  }

  async function answerStreamed(
    exchange: Exchange,
    service: Extract<Service, { streamed: true }>,
    claimed: ClaimedSignature,
  ): Promise<void> {
    const payload = streamedPayload(claimed, exchange)
    const principal = identify(exchange, claimed, payload)
    const demands = service.demands(exchange.head)
    const call = count(principal, service.name, lastPart(demands[0]?.action))
    for (const demand of demands) requireAllowed(service, principal, demand)
    const signedSha256 = /^[0-9a-f]{64}$/.test(payload) ? payload : undefined
    const request = {
      ...exchange.head,
      body: exchange.incoming,
      signedSha256,
      chunked: payload.startsWith('STREAMING-'),
      caller: callerOf(service, principal),
    }
    await throughFaults(exchange, call, () => service.handle(request), service.commonHeaders(exchange.head))
  }

  async function answerUnsigned(exchange: Exchange, service: Extract<Service, { streamed: true }>): Promise<void> {
    let call = { principal: 'anonymous', service: service.name, action: exchange.head.method === 'OPTIONS' ? 'Preflight' : 'PostObject' }
    const find = (accessKeyId: string) => {
      const principal = credentials.find(accessKeyId)
      if (principal === undefined) return undefined
      call = count(principal, service.name, 'PostObject')
      return callerOf(service, principal)
    }
    const handle = () => service.handleUnsigned({ ...exchange.head, body: exchange.incoming }, find)
    await throughFaults(exchange, call, handle, service.commonHeaders(exchange.head))
  }

  /** The principal whose key made this signature; throws what the service would say if there is none. */
  function identify(exchange: Exchange, claimed: ClaimedSignature, payloadHash: string): Principal {
    const principal = credentials.find(claimed.accessKeyId)
    if (principal === undefined) throw signatureError(claimed.service, 'unknown-key')
    if (claimed.sessionToken !== principal.sessionToken) throw signatureError(claimed.service, 'wrong-token')
    const fault = checkSignature(exchange.wire, claimed, principal.secretAccessKey, payloadHash, clock.now())
    if (fault !== undefined) throw signatureError(claimed.service, fault)
    return principal
  }

  function callerOf(service: Service, principal: Principal): Caller {
    return { principal, allows: (demand) => judge(demand, principal, service.resourceStatements?.(demand.resource)) === 'allowed' }
  }

  function requireAllowed(service: Service, principal: Principal, demand: ReturnType<Service['demands']>[number]): void {
    const verdict = judge(demand, principal, service.resourceStatements?.(demand.resource))
    if (verdict !== 'allowed') throw accessDenied(service.name, principal.name, demand.action, demand.resource, verdict === 'denied')
  }

  function count(principal: Principal, service: string, action: string): Omit<CallCount, 'count'> {
    const key = `${principal.name} ${service} ${action}`
    const entry = counts.get(key) ?? { of: { principal: principal.name, service, action }, count: 0 }
    entry.count += 1
    counts.set(key, entry)
    return entry.of
  }

  async function throughFaults(
    exchange: Exchange,
    call: Omit<CallCount, 'count'>,
    handle: () => Promise<StreamedResponse>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const striking = faults.striking(call)
    for (const rule of striking) await strikeBefore(rule, call.service, exchange)
    if (exchange.outgoing.destroyed) return
    let response = await handle()
    for (const rule of striking) {
      // A streamed body can be read only once, so a duplicate strikes buffered calls only.
      if (rule.kind === 'duplicate' && !services.get(call.service)?.streamed) response = await handle()
      if (rule.kind === 'error' && rule.afterEffect) throw internalError(call.service)
      if (rule.kind === 'drop-connection' && rule.afterEffect) exchange.incoming.socket.destroy()
    }
    await send(exchange, response, headers)
  }

  async function send(exchange: Exchange, response: StreamedResponse, headers: Readonly<Record<string, string>>): Promise<void> {
    const { outgoing } = exchange
    if (outgoing.destroyed) return
    outgoing.writeHead(response.status, { ...headers, ...standardHeaders(clock), ...response.headers })
    if (response.body instanceof Readable) await pipeline(response.body, outgoing)
    else outgoing.end(response.body)
  }

  function fail(exchange: Exchange, name: string, error: unknown): void {
    const { incoming, outgoing } = exchange
    // The rest of a refused body is read and thrown away: a client that is cut off while sending never sees the answer.
    if (!incoming.readableEnded) incoming.resume()
    if (outgoing.headersSent || outgoing.destroyed) return void outgoing.destroy()
    if (!(error instanceof CloudError)) onInternalError(error, `${name} ${incoming.method} ${incoming.url?.split('?')[0]}`)
    const standard = standardHeaders(clock)
    const rendered = renderError(name, error instanceof CloudError ? error : internalError(name), standard['x-amzn-requestid'])
    const service = services.get(name)
    const common = service?.streamed ? service.commonHeaders(exchange.head) : {}
    outgoing.writeHead(rendered.status, { ...common, ...standard, ...rendered.headers })
    outgoing.end(incoming.method === 'HEAD' ? undefined : rendered.body)
  }

  const port = await listen(server, options.port ?? 0, 'the AWS endpoint')

  async function close(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }

  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    faults,
    calls: () => [...counts.values()].map((entry) => ({ ...entry.of, count: entry.count })),
    resetCalls: () => counts.clear(),
    close,
  }
}

/** What stands for the body in a streamed request's signature. */
function streamedPayload(claimed: ClaimedSignature, { head }: Exchange): string {
  const declared = head.headers['x-amz-content-sha256'] ?? head.query.get('X-Amz-Content-Sha256')
  if (declared) return declared
  if (claimed.kind === 'presigned') return UNSIGNED_PAYLOAD
  throw new CloudError(400, 'MissingSecurityHeader', 'Missing required header for this request: x-amz-content-sha256')
}

/** The clock's date, not the machine's: SDK clients correct their own clock by this header. */
function standardHeaders(clock: MachineClock) {
  const id = randomUUID()
  return { 'x-amzn-requestid': id, 'x-amz-request-id': id, date: new Date(clock.now()).toUTCString() }
}

async function strikeBefore(rule: FaultRule, service: string, exchange: Exchange): Promise<void> {
  if (rule.kind === 'delay') await delay(rule.delayMs ?? 0)
  if (rule.kind === 'throttle') throw throttled(service)
  if (rule.afterEffect) return
  if (rule.kind === 'error') throw internalError(service)
  if (rule.kind === 'drop-connection') {
    exchange.incoming.socket.destroy()
    exchange.outgoing.destroy()
  }
}

function reportToConsole(error: unknown, call: string): void {
  console.error(`local cloud: ${call} failed`, error)
}
