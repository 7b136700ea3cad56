/**
 * The bootstrap of every environment as one plain JavaScript file. Node could strip the types in each worker thread itself, but would load
 * its stripper there every time: measured, 40 of 170 ms of a cold start.
 */
import { join } from 'node:path'
import { buildSync } from 'esbuild'

/** Writes the file into the folder and returns its path. */
export function bundleBootstrap(folder: string): string {
  const outfile = join(folder, 'bootstrap.mjs')
  buildSync({
    entryPoints: [join(import.meta.dirname, '../runtime/bootstrap.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'error',
  })
  return outfile
}
