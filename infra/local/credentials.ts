/**
 * Who calls. Each role of the template gets one session (access key, secret, token), as Lambda gives its functions; the command line gets an
 * administrator. Keys are derived from one seed, so that a test can name them and two starts with different seeds share none.
 */
import { createHmac, randomBytes } from 'node:crypto'
import type { PolicyStatement } from './template/model.ts'

export interface SessionCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
}

export interface Principal extends SessionCredentials {
  /** The role's ARN, or `administrator`. Shown in AccessDenied messages and in the call counters. */
  readonly name: string
  /** What the role may do; an administrator may do everything. */
  readonly statements: readonly PolicyStatement[]
}

export interface Credentials {
  /** The session of a role; the same role always gets the same one. Its rights are replaced by `statements` if asked again. */
  issue(roleArn: string, statements: readonly PolicyStatement[]): Principal
  readonly administrator: Principal
  find(accessKeyId: string): Principal | undefined
}

const EVERYTHING: PolicyStatement = {
  effect: 'Allow',
  principal: undefined,
  actions: ['*'],
  notActions: [],
  resources: ['*'],
  notResources: [],
  conditions: {},
}

/** `seed` defaults to fresh random bytes: links signed before a restart are then dead, like links signed by an ended role session. */
export function createCredentials(seed: string = randomBytes(32).toString('hex')): Credentials {
  const principals = new Map<string, Principal>()

  function issue(name: string, statements: readonly PolicyStatement[]): Principal {
    const principal = { name, statements, ...derive(seed, name) }
    principals.set(principal.accessKeyId, principal)
    return principal
  }

  const administrator = issue('administrator', [EVERYTHING])
  return { issue, administrator, find: (accessKeyId) => principals.get(accessKeyId) }
}

function derive(seed: string, name: string): SessionCredentials {
  const bytes = (purpose: string) => createHmac('sha256', seed).update(`${purpose}:${name}`).digest()
  return {
    // The shape of a temporary key: ASIA and 16 characters of base32.
    accessKeyId: `ASIA${base32(bytes('id')).slice(0, 16)}`,
    secretAccessKey: bytes('secret').toString('base64').slice(0, 40),
    sessionToken: bytes('token').toString('base64url'),
  }
}

function base32(bytes: Buffer): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  return [...bytes].map((byte) => alphabet[byte % 32]).join('')
}
