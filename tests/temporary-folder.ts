/** A folder of a test file's own within that of the run: it goes with the run, also where the file ends before it could remove it. */
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'

export function temporaryFolder(name = 'state'): string {
  return mkdtempSync(join(inject('runFolder'), `${name}-`))
}
