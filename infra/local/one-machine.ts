/**
 * One machine at a time keeps its state in a folder: a second one would take the database from the first. The lock is one of the file
 * system (by SQLite), so it ends with the process, however that ends.
 */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Answers how to give the folder back. Throws one plain sentence when another machine has it. */
export function takeFolder(folder: string): () => void {
  const file = join(folder, 'machine.lock')
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file)
    database.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    database?.close()
    if (cause instanceof Error && /database is locked/.test(cause.message))
      throw new Error(`A local machine already runs on ${folder}: use it, stop it, or name another folder in THIDUA_STATE.`)
    throw new Error(`${file} cannot be used; remove it if it is damaged, and see that this folder may be written to`, { cause })
  }
  const taken = database
  return () => taken.close()
}
