/**
 * What the parts of the local cloud know of each other. The front door (`front-door.ts`) receives every SDK call, checks its
 * signature and the caller's role, and hands it to one service; services publish to the bus; the clock is the machine's only clock.
 */

/** The machine's one clock. Milliseconds since the epoch (UTC); real, or moved by the demo and the tests. */
export interface MachineClock {
  now(): number
  /** True while the clock is held still and only moves when told to. */
  readonly held: boolean
}

/** One SDK call as it came through the front door, signature already checked. */
export interface CloudRequest {
  readonly method: string
  /** Path without the query, still percent-encoded. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export interface CloudResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}

/** What IAM is asked before a call is let through: every pair must be allowed by the caller's role. */
export interface Demand {
  /** For example `dynamodb:PutItem`. */
  readonly action: string
  readonly resource: string
  /** Condition keys of the call, for example `{ 'dynamodb:LeadingKeys': [...] }`. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>
}

/** One AWS service on this machine. `name` is the service name in the SigV4 credential scope: dynamodb, sqs, s3, ses, events, scheduler. */
export interface CloudService {
  readonly name: string
  /** What the caller's role must allow for this request. Throws `CloudError` for an action this machine does not know. */
  demands(request: CloudRequest): readonly Demand[]
  handle(request: CloudRequest): Promise<CloudResponse>
}

/** An error in AWS's own words; the front door renders it in the protocol of the service. */
export class CloudError extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** One event as it lies on a bus, in EventBridge's own envelope. */
export interface BusEvent {
  readonly version: '0'
  readonly id: string
  readonly source: string
  readonly account: string
  /** ISO 8601, UTC. */
  readonly time: string
  readonly region: string
  readonly resources: readonly string[]
  readonly 'detail-type': string
  readonly detail: unknown
}

/** Puts events on a bus: matched against every enabled rule and durably in the target queues before it resolves. */
export interface Bus {
  put(busName: string, events: readonly BusEvent[]): Promise<void>
}

/** Puts a message into a queue, durably, before it resolves. */
export interface QueueSender {
  send(queueArn: string, body: string): Promise<void>
}
