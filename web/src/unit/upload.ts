/**
 * One file on its way: its SHA-256 is computed here, the API answers with presigned requests for exactly this file, and its bytes go to the
 * bucket. A short file goes at once. A longer one goes in parts, so that after a cut line only the part that was cut goes again, and even a
 * page that was closed can go on where it stopped. A line that is cut is waited for; requests that ran out are asked for anew.
 */
import type { UploadBody, UploadOffer } from '../api/answers.ts'
import { type Api, Refused, Unreachable } from '../api/client.ts'
import { postForm, putPart } from './sending.ts'

export const FILE_BYTES_MAX = 50 * 1024 * 1024
/** As the API counts them; a file that fits in one goes at once. */
export const PART_BYTES = 5 * 1024 * 1024

const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
}

export type UploadProblem = 'too-large' | 'empty' | 'wrong-type'

/** What can be said without sending it. */
export function problemOf(file: File): UploadProblem | undefined {
  if (file.size === 0) return 'empty'
  if (file.size > FILE_BYTES_MAX) return 'too-large'
  return typeOf(file.name) === undefined ? 'wrong-type' : undefined
}

function typeOf(fileName: string): string | undefined {
  return types[/\.([A-Za-z]{3,4})$/.exec(fileName)?.[1]?.toLowerCase() ?? '']
}

export type UploadStep =
  | { readonly step: 'reading' }
  | { readonly step: 'asking' }
  | { readonly step: 'sending'; readonly percent: number; readonly uploadId: string }
  | { readonly step: 'cut' }
  | { readonly step: 'checking'; readonly uploadId: string }

export interface Upload {
  readonly api: Api
  /** Of the assignment. */
  readonly path: string
  readonly file: File
  readonly component: string
  /** The upload of the very same file that was begun earlier and not finished, if there is one. */
  begun(sha256: string): string | undefined
  tell(step: UploadStep): void
}

type Body = UploadBody & { readonly component: string }

/** In a row without anything having come through in between. */
const SENDINGS_MAX = 5
const PAUSE_MS = 1_500
/** Asked for again a little before they die. */
const MARGIN_MS = 15_000

export async function upload(it: Upload): Promise<void> {
  const { file, component, tell } = it
  tell({ step: 'reading' })
  const isLong = file.size > PART_BYTES
  const body: Body = {
    component,
    fileName: file.name.normalize('NFC'),
    bytes: file.size,
    type: typeOf(file.name) ?? '',
    sha256: await sha256(file),
    ...(isLong ? { parts: await Promise.all(partsOf(file).map(sha256)) } : {}),
  }
  tell({ step: 'asking' })
  await (isLong ? sendParts(it, body) : sendWhole(it, body))
}

async function sendWhole({ api, path, file, tell }: Upload, body: Body): Promise<void> {
  let { offer, until } = await ask(api, `${path}/uploads`, body)
  for (let sending = 1; ; sending += 1) {
    try {
      if (offer.request === undefined) throw new Error('the API offered no request')
      await postForm(offer.request, file, (sent) => tell({ step: 'sending', percent: percentOf(sent, file), uploadId: offer.uploadId }))
      return tell({ step: 'checking', uploadId: offer.uploadId })
    } catch (error) {
      if (!(error instanceof Unreachable) || sending >= SENDINGS_MAX) throw error
      tell({ step: 'cut' })
      await lineIsBack(PAUSE_MS * sending)
      if (performance.now() > until) {
        await giveUp(api, path, offer)
        ;({ offer, until } = await ask(api, `${path}/uploads`, body))
      }
    }
  }
}

/** Sends what the API says is missing until nothing is. */
async function sendParts(it: Upload, body: Body): Promise<void> {
  const { api, path, file, tell } = it
  const begun = it.begun(body.sha256)
  let { offer, until } = await beginOrGoOn(it, body, begun)
  const { uploadId } = offer
  const parts = partsOf(file)
  for (let failures = 0; ; ) {
    try {
      for (const missing = [...(offer.parts ?? [])]; missing.length > 0 && performance.now() < until; missing.shift()) {
        const [part] = missing
        const bytes = parts[(part?.number ?? 0) - 1]
        if (part === undefined || bytes === undefined) throw new Error('the API asked for a part that the file does not have')
        const before = file.size - missing.reduce((sum, { number }) => sum + (parts[number - 1]?.size ?? 0), 0)
        await putPart(part, bytes, (sent) => tell({ step: 'sending', percent: percentOf(before + sent, file), uploadId }))
        failures = 0
      }
      ;({ offer, until } = await ask(api, `${path}/uploads/${uploadId}/parts`))
      if (offer.parts?.length === 0) return tell({ step: 'checking', uploadId })
    } catch (error) {
      failures += 1
      if (!(error instanceof Unreachable) || failures >= SENDINGS_MAX) throw error
      tell({ step: 'cut' })
      await lineIsBack(PAUSE_MS * failures)
      // What came through before the cut, the API knows.
      until = 0
    }
  }
}

async function beginOrGoOn({ api, path }: Upload, body: Body, begun: string | undefined): Promise<Asked> {
  if (begun === undefined) return ask(api, `${path}/uploads`, body)
  return ask(api, `${path}/uploads/${begun}/parts`).catch((error: unknown) => {
    // It has run out meanwhile: begin anew.
    if (error instanceof Refused && error.status < 500) return ask(api, `${path}/uploads`, body)
    throw error
  })
}

interface Asked {
  readonly offer: UploadOffer
  /** On the clock of `performance.now()`. */
  readonly until: number
}

async function ask(api: Api, path: string, body?: Body): Promise<Asked> {
  const asked = performance.now()
  const { body: offer } = await api.command<UploadOffer>({ method: 'POST', path, body })
  return { offer, until: asked + 600_000 - MARGIN_MS }
}

/** An offer that was never used would hold up the hand-in until it runs out by itself. */
export async function giveUp(api: Api, path: string, { uploadId }: Pick<UploadOffer, 'uploadId'>): Promise<void> {
  await api.command({ method: 'DELETE', path: `${path}/uploads/${uploadId}` }).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error
  })
}

function partsOf(file: File): readonly Blob[] {
  return Array.from({ length: Math.ceil(file.size / PART_BYTES) }, (_, at) => file.slice(at * PART_BYTES, (at + 1) * PART_BYTES))
}

function percentOf(sent: number, file: File): number {
  return Math.min(100, Math.round((sent / file.size) * 100))
}

async function sha256(bytes: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await bytes.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Resolves after a pause, or, without a line, when there is one again. */
function lineIsBack(pauseMs: number): Promise<void> {
  return new Promise((resolve) => {
    if (navigator.onLine) setTimeout(resolve, pauseMs)
    else window.addEventListener('online', () => resolve(), { once: true })
  })
}
