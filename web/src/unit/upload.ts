/**
 * One file on its way: its SHA-256 is computed here, the API answers with a presigned form for exactly this file, and the form is posted to
 * the bucket. A line that is cut is waited for; a form that ran out is asked for anew.
 */
import type { UploadBody, UploadOffer } from '../api/answers.ts'
import { type Api, Refused, Unreachable } from '../api/client.ts'

export const FILE_BYTES_MAX = 50 * 1024 * 1024

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

const SENDINGS_MAX = 5
const PAUSE_MS = 1_500
/** Asked for again a little before it dies. */
const MARGIN_MS = 15_000

export async function upload(api: Api, path: string, file: File, component: string, tell: (step: UploadStep) => void): Promise<void> {
  tell({ step: 'reading' })
  const body: UploadBody = {
    component,
    fileName: file.name.normalize('NFC'),
    bytes: file.size,
    type: typeOf(file.name) ?? '',
    sha256: await sha256(file),
  }
  tell({ step: 'asking' })
  let { offer, until } = await ask(api, path, body)
  for (let sending = 1; ; sending += 1) {
    try {
      await post(offer, file, (percent) => tell({ step: 'sending', percent, uploadId: offer.uploadId }))
      return tell({ step: 'checking', uploadId: offer.uploadId })
    } catch (error) {
      if (!(error instanceof Unreachable) || sending >= SENDINGS_MAX) throw error
      tell({ step: 'cut' })
      await lineIsBack(PAUSE_MS * sending)
      if (performance.now() > until) {
        await giveUp(api, path, offer)
        ;({ offer, until } = await ask(api, path, body))
      }
    }
  }
}

async function ask(api: Api, path: string, body: UploadBody) {
  const asked = performance.now()
  const answer = await api.command<UploadOffer>({ method: 'POST', path: `${path}/uploads`, body })
  return { offer: answer.body, until: asked + 600_000 - MARGIN_MS }
}

/** An offer that was never used would hold up the hand-in until it runs out by itself. */
export async function giveUp(api: Api, path: string, { uploadId }: Pick<UploadOffer, 'uploadId'>): Promise<void> {
  await api.command({ method: 'DELETE', path: `${path}/uploads/${uploadId}` }).catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error
  })
}

async function sha256(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** By XMLHttpRequest, because `fetch` tells nothing of how far it is. */
function post({ request }: UploadOffer, file: File, progress: (percent: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const form = new FormData()
    for (const [name, value] of Object.entries(request.fields)) form.append(name, value)
    form.append('file', file)
    const sending = new XMLHttpRequest()
    sending.open('POST', request.url)
    sending.upload.addEventListener('progress', ({ loaded, total }) =>
      progress(Math.min(100, Math.round((loaded / Math.max(total, 1)) * 100))),
    )
    sending.addEventListener('load', () => {
      if (sending.status >= 200 && sending.status < 300) return resolve()
      reject(sending.status >= 500 ? new Unreachable(sending.status) : new Error(`the bucket answered ${sending.status}`))
    })
    sending.addEventListener('error', () => reject(new Unreachable('error')))
    sending.addEventListener('timeout', () => reject(new Unreachable('timeout')))
    progress(0)
    sending.send(form)
  })
}

/** Resolves after a pause, or, without a line, when there is one again. */
function lineIsBack(pauseMs: number): Promise<void> {
  return new Promise((resolve) => {
    if (navigator.onLine) setTimeout(resolve, pauseMs)
    else window.addEventListener('online', () => resolve(), { once: true })
  })
}
