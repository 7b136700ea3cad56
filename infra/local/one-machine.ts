/**
 * One machine at a time keeps its state in a folder: a second one would take the database from the first. The lock is one of the file
 * system (by SQLite), so it ends with the process, however that ends.
 */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Answers how to give the folder back. Throws one plain sentence when another machine has it. */
export function takeFolder(folder: string): () => void {
  const database = new DatabaseSync(join(folder, 'machine.lock'))
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (!(error instanceof Error && /database is locked/.test(error.message))) throw error
    throw new Error(`A local machine already runs on ${folder}: use it, stop it, or name another folder in THIDUA_STATE.`)
  }
  return () => database.close()
}
