/** A plan document goes in as a browser sends it: offered, posted to the bucket, and read there by whoever waits for it. */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { setTimeout as later } from 'node:timers/promises'
import type { UploadRequest } from '../shared/ports.ts'
import { bytesOf } from './read.ts'

export interface DocumentFile {
  readonly fileName: string
  readonly bytes: Uint8Array
}

export async function documentFile(path: string): Promise<DocumentFile> {
  return { fileName: basename(path), bytes: await bytesOf(path) }
}

/** What is declared of a file before it is sent. */
export function declared({ fileName, bytes }: DocumentFile) {
  return { fileName, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

export async function post({ url, fields }: UploadRequest, bytes: Uint8Array): Promise<void> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new Blob([new Uint8Array(bytes)]), 'file')
  const answer = await fetch(url, { method: 'POST', body: form })
  if (!answer.ok) throw new Error(`the bucket refused the document: ${answer.status} ${await answer.text()}`)
}

/** Longer than reading may take, scans included. */
const READING_SECONDS_MAX = 320
const LOOK_MILLISECONDS = 50

/** Looks until there is something to see. */
export async function awaited<Seen>(look: () => Promise<Seen | undefined>): Promise<Seen> {
  const until = performance.now() + READING_SECONDS_MAX * 1_000
  while (performance.now() < until) {
    const seen = await look()
    if (seen !== undefined) return seen
    await later(LOOK_MILLISECONDS)
  }
  throw new Error('the document was not read in time; whatever happened to it is in the log of `document-uploaded/read-plan`')
}
