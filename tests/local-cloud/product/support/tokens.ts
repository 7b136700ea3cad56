/** Authorization headers that must not open the door, by what is wrong with them. */
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import type { Cloud } from '../../../../infra/local/cloud.ts'
import type { Client } from './client.ts'

export async function forgedTokens(cloud: Cloud, person: Client): Promise<Readonly<Record<string, string>>> {
  const good = await person.token()
  const claims = decodeJwt(good)
  const header = { ...decodeProtectedHeader(good), alg: 'RS256' }
  const [head = '', body = '', signature = ''] = good.split('.')
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const foreign = (change: JWTPayload) => new SignJWT({ ...claims, ...change }).setProtectedHeader(header).sign(privateKey)
  const inAnHour = Math.floor(cloud.clock.now() / 1_000) + 3_600
  const bearer = (token: string) => `Bearer ${token}`
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return {
    empty: '',
    'no token': 'Bearer',
    'no JWT': 'Bearer abc',
    'signed by somebody else under our key id': bearer(await foreign({ exp: inAnHour })),
    'with its own key in the header': bearer(
      await new SignJWT({ ...claims, exp: inAnHour })
        .setProtectedHeader({ alg: 'RS256', jwk: { ...(await exportJWK(publicKey)) } })
        .sign(privateKey),
    ),
    unsigned: bearer(`${part({ alg: 'none', typ: 'JWT' })}.${body}.`),
    'signature cut off': bearer(`${head}.${body}.`),
    'claims changed': bearer(`${head}.${part({ ...claims, email: 'officer@so.test' })}.${signature}`),
    'of another audience': bearer((await cloud.identity?.tokenFor(person.email, 'another-portal')) ?? ''),
    expired: bearer(await expired(cloud, person)),
    basic: `Basic ${Buffer.from('admin:admin').toString('base64')}`,
  }
}

/** A token that was good two hours ago. */
async function expired(cloud: Cloud, person: Client): Promise<string> {
  const token = await person.token()
  await cloud.advanceTo(cloud.clock.now() + 2 * 3_600_000)
  return token
}
