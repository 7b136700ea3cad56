/**
 * Builds the portal into `dist/portal`, unless what lies there was made of exactly these files. Nothing but `web/` and what
 * words, days and awards mean may be in it: the server's rules stay on the server.
 */
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import * as z from 'zod'
import { freshBeside, replaceFolder } from '../infra/replace-folder.ts'
import { writeDocs } from './docs/write.ts'

const root = join(import.meta.dirname, '..')
export const portalFolder = join(root, 'dist/portal')
/** Beside the folder, which is published as it is. */
const stampFile = `${portalFolder}.stamp.json`

const stampSchema = z.object({ inputs: z.string(), modules: z.array(z.string()) })

/** Our own modules that a page may bring along; everything else of ours is imported as types only. */
const ALLOWED = /^(web\/|shared\/(time|text|award)\/)/

const OWN_INPUTS = ['web/**/*', 'shared/{time,text,award}/*.ts']
const DOCS_INPUTS = ['infra/wiring.ts', 'shared/api/**/*.ts', 'shared/access/sentences.vi.ts', 'events/*.ts']

/** Answers with the project's own modules that are in the bundle. */
export async function buildPortal(): Promise<readonly string[]> {
  const inputs = hashOfInputs()
  const kept = modulesOfLast(inputs)
  if (kept !== undefined) return kept
  // Loaded only when there is something to build: it is by far the largest tool of the house.
  const [{ build }, { default: config }] = await Promise.all([import('vite'), import('./vite.config.ts')])
  const modules = new Set<string>()
  const fresh = freshBeside(portalFolder)
  await asInProduction(() =>
    build({
      ...config,
      configFile: false,
      build: { ...config.build, outDir: fresh },
      plugins: [{ name: 'own-modules', moduleParsed: ({ id }) => void modules.add(id.split('?')[0] ?? id) }],
    }),
  )
  const own = [...modules].filter((id) => id.startsWith(root) && !id.includes('node_modules')).map((id) => id.slice(root.length + 1))
  const strangers = own.filter((path) => !ALLOWED.test(path))
  if (strangers.length > 0) throw new Error(`the portal would carry code of the server: ${strangers.join(', ')}`)
  writeDocs(fresh)
  replaceFolder(portalFolder, fresh, () => modulesOfLast(inputs) !== undefined)
  writeFileSync(stampFile, JSON.stringify({ inputs, modules: own.sort() }))
  return own
}

/** What is in the portal that was built of exactly these inputs, if it is there. */
function modulesOfLast(inputs: string): readonly string[] | undefined {
  if (!existsSync(stampFile) || !existsSync(join(portalFolder, 'index.html'))) return undefined
  const stamp = stampSchema.safeParse(readStamp())
  return stamp.success && stamp.data.inputs === inputs ? stamp.data.modules : undefined
}

/** Undefined for half a stamp, which a full disk or a kill has left: what it belongs to is built anew. */
function readStamp(): unknown {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'))
  } catch {
    return undefined
  }
}

/** Vite and React read this variable, and a test runner has set it: what is tested must be what is served. */
async function asInProduction(run: () => Promise<unknown>): Promise<void> {
  const { NODE_ENV } = process.env
  process.env.NODE_ENV = 'production'
  try {
    await run()
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = NODE_ENV
  }
}

function hashOfInputs(): string {
  const files = globSync([...OWN_INPUTS, ...DOCS_INPUTS, 'package-lock.json'], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const hash = createHash('sha256')
  for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

/** Bytes of script, gzipped, that the first page needs: the entry and what it imports at once. */
export function firstLoadBytes(): number {
  const page = readFileSync(join(portalFolder, 'index.html'), 'utf8')
  const scripts = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].flatMap(([, path]) => path ?? [])
  return scripts.reduce((sum, path) => sum + gzipSync(readFileSync(join(portalFolder, path))).length, 0)
}

if (import.meta.main) {
  await buildPortal()
  console.log(`dist/portal  first load ${(firstLoadBytes() / 1_000).toFixed(1)} kB of script (gzip)`)
}
