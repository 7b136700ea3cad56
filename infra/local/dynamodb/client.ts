/** Calls to DynamoDB Local behind the front door, over kept connections. */
import { Agent, request as httpRequest } from 'node:http'
import { CloudError, type CloudRequest, type CloudResponse } from '../contract.ts'

/** DynamoDB Local closes a connection that is idle for 30 s; ours are closed before that. */
const IDLE_MS = 15_000
const SOCKETS_MAX = 64

/** DynamoDB Local wants a key to be named, but believes any. */
const AUTHORIZATION = 'AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0000'

export interface DynamoDbClient {
  /** As it came through the front door. */
  forward(request: CloudRequest): Promise<CloudResponse>
  /** For the machine itself (tables, streams): `target` such as `DynamoDB_20120810.DescribeTable`. Throws `CloudError`. */
  call(target: string, input: unknown): Promise<unknown>
  close(): void
}

export function createDynamoDbClient(port: number): DynamoDbClient {
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS_MAX, timeout: IDLE_MS, scheduling: 'lifo' })

  function post(target: string, body: Buffer): Promise<CloudResponse> {
    return new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': target,
        'content-length': body.length,
        authorization: AUTHORIZATION,
      }
      const outgoing = httpRequest({ host: '127.0.0.1', port, method: 'POST', path: '/', agent, headers }, (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.once('error', reject)
        incoming.once('end', () => {
          const crc = incoming.headers['x-amz-crc32']
          resolve({
            status: incoming.statusCode ?? 500,
            headers: { 'content-type': 'application/x-amz-json-1.0', ...(typeof crc === 'string' ? { 'x-amz-crc32': crc } : {}) },
            body: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks),
          })
        })
      })
      // Whether the write has happened is unknown to the caller, as with AWS's own InternalServerError.
      outgoing.once('error', (error) =>
        reject(new CloudError(500, 'InternalServerError', `DynamoDB Local did not answer: ${error.message}`)),
      )
      outgoing.end(body)
    })
  }

  async function call(target: string, input: unknown): Promise<unknown> {
    const { status, body } = await post(target, Buffer.from(JSON.stringify(input)))
    const output = JSON.parse(String(body))
    if (status === 200) return output
    throw new CloudError(status, String(output.__type).replace(/^.*#/, ''), String(output.message ?? output.Message))
  }

  return { forward: ({ headers, body }) => post(headers['x-amz-target'] ?? '', body), call, close: () => agent.destroy() }
}
