/** Puts a built folder in its place: whole or not at all, for whoever reads it meanwhile. */
import { randomUUID } from 'node:crypto'
import { existsSync, renameSync, rmSync } from 'node:fs'

/** A folder to build into. Test files build at the same time, in threads of one process. */
export const freshBeside = (folder: string) => `${folder}.${randomUUID()}`

/** Of several that build the same at once the first wins; `isDone` says that what stands there is what was to be built. */
export function replaceFolder(folder: string, fresh: string, isDone: () => boolean): void {
  const old = `${fresh}.old`
  try {
    if (!isDone()) {
      if (existsSync(folder)) renameSync(folder, old)
      renameSync(fresh, folder)
    }
  } catch (error) {
    if (!isDone()) throw error
  } finally {
    for (const left of [old, fresh]) rmSync(left, { recursive: true, force: true })
  }
}
