/** What the provider must still know after a restart: its keys, sessions, grants and refresh tokens. */
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import type { Adapter, AdapterPayload, JWK } from 'oidc-provider'
import type { MachineClock } from '../contract.ts'
import { openDatabase } from '../database.ts'

export interface IdentityStore {
  adapter(model: string): Adapter
  /** Made once and kept: tokens signed before a restart stay valid. */
  readonly signingKey: JWK
  readonly cookieSecret: string
  /** The subject of an address, the same for ever; remembers the address. */
  subjectOf(email: string): string
  emailOf(subject: string): string | undefined
  close(): void
}

export function openIdentityStore(file: string, clock: MachineClock): IdentityStore {
  const database = openDatabase(
    file,
    `
    CREATE TABLE IF NOT EXISTS models (
      model TEXT NOT NULL, id TEXT NOT NULL, uid TEXT, grant_id TEXT, payload TEXT NOT NULL, expires_at INTEGER,
      PRIMARY KEY (model, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS by_uid ON models (uid) WHERE uid IS NOT NULL;
    CREATE INDEX IF NOT EXISTS by_grant ON models (grant_id) WHERE grant_id IS NOT NULL;
    CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS subjects (subject TEXT PRIMARY KEY, email TEXT NOT NULL) STRICT;
  `,
  )
  const upsert = database.prepare('INSERT OR REPLACE INTO models VALUES (?, ?, ?, ?, ?, ?)')
  const byId = database.prepare('SELECT payload, expires_at FROM models WHERE model = ? AND id = ?')
  const byUid = database.prepare('SELECT payload, expires_at FROM models WHERE model = ? AND uid = ?')
  const remove = database.prepare('DELETE FROM models WHERE model = ? AND id = ?')
  const revoke = database.prepare('DELETE FROM models WHERE grant_id = ?')
  const consume = database.prepare("UPDATE models SET payload = json_set(payload, '$.consumed', ?) WHERE model = ? AND id = ?")
  const expire = database.prepare('DELETE FROM models WHERE expires_at <= ?')
  const keep = database.prepare('INSERT OR IGNORE INTO kept VALUES (?, ?)')
  const kept = database.prepare('SELECT value FROM kept WHERE name = ?')
  const remember = database.prepare('INSERT OR IGNORE INTO subjects VALUES (?, ?)')
  const emailOf = database.prepare('SELECT email FROM subjects WHERE subject = ?')
  expire.run(clock.now())

  function read(row: Record<string, unknown> | undefined): AdapterPayload | undefined {
    if (row === undefined || (row.expires_at !== null && Number(row.expires_at) <= clock.now())) return undefined
    return JSON.parse(String(row.payload))
  }

  function adapter(model: string): Adapter {
    return {
      async upsert(id, payload, expiresIn) {
        const expiresAt = expiresIn === undefined ? null : clock.now() + expiresIn * 1000
        upsert.run(model, id, payload.uid ?? null, payload.grantId ?? null, JSON.stringify(payload), expiresAt)
      },
      find: async (id) => read(byId.get(model, id)),
      findByUid: async (uid) => read(byUid.get(model, uid)),
      // Only the device flow has user codes.
      findByUserCode: async () => undefined,
      consume: async (id) => void consume.run(Math.floor(clock.now() / 1000), model, id),
      destroy: async (id) => void remove.run(model, id),
      revokeByGrantId: async (grantId) => void revoke.run(grantId),
    }
  }

  function once(name: string, make: () => string): string {
    const before = kept.get(name)
    if (before === undefined) keep.run(name, make())
    return String((before ?? kept.get(name))?.value)
  }

  function subjectOf(email: string): string {
    const hex = createHash('sha256').update(email).digest('hex')
    const subject = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
    remember.run(subject, email)
    return subject
  }

  return {
    adapter,
    signingKey: JSON.parse(once('signing-key', newSigningKey)),
    cookieSecret: once('cookie-secret', () => randomBytes(32).toString('base64url')),
    subjectOf,
    emailOf: (subject) => {
      const row = emailOf.get(subject)
      return row === undefined ? undefined : String(row.email)
    },
    close: () => database.close(),
  }
}

function newSigningKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: randomBytes(8).toString('hex'), alg: 'RS256', use: 'sig' })
}
