/**
 * The small durable store of the local cloud: schedules, stream checkpoints and whatever a part must still know after `kill -9`.
 */
import { openDatabase } from './database.ts'
import { inTransaction } from './transaction.ts'

/** Values of one kind by key; values are JSON. */
export interface StateSpace<T> {
  get(key: string): T | undefined
  put(key: string, value: T): void
  delete(key: string): void
  /** In key order. */
  entries(): readonly (readonly [key: string, value: T])[]
}

export interface LocalState {
  /** A caller reads back only what it wrote under the same name, so the type is the caller's own promise. */
  space<T>(name: string): StateSpace<T>
  /** All or nothing. */
  transaction<R>(work: () => R): R
  close(): void
}

/** Opens or creates the file; `:memory:` for a store that dies with the process. */
export function openState(file: string): LocalState {
  const database = openDatabase(
    file,
    `
    CREATE TABLE IF NOT EXISTS state (space TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (space, key)) WITHOUT ROWID;
  `,
  )
  const read = database.prepare('SELECT value FROM state WHERE space = ? AND key = ?')
  const write = database.prepare('INSERT INTO state VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
  const remove = database.prepare('DELETE FROM state WHERE space = ? AND key = ?')
  const list = database.prepare('SELECT key, value FROM state WHERE space = ? ORDER BY key')

  function space<T>(name: string): StateSpace<T> {
    return {
      get: (key) => {
        const row = read.get(name, key)
        return row === undefined ? undefined : JSON.parse(String(row.value))
      },
      put: (key, value) => void write.run(name, key, JSON.stringify(value)),
      delete: (key) => void remove.run(name, key),
      entries: () => list.all(name).map((row) => [String(row.key), JSON.parse(String(row.value))] as const),
    }
  }

  return { space, transaction: (work) => inTransaction(database, work), close: () => database.close() }
}
