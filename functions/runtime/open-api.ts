/**
 * How a route without a token runs: the input by its contract, then the handler, which itself proves the secret of the address. What is
 * wrong about an address in any way is the one same "not found".
 */
import { createHash } from 'node:crypto'
import middy, { type MiddyfiedHandler } from '@middy/core'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { Route } from '../../shared/api/route.ts'
import { isRefusal, type Refusal, refuse } from '../../shared/log/refusal.ts'
import { type Answer, answered, type Basics, type Response } from './api.ts'
import { readInput } from './input.ts'
import { kept } from './kept.ts'

export type OpenRequest = APIGatewayProxyEventV2

export interface OpenCall<Effects> {
  readonly params: Readonly<Record<string, string>>
  readonly world: Effects
}

export interface OpenHandler<Effects> {
  readonly answer: (request: OpenRequest, effects?: Effects) => Promise<Response>
  readonly handler: MiddyfiedHandler<OpenRequest, Response>
}

export function openApi<Effects extends Basics>(
  route: Route,
  handle: (call: OpenCall<Effects>) => Promise<Answer | Refusal>,
  fromEnvironment: () => Effects,
): OpenHandler<Effects> {
  const worldOf = kept(fromEnvironment)
  const answer = async (request: OpenRequest, effects?: Effects): Promise<Response> => {
    const world = worldOf(effects)
    const work = async () => {
      const input = readInput(route, request)
      return { answer: isRefusal(input) ? refuse('not-found') : await handle({ params: input.params, world }) }
    }
    return answered(request, work, (found) => fileResponse(found, request.headers['if-none-match']))
  }
  return { answer, handler: middy<OpenRequest, Response>().handler((request) => answer(request)) }
}

/** To be kept by the asking program alone, and asked about anew each time: an address that was taken back must be dead at once. */
const CACHE_CONTROL = 'private, no-cache'

function fileResponse({ file }: Answer, known: string | undefined): Response {
  if (file?.text === undefined) throw new Error('a route without a token answers with a text')
  const etag = `"${createHash('sha256').update(file.text).digest('base64url')}"`
  const headers = { etag, 'cache-control': CACHE_CONTROL, 'x-content-type-options': 'nosniff', 'x-robots-tag': 'noindex' }
  if (isKnown(known, etag)) return { statusCode: 304, headers }
  const disposition = `inline; filename*=UTF-8''${encodeURIComponent(file.name)}`
  return { statusCode: 200, headers: { ...headers, 'content-type': file.type, 'content-disposition': disposition }, body: file.text }
}

/** A list of tags, weak or strong, or a star (RFC 9110, 13.1.2); on the way a compressing server may have made a strong one weak. */
export function isKnown(known: string | undefined, etag: string): boolean {
  const tags = known?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? []
  return tags.includes('*') || tags.includes(etag)
}
