/**
 * The SQLite files of the local cloud. Write-ahead log with `synchronous = NORMAL`: every commit has left the process when the call returns,
 * so a killed process loses nothing; only a power cut may take back the last commits (https://www.sqlite.org/pragma.html#pragma_synchronous).
 */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Opens or creates the file with `tables`; `:memory:` for one that dies with the process. Throws one sentence that names a damaged file. */
export function openDatabase(file: string, tables: string): DatabaseSync {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file)
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000; ${tables}`)
    return database
  } catch (cause) {
    database?.close()
    throw new Error(`${file} cannot be used; put an intact copy in its place, or move the folder it lies in away to begin anew`, { cause })
  }
}
