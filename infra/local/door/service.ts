/**
 * What a service of this machine may add to the plain `CloudService` of the contract: policies of its resources, and bodies that are
 * streamed instead of buffered (S3).
 */
import type { Readable } from 'node:stream'
import type { CloudRequest, CloudService, Demand } from '../contract.ts'
import type { Principal } from '../credentials.ts'
import type { PolicyStatement } from '../template/model.ts'

export interface BufferedService extends CloudService {
  readonly streamed?: false
  /** Statements of the policy on this resource (a queue's), if it has one. */
  resourceStatements?(resource: string): readonly PolicyStatement[]
}

/** Who is calling, and what else that caller may do. */
export interface Caller {
  readonly principal: Principal
  allows(demand: Demand): boolean
}

export type RequestHead = Omit<CloudRequest, 'body'>

export interface StreamedRequest extends RequestHead {
  readonly body: Readable
  /** The body must have this SHA-256 (hex), because the signature covers it; the service checks it before it keeps anything. */
  readonly signedSha256: string | undefined
  /** The body is in `aws-chunked` encoding with its checksum in a trailer. */
  readonly chunked: boolean
  readonly caller: Caller
}

export interface StreamedResponse {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer | Readable
}

export interface UnsignedRequest extends RequestHead {
  readonly body: Readable
}

export interface StreamedService {
  readonly name: string
  readonly streamed: true
  demands(request: RequestHead): readonly Demand[]
  handle(request: StreamedRequest): Promise<StreamedResponse>
  resourceStatements(resource: string): readonly PolicyStatement[]
  /** Browser requests that carry no signature header: a CORS preflight, a form upload whose policy is signed. */
  handleUnsigned(request: UnsignedRequest, findCaller: (accessKeyId: string) => Caller | undefined): Promise<StreamedResponse>
  /** Headers for every answer, errors included: what CORS asks for. */
  commonHeaders(request: RequestHead): Readonly<Record<string, string>>
}

export type Service = BufferedService | StreamedService
