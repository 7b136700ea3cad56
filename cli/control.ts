/** The machine's own door for its operator: look at the clock and move it. Loopback only, and only with the token in `running.json`. */
import { timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import * as z from 'zod'
import type { Cloud } from '../infra/local/cloud.ts'

const BODY_BYTES_MAX = 1_024

const moveSchema = z.strictObject({ to: z.iso.datetime() })

export function controlServer(cloud: Pick<Cloud, 'clock' | 'advanceTo'>, token: string): Server {
  let underWay: { readonly to: number; readonly done: Promise<void> } | undefined
  return createServer((request, response) => {
    answer(request).then(
      ([status, body]) => reply(response, status, body),
      (error: unknown) => reply(response, 500, { error: String(error) }),
    )
  })

  async function answer(request: IncomingMessage): Promise<[number, unknown]> {
    if (!isOperator(request, token)) return [401, { error: 'the token is missing or wrong' }]
    if (request.url !== '/clock') return [404, { error: 'unknown path' }]
    if (request.method === 'GET') return [200, { now: nowOf(cloud), to: underWay && isoOf(underWay.to) }]
    if (request.method !== 'POST') return [405, { error: 'GET or POST' }]
    const move = moveSchema.safeParse(await readJson(request))
    if (!move.success) return [400, { error: 'expected {"to": "<ISO 8601 instant>"}' }]
    const to = Date.parse(move.data.to)
    // A move goes on when whoever asked for it has gone away. Whoever asks for the same follows it; another would run through it.
    if (underWay !== undefined && underWay.to !== to) return [409, { error: underWayTo(underWay.to) }]
    if (to < cloud.clock.now()) return [409, { error: `the clock stands at ${nowOf(cloud)} and does not go back` }]
    underWay ??= { to, done: cloud.advanceTo(to).finally(() => (underWay = undefined)) }
    await underWay.done
    return [200, { now: nowOf(cloud) }]
  }

  function underWayTo(to: number): string {
    const wanted = isoOf(to)
    return `the clock stands at ${nowOf(cloud)}, on its way to ${wanted}: wait for it with \`npx thidua clock ${wanted}\``
  }
}

function nowOf({ clock }: Pick<Cloud, 'clock'>): string {
  return isoOf(clock.now())
}

function isoOf(instant: number): string {
  return new Date(instant).toISOString()
}

function isOperator(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > BODY_BYTES_MAX) return undefined
  }
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
