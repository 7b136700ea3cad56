/** The system as it is, synthesized once a test run: every file that starts it runs it from the same folder, or from a changed copy. */
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { inject } from 'vitest'

const SYNTHESIS_MS_MAX = 60_000
const LOOK_AGAIN_MS = 50

/** Whoever makes the lock synthesizes; the other test files of the run wait for it. */
export async function productAssembly(): Promise<string> {
  const folder = join(inject('runFolder'), 'cdk.out')
  const lock = `${folder}.lock`
  if (!isFirst(lock)) return untilThere(folder)
  const fresh = mkdtempSync(`${folder}-fresh-`)
  try {
    // Only the first has to load the CDK.
    const { synthesize } = await import('../infra/app.ts')
    await synthesize({ outdir: fresh })
    renameSync(fresh, folder)
    return folder
  } catch (error) {
    rmSync(lock, { recursive: true })
    throw error
  }
}

function isFirst(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    return false
  }
}

async function untilThere(folder: string): Promise<string> {
  const deadline = performance.now() + SYNTHESIS_MS_MAX
  while (!existsSync(folder)) {
    if (performance.now() > deadline) throw new Error(`${folder} was not synthesized by the test file that began it`)
    await delay(LOOK_AGAIN_MS)
  }
  return folder
}
