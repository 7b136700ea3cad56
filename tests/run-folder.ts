/** One folder for all that a test run leaves on disk; it goes when the run ends, and when the next one begins where it was killed. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    runFolder: string
  }
}

export default function setup({ provide }: TestProject): () => void {
  for (const left of readdirSync(tmpdir()).filter(isOfDeadRun)) remove(join(tmpdir(), left))
  const folder = mkdtempSync(join(tmpdir(), `thidua-tests-${process.pid}-`))
  provide('runFolder', folder)
  return () => remove(folder)
}

const remove = (folder: string): void => rmSync(folder, { recursive: true, force: true, maxRetries: 3 })

function isOfDeadRun(name: string): boolean {
  const pid = /^thidua-tests-(\d+)-/.exec(name)?.[1]
  if (pid === undefined) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    // EPERM: somebody else's, and alive.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}
