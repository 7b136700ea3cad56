/**
 * One file on its way: its SHA-256 is computed here, the API answers with presigned requests for exactly this file, and its bytes go to the
 * bucket. A short file goes at once. A longer one goes in parts, so that after a cut line only the part that was cut goes again, and even a
 * page that was closed can go on where it stopped. A line that is cut is waited for; requests that ran out are asked for anew.
 */

import type { UploadBody, UploadOffer } from '../api/answers.ts'
import { type Api, Refused, Unreachable } from '../api/client.ts'
import { FILE_BYTES_MAX, FILE_NAME_CHARACTERS_MAX, PART_BYTES } from '../limits.ts'
import {
  lineIsBack,
  MARGIN_MS,
  OFFER_MS,
  percentOf,
  SENDINGS_MAX,
  type SendStep,
  sendFile,
  sha256Of,
  throughCuts,
} from '../parts/send-file.ts'
import { putPart } from '../parts/sending.ts'

const types: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
}

export type UploadProblem = 'too-large' | 'empty' | 'wrong-type' | 'photo-type' | 'old-word' | 'long-name' | 'already-there'

/** What a telephone or an old Word saves by itself: whoever has one is told how to save it differently. */
const otherTypes: Readonly<Record<string, UploadProblem>> = { heic: 'photo-type', heif: 'photo-type', doc: 'old-word', xls: 'old-word' }

/** The same bytes are there already, as the same kind of paper. */
export class AlreadyThere extends Error {}

/** What can be said without sending it. */
export function problemOf(file: File): UploadProblem | undefined {
  if (file.size === 0) return 'empty'
  if (file.size > FILE_BYTES_MAX) return 'too-large'
  if (file.name.normalize('NFC').length > FILE_NAME_CHARACTERS_MAX) return 'long-name'
  return typeOf(file.name) === undefined ? (otherTypes[endingOf(file.name)] ?? 'wrong-type') : undefined
}

const typeOf = (fileName: string): string | undefined => types[endingOf(fileName)]

function endingOf(fileName: string): string {
  return /\.([A-Za-z]{3,4})$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
}

export interface Upload {
  readonly api: Api
  /** Of the assignment. */
  readonly path: string
  readonly file: File
  readonly component: string
  /** The upload of the very same file that was begun earlier and not finished, if there is one. */
  begun(sha256: string): string | undefined
  isThere(sha256: string): boolean
  tell(step: SendStep): void
}

export async function upload(it: Upload): Promise<void> {
  const { api, path, file, tell } = it
  if (file.size > PART_BYTES) return sendParts(it)
  await sendFile({
    file,
    tell,
    ask: async (sha256, key) => {
      if (it.isThere(sha256)) throw new AlreadyThere()
      const { offer } = await ask(api, `${path}/uploads`, bodyOf(it, sha256), key)
      if (offer.request === undefined) throw new Error('the API offered no request')
      return { ...offer, request: offer.request }
    },
    giveUp: (offer) => giveUp(api, path, offer),
  })
}

function bodyOf({ file, component }: Upload, sha256: string): UploadBody {
  return { component, fileName: file.name.normalize('NFC'), bytes: file.size, type: typeOf(file.name) ?? '', sha256 }
}

/** Sends what the API says is missing until nothing is. */
async function sendParts(it: Upload): Promise<void> {
  const { api, path, file, tell } = it
  tell({ step: 'reading' })
  const parts = partsOf(file)
  const sha256 = await sha256Of(file)
  if (it.isThere(sha256)) throw new AlreadyThere()
  const body = { ...bodyOf(it, sha256), parts: await Promise.all(parts.map(sha256Of)) }
  tell({ step: 'asking' })
  const key = crypto.randomUUID()
  let { offer, until } = await throughCuts(tell, () => beginOrGoOn(it, body, it.begun(sha256), key))
  const { uploadId } = offer
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
      await lineIsBack(failures)
      // What came through before the cut, the API knows.
      until = 0
    }
  }
}

async function beginOrGoOn({ api, path }: Upload, body: UploadBody, begun: string | undefined, key: string): Promise<Asked> {
  if (begun === undefined) return ask(api, `${path}/uploads`, body, key)
  return ask(api, `${path}/uploads/${begun}/parts`).catch((error: unknown) => {
    // It has run out meanwhile: begin anew.
    if (error instanceof Refused && error.status < 500) return ask(api, `${path}/uploads`, body, key)
    throw error
  })
}

interface Asked {
  readonly offer: UploadOffer
  /** On the clock of `performance.now()`. */
  readonly until: number
}

async function ask(api: Api, path: string, body?: UploadBody, key?: string): Promise<Asked> {
  const asked = performance.now()
  const { body: offer } = await api.command<UploadOffer>({ method: 'POST', path, body, key })
  return { offer, until: asked + OFFER_MS - MARGIN_MS }
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
