/**
 * `node events/generate.ts` writes the contract's committed files. It writes nothing when that would break a published event: the
 * committed schema is the promise, not the code.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { JsonSchema } from './breaking.ts'
import { catalogue } from './catalogue.ts'
import type { EventDefinition } from './event.ts'
import { brokenPromises, publishedFiles, SCHEMAS_FOLDER } from './published.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** The committed schemas by file name. */
export function committedSchemas(root: string): ReadonlyMap<string, JsonSchema> {
  const folder = join(root, SCHEMAS_FOLDER)
  mkdirSync(folder, { recursive: true })
  return new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .map((file) => [basename(file, '.json'), JSON.parse(readFileSync(join(folder, file), 'utf8')) as JsonSchema]),
  )
}

/** Answers the broken promises; when there are none, the files are written. */
export function generate(root: string, definitions: readonly EventDefinition[] = catalogue): readonly string[] {
  const broken = brokenPromises(committedSchemas(root), definitions)
  if (broken.length > 0) return broken
  for (const [path, text] of publishedFiles(definitions)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return []
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const broken = generate(ROOT)
  for (const sentence of broken) console.error(sentence)
  if (broken.length > 0) process.exitCode = 1
  else console.log(`${publishedFiles().size} files of ${catalogue.length} events written`)
}
