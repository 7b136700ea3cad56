/**
 * Code that a function runs in a thread of its own, `new Worker(new URL('./worker.ts', import.meta.url))`, lies beside the function's
 * entry: `worker.mjs`, in chunks that are loaded when they are needed. So the readers of DOCX, PDF and DOC cost a function that is given
 * text nothing.
 */
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'

const root = join(import.meta.dirname, '..')

const THREAD = /new URL\('\.\/(\w+)\.ts', import\.meta\.url\)/

/** Notes which sources begin a thread, and points them at the bundle that will lie beside the entry. */
export function threads(): { readonly plugin: Plugin; readonly startedBy: ReadonlyMap<string, string> } {
  const startedBy = new Map<string, string>()
  const plugin: Plugin = {
    name: 'threads',
    setup({ onLoad }) {
      onLoad({ filter: /\/shared\/.*\.ts$/ }, ({ path }) => {
        const source = readFileSync(path, 'utf8')
        const [, name] = THREAD.exec(source) ?? []
        if (name === undefined) return undefined
        startedBy.set(path.slice(root.length + 1), join(path, '..', `${name}.ts`).slice(root.length + 1))
        return { contents: source.replace(THREAD, `new URL('./${name}.mjs', import.meta.url)`), loader: 'ts' }
      })
    },
  }
  return { plugin, startedBy }
}

/** Bundles a thread into the folder of the function that starts it. */
export async function bundleThread(source: string, folder: string, options: BuildOptions): Promise<Metafile> {
  const { metafile } = await build({
    ...options,
    entryPoints: [source],
    outdir: folder,
    splitting: true,
    external: UNBUNDLED,
    metafile: true,
  })
  for (const [name, parts] of Object.entries(packagesBeside))
    for (const part of parts) {
      const path = join('node_modules', name, part)
      cpSync(join(root, path), join(folder, path), { recursive: true })
    }
  if (metafile === undefined) throw new Error(`${source}: esbuild said nothing of what it made`)
  return metafile
}

/**
 * Text recognition starts a thread of its own from a file of its own, which loads WebAssembly and the Vietnamese letters by path: it is
 * carried as the packages it is, without what only browsers or other recognition engines need. All of it is JavaScript, WebAssembly and
 * data, so the same files run on x64 and arm64.
 */
const packagesBeside: Readonly<Record<string, readonly string[]>> = {
  'tesseract.js': ['package.json', 'src'],
  'tesseract.js-core': [
    'package.json',
    ...['', '-simd', '-relaxedsimd'].flatMap((kind) => [`tesseract-core${kind}.js`, `tesseract-core${kind}.wasm`]),
  ],
  '@tesseract.js-data/vie': ['package.json', '4.0.0_best_int'],
  'bmp-js': [''],
  'is-url': [''],
  'regenerator-runtime': [''],
  'wasm-feature-detect': [''],
}

const UNBUNDLED = ['tesseract.js']
