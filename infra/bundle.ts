/**
 * Bundles every function of the map by one call of esbuild: each stands alone, as ES module, minified, with the AWS SDK inside (the one
 * in the runtime starts slower), and the threads it starts beside it. Skipped when nothing it was made of has changed.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type BuildOptions, build, type Metafile } from 'esbuild'
import * as z from 'zod'
import { builtinsAsTheyAre } from './bundle-builtins.ts'
import { eventsAsContracts } from './bundle-events.ts'
import { bundleThread, threads } from './bundle-threads.ts'
import { freshBeside, replaceFolder } from './replace-folder.ts'
import { apiFunctions, reactions, relay } from './wiring.ts'

const root = join(import.meta.dirname, '..')
const out = join(root, 'dist/functions')
const stampFile = join(out, 'stamp.json')
const sizesFile = join(out, 'sizes.json')

/** Bytes of one bundle, minified. */
export interface BundleSize {
  readonly total: number
  /** AWS SDK and what only it needs. */
  readonly sdk: number
  /** The rest: ours and other packages. */
  readonly own: number
}

export type BundleSizes = Readonly<Record<string, BundleSize>>

export const functionNames: readonly string[] = [...reactions, ...apiFunctions, relay].map((line) => line.function)

/** The folder of a function's bundle, with `index.mjs` in it. */
export function folderOf(functionName: string): string {
  return join(out, functionName)
}

export async function bundleFunctions(): Promise<BundleSizes> {
  const missing = functionNames.filter((name) => !existsSync(sourceOf(name)))
  if (missing.length > 0)
    throw new Error(`the map names functions that do not exist: ${missing.map((name) => `functions/${name}.ts`).join(', ')}`)
  if (isUpToDate()) return sizesSchema.parse(readJson(sizesFile))
  const fresh = freshBeside(out)
  const { plugin, startedBy } = threads()
  const { metafile } = await build({
    ...OPTIONS,
    entryPoints: Object.fromEntries(functionNames.map((name) => [`${name}/index`, sourceOf(name)])),
    outdir: fresh,
    external: CREDENTIALS_OF_LAPTOPS,
    metafile: true,
    plugins: [plugin, eventsAsContracts, builtinsAsTheyAre],
  })
  const beside = await Promise.all(
    Object.entries(metafile.outputs).flatMap(([path, { inputs }]) =>
      [...startedBy].flatMap(([starter, thread]) => (starter in inputs ? [bundleThread(thread, dirname(join(root, path)), OPTIONS)] : [])),
    ),
  )
  const sizes = sizesOf(metafile)
  writeFileSync(join(fresh, 'sizes.json'), `${JSON.stringify(sizes, undefined, 2)}\n`)
  writeFileSync(join(fresh, 'stamp.json'), JSON.stringify(stampOf([metafile, ...beside].flatMap(ownInputs))))
  replaceFolder(out, fresh, isUpToDate)
  return sizes
}

const OPTIONS: BuildOptions = {
  absWorkingDir: root,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  // Some packages of the SDK are CommonJS at heart and ask for Node's own modules by `require`.
  banner: { js: "import{createRequire as __r}from'node:module';const require=__r(import.meta.url);" },
  // Vietnamese as it is written: an escaped letter takes six bytes instead of three.
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
}

/**
 * Ways to find credentials that a function never goes: Lambda gives them in the environment, where the SDK looks first. Each is behind
 * a dynamic import, so leaving them out costs nothing until it would be wrong, and saves a quarter of every bundle.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
const CREDENTIALS_OF_LAPTOPS = ['sso', 'ini', 'process', 'web-identity', 'login'].map((kind) => `@aws-sdk/credential-provider-${kind}`)

const sourceOf = (name: string) => join(root, 'functions', `${name}.ts`)

const MAKERS = ['package-lock.json', 'infra/bundle.ts', 'infra/bundle-builtins.ts', 'infra/bundle-events.ts', 'infra/bundle-threads.ts']

const sizesSchema = z.record(z.string(), z.object({ total: z.number(), sdk: z.number(), own: z.number() }))
const stampSchema = z.record(z.string(), z.string())

/** What the bundles were made of: our own files one by one, all packages by the lock file, and the list of functions. */
function stampOf(inputs: readonly string[]): Readonly<Record<string, string>> {
  const files = [...new Set([...inputs, ...MAKERS])]
  return { functions: functionNames.join(' '), ...Object.fromEntries(files.map((file) => [file, hashOf(join(root, file))])) }
}

function isUpToDate(): boolean {
  if (!existsSync(stampFile) || !existsSync(sizesFile)) return false
  const stamp = stampSchema.parse(readJson(stampFile))
  const inputs = Object.keys(stamp).filter((key) => key !== 'functions')
  const now = stampOf(inputs)
  return Object.keys(now).every((key) => now[key] === stamp[key])
}

function hashOf(file: string): string {
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'missing'
}

function ownInputs(metafile: Metafile): readonly string[] {
  return Object.keys(metafile.inputs).filter((path) => !path.startsWith('node_modules/'))
}

function sizesOf(metafile: Metafile): BundleSizes {
  const sizes = Object.entries(metafile.outputs).map(([path, output]) => {
    const ours = reachableWithoutSdk(metafile, output.entryPoint ?? '')
    const sdk = Object.entries(output.inputs).reduce((sum, [input, { bytesInOutput }]) => sum + (ours.has(input) ? 0 : bytesInOutput), 0)
    return [path.split('/').slice(2, -1).join('/'), { total: output.bytes, sdk, own: output.bytes - sdk }] as const
  })
  return Object.fromEntries(sizes.sort(([one], [other]) => one.localeCompare(other)))
}

const SDK = /^node_modules\/(@aws-sdk|@smithy|@aws-crypto|@aws)\//

/** Everything the entry needs by itself: what is left is there for the SDK's sake alone. */
function reachableWithoutSdk(metafile: Metafile, entry: string): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = [entry]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path) || SDK.test(path)) continue
    reached.add(path)
    waiting.push(...(metafile.inputs[path]?.imports ?? []).filter(({ external }) => !external).map((imported) => imported.path))
  }
  return reached
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

if (import.meta.main) {
  const sizes = await bundleFunctions()
  for (const [name, { total, own }] of Object.entries(sizes)) {
    console.log(`${name.padEnd(40)} ${kilobytes(total)} of which ${kilobytes(own)} not AWS SDK`)
  }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(0).padStart(4)} kB`
}
