/**
 * One file on its way to the bucket: its SHA-256 is computed here, the API answers with a presigned form for exactly this file, and the
 * form is posted. A line that is cut is waited for; a form that ran out is asked for anew.
 */
import type { UploadRequest } from '../../../shared/ports.ts'
import { Unreachable } from '../api/client.ts'
import { texts } from '../texts.vi.ts'
import { postForm } from './sending.ts'

/** What the API answers when it is asked for an upload. */
export interface Offered {
  readonly uploadId: string
  readonly request: UploadRequest
}

export interface Sending<Offer extends Offered> {
  readonly file: File
  /** The key is the same however often it is asked: an answer that was cut off leaves no second offer behind. */
  readonly ask: (sha256: string, key: string) => Promise<Offer>
  /** Takes back an offer that ran out unused. */
  readonly giveUp: (offer: Offer) => Promise<void>
  readonly tell: (step: SendStep) => void
}

export type SendStep =
  | { readonly step: 'waiting' }
  | { readonly step: 'reading' }
  | { readonly step: 'asking' }
  | { readonly step: 'sending'; readonly percent: number; readonly uploadId: string }
  | { readonly step: 'cut' }
  | { readonly step: 'checking'; readonly uploadId: string }

/** In a row without anything having come through in between: with the pauses some ten minutes, as long as a school's line is often away. */
export const SENDINGS_MAX = 45
const PAUSE_MS = 1_500
const PAUSE_MS_MAX = 15_000
/** How long an offer lives, and how long before its end it is asked for anew. */
export const OFFER_MS = 600_000
export const MARGIN_MS = 15_000

export async function sendFile<Offer extends Offered>({ file, ask, giveUp, tell }: Sending<Offer>): Promise<Offer> {
  tell({ step: 'reading' })
  const sha256 = await sha256Of(file)
  tell({ step: 'asking' })
  let { offer, until } = await timed(ask, sha256, tell)
  await throughCuts(tell, async () => {
    if (performance.now() > until) {
      await giveUp(offer)
      ;({ offer, until } = await timed(ask, sha256, tell))
    }
    await postForm(offer.request, file, (sent) => tell({ step: 'sending', percent: percentOf(sent, file), uploadId: offer.uploadId }))
  })
  tell({ step: 'checking', uploadId: offer.uploadId })
  return offer
}

async function timed<Offer extends Offered>(ask: Sending<Offer>['ask'], sha256: string, tell: Sending<Offer>['tell']) {
  const key = crypto.randomUUID()
  const asked = performance.now()
  return { offer: await throughCuts(tell, () => ask(sha256, key)), until: asked + OFFER_MS - MARGIN_MS }
}

/** Tries again whatever the line has cut off, when there is a line again. */
export async function throughCuts<Done>(tell: (step: SendStep) => void, attempt: () => Promise<Done>): Promise<Done> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof Unreachable) || failures >= SENDINGS_MAX) throw error
      tell({ step: 'cut' })
      await lineIsBack(failures)
    }
  }
}

export async function sha256Of(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

export function percentOf(sent: number, file: File): number {
  return Math.min(100, Math.round((sent / file.size) * 100))
}

/** Resolves after a pause that grows with the failures in a row, or, without a line, when there is one again. */
export function lineIsBack(failures: number): Promise<void> {
  return new Promise((resolve) => {
    if (navigator.onLine) setTimeout(resolve, Math.min(PAUSE_MS * failures, PAUSE_MS_MAX))
    else window.addEventListener('online', () => resolve(), { once: true })
  })
}

/** How far it is, in words. */
export function sendWords(step: SendStep): string {
  switch (step.step) {
    case 'waiting':
      return texts.files.waiting
    case 'reading':
      return texts.files.reading
    case 'asking':
      return texts.files.asking
    case 'sending':
      return texts.files.sendingPart(step.percent)
    case 'cut':
      return texts.files.cut
    case 'checking':
      return texts.files.checking
  }
}
