/** Reads what comes over the wire, before anybody is believed. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { CloudError, type CloudRequest } from '../contract.ts'
import type { WireRequest } from '../sigv4.ts'
import type { RequestHead } from './service.ts'

/** DynamoDB takes 16 MB, the others less; S3 is streamed and has its own limit. */
const BODY_BYTES_MAX = 16 * 1024 * 1024

export interface Exchange {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
  readonly wire: WireRequest
  readonly head: RequestHead
}

export function readHead(incoming: IncomingMessage, outgoing: ServerResponse): Exchange {
  const url = incoming.url ?? '/'
  const mark = url.indexOf('?')
  const path = mark < 0 ? url : url.slice(0, mark)
  const rawQuery = mark < 0 ? '' : url.slice(mark + 1)
  const headers = flatHeaders(incoming)
  const method = incoming.method ?? 'GET'
  return {
    incoming,
    outgoing,
    wire: { method, path, rawQuery, headers },
    head: { method, path, query: new URLSearchParams(rawQuery), headers },
  }
}

function flatHeaders(incoming: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name in incoming.headers) {
    const value = incoming.headers[name]
    if (value !== undefined) headers[name] = typeof value === 'string' ? value : value.join(',')
  }
  return headers
}

/** A call without a signature is a browser at S3, unless it is dressed as another service's call. */
export function serviceWithoutSignature(incoming: IncomingMessage): string {
  if (incoming.headers['x-amz-target'] !== undefined) return 'dynamodb'
  return incoming.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? 'ses' : 's3'
}

export function readBody(incoming: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= BODY_BYTES_MAX) chunks.push(chunk)
    })
    incoming.once('end', () => {
      const [only] = chunks
      if (size > BODY_BYTES_MAX) reject(new CloudError(413, 'RequestEntityTooLarge', `The body is larger than ${BODY_BYTES_MAX} bytes`))
      else resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks))
    })
    incoming.once('error', reject)
    incoming.once('close', () => incoming.readableEnded || reject(new CloudError(400, 'RequestTimeout', 'The body ended early')))
  })
}

/** `DynamoDB_20120810.PutItem` and `Action=SendRawEmail` name the operation; REST services name it by their demand. */
export function operationOf(request: CloudRequest, body: Buffer): string | undefined {
  const target = request.headers['x-amz-target']
  if (target !== undefined) return lastPart(target)
  if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return undefined
  return body
    .subarray(0, 200)
    .toString('latin1')
    .match(/(?:^|&)Action=(\w+)/)?.[1]
}

export function lastPart(name: string | undefined): string {
  return name?.split(/[.:]/).at(-1) ?? 'Unknown'
}
