/** How a call is signed. https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
import { createHmac, hash } from 'node:crypto'

export const SECRET_BYTES = 32
const SECRET_PREFIX = 'whsec_'

export function secretOf(bytes: Uint8Array): string {
  return SECRET_PREFIX + Buffer.from(bytes).toString('base64')
}

/** Of the event that is told of, so that whatever is told twice has the same. It holds no full stop, which is what the parts are signed with. */
export function callId(event: string): string {
  return `msg_${hash('sha256', event).slice(0, 32)}`
}

/** `at`: the instant of the call, not of the event; a listener refuses calls that are minutes old. */
export function signedHeaders(secret: string, id: string, at: string, body: string): Readonly<Record<string, string>> {
  const timestamp = Math.floor(Date.parse(at) / 1_000)
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': `v1,${signature}` }
}
