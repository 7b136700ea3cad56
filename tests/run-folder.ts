/** One folder for all that a test run leaves on disk; it goes when the run ends. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    runFolder: string
  }
}

export default function setup({ provide }: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'thidua-tests-'))
  provide('runFolder', folder)
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}
