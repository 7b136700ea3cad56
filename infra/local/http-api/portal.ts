/**
 * The portal's static files beside the API, as a CDN would serve them: right content types, the security headers of the template, and
 * `index.html` for every path that is a page of the application and no file.
 */
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import { PORTAL_FILES } from '../../portal-paths.ts'
import { decode } from './routes.ts'

export interface PortalOptions {
  readonly directory: string
  /** Headers of every answer. */
  readonly headers: Readonly<Record<string, string>>
  /** Files that do not lie in the directory, for example `/config.json`, by path. */
  readonly extra?: Readonly<Record<string, { readonly contentType: string; readonly body: string }>>
}

export interface PortalAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

/** Undefined when there is nothing to show: the API's own 404 answers then. */
export type Portal = (method: string, path: string, headers: Readonly<Record<string, string>>) => Promise<PortalAnswer | undefined>

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.ics': 'text/calendar; charset=utf-8',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
}

/** What CloudFront compresses. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html */
const COMPRESSED = /^(text\/|application\/(javascript|json|manifest\+json)|image\/svg\+xml)/
const COMPRESSED_BYTES_MIN = 1_000

export function createPortal({ directory, headers: own, extra = {} }: PortalOptions): Portal {
  const compress = rememberCompressed()
  return async (method, path, headers) => {
    if (method !== 'GET' && method !== 'HEAD') return undefined
    const added = extra[path]
    if (added !== undefined)
      return { status: 200, headers: { ...own, 'content-type': added.contentType, 'cache-control': 'no-cache' }, body: added.body }
    const file = await find(directory, path)
    if (file === undefined) return undefined
    const etag = `"${file.modified}-${file.size}"`
    // As the portal's deployment says: what has its hash in its name never changes.
    const lasting = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
    const common = { ...own, etag, 'cache-control': lasting, vary: 'accept-encoding' }
    if (headers['if-none-match'] === etag) return { status: 304, headers: common, body: '' }
    const contentType = CONTENT_TYPES[extname(file.path)] ?? 'application/octet-stream'
    const body = await readFile(file.path)
    const isCompressed =
      COMPRESSED.test(contentType) && body.length >= COMPRESSED_BYTES_MIN && (headers['accept-encoding'] ?? '').includes('gzip')
    if (!isCompressed) return { status: 200, headers: { ...common, 'content-type': contentType }, body }
    return {
      status: 200,
      headers: { ...common, 'content-type': contentType, 'content-encoding': 'gzip' },
      body: compress(file.path + etag, body),
    }
  }
}

/** Each file is compressed once. */
function rememberCompressed(): (name: string, body: Buffer) => Buffer {
  const known = new Map<string, Buffer>()
  return (name, body) => {
    const compressed = known.get(name) ?? gzipSync(body)
    known.set(name, compressed)
    return compressed
  }
}

async function find(directory: string, path: string) {
  const wanted = normalize(join(directory, decode(path)))
  const inside = wanted === normalize(directory) || wanted.startsWith(normalize(directory) + sep)
  if (!inside || wanted.includes('\0')) return undefined
  const file = await regularFile(wanted)
  // A path of a file is there or not; any other is a page of its own, or one of the application.
  if (file !== undefined || PORTAL_FILES.test(path)) return file
  return (await regularFile(`${wanted}.html`)) ?? (await regularFile(join(directory, 'index.html')))
}

async function regularFile(path: string) {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ? { path, size: found.size, modified: Math.floor(found.mtimeMs) } : undefined
}
