/** Against the spec and not against the code: a verifier as a listener writes it, and an example of others. */
import { describe, expect, it } from 'vitest'
import { callId, SECRET_BYTES, secretOf, signedHeaders } from './signature.ts'

const AT = '2021-03-20T02:30:00.000Z'

/** With Web Crypto, from the words of the spec alone. */
async function isSigned(secret: string, headers: Readonly<Record<string, string>>, body: string): Promise<boolean> {
  const bytes = Uint8Array.from(atob(secret.replace('whsec_', '')), (character) => character.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
  const signed = new TextEncoder().encode(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
  const [version, signature = ''] = (headers['webhook-signature'] ?? '').split(',')
  const given = Uint8Array.from(atob(signature), (character) => character.charCodeAt(0))
  return version === 'v1' && crypto.subtle.verify('HMAC', key, given, signed)
}

describe('a call', () => {
  const secret = secretOf(new Uint8Array(SECRET_BYTES).map((_, at) => at * 7))
  const body = JSON.stringify({ type: 'plan.issued', number: '12/KH-SGDĐT' })
  const headers = signedHeaders(secret, callId('plan#pln_1#4'), AT, body)

  it('is signed as a listener checks it', async () => expect(await isSigned(secret, headers, body)).toBe(true))

  it.each([
    ['another body', secret, headers, `${body} `],
    ['another secret', secretOf(new Uint8Array(SECRET_BYTES)), headers, body],
    ['another id', secret, { ...headers, 'webhook-id': callId('plan#pln_1#5') }, body],
    ['another time', secret, { ...headers, 'webhook-timestamp': '1' }, body],
  ])('with %s is not', async (_what, ...told) => expect(await isSigned(...told)).toBe(false))

  it('says in seconds when it was made', () => expect(headers['webhook-timestamp']).toBe(String(Date.parse(AT) / 1_000)))

  it('has the same id whenever it tells of the same event, and no full stop in it', () => {
    expect(callId('plan#pln_1#4')).toBe(callId('plan#pln_1#4'))
    expect(callId('plan#pln_1#4')).not.toBe(callId('plan#pln_1#5'))
    expect(callId('assignment#pln_1.8.unt_a#4')).toMatch(/^msg_[0-9a-f]{32}$/)
  })

  it('signs as others do: the example in the documentation of Svix, who wrote the spec', () => {
    // https://docs.svix.com/receiving/verifying-payloads/how
    const at = new Date(1_614_265_330_000).toISOString()
    const example = signedHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', at, '{"test": 2432232314}')
    expect(example['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })
})
