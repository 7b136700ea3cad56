/**
 * How long each function takes to load, beside the bare SDK client it cannot do without: both as bundles, in fresh processes, in turns,
 * so that whatever else the machine does strikes both alike.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { bundleFunctions, folderOf } from '../../infra/bundle.ts'

const ROUNDS = 7

const SETTINGS = { TABLE_NAME: 't', BUS_NAME: 'b', AWS_REGION: 'ap-southeast-1', PORTAL_URL: 'http://127.0.0.1' }

export async function benchImports(): Promise<void> {
  const sizes = await bundleFunctions()
  const folder = mkdtempSync(join(tmpdir(), 'thidua-bench-'))
  try {
    const bare = join(folder, 'bare.mjs')
    const stdin = {
      contents: "import { DynamoDBClient } from '@aws-sdk/client-dynamodb'\nexport const client = new DynamoDBClient({})",
      resolveDir: process.cwd(),
    }
    await build({
      stdin,
      outfile: bare,
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      mainFields: ['module', 'main'],
    })
    const base = medianOf(bare)
    console.log(`${'bare DynamoDB client'.padEnd(40)} ${base.toFixed(1).padStart(6)} ms`)
    for (const [name, size] of Object.entries(sizes)) {
      const time = medianOf(join(folderOf(name), 'index.mjs'))
      const own = `${(size.own / 1_000).toFixed(0).padStart(4)} of ${(size.total / 1_000).toFixed(0)} kB own`
      console.log(`${name.padEnd(40)} ${time.toFixed(1).padStart(6)} ms  ${(time / base).toFixed(2)} ×  ${own}`)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function medianOf(file: string): number {
  const times = Array.from({ length: ROUNDS }, () => timeOf(file)).sort((one, other) => one - other)
  return times[Math.floor(ROUNDS / 2)] ?? Number.NaN
}

/** Milliseconds from before the import to after it, inside a process of its own. */
function timeOf(file: string): number {
  const script = `const begun = performance.now(); await import(${JSON.stringify(`file://${file}`)}); console.log(performance.now() - begun); process.exit()`
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { env: { ...process.env, ...SETTINGS } }))
}
