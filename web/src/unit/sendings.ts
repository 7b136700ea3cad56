/**
 * Files on their way to dossiers, whichever page is open: going to another page of the portal stops none, and whoever comes back finds them.
 * Only closing the tab does, and so the browser asks before it.
 */
import { useSyncExternalStore } from 'react'
import type { DossierFile } from '../api/answers.ts'
import type { Api } from '../api/client.ts'
import type { SendStep } from '../parts/send-file.ts'
import { AlreadyThere, problemOf, type UploadProblem, upload } from './upload.ts'

export interface Sending {
  readonly id: number
  readonly place: SendingPlace
  readonly file: File
  readonly component: string
  readonly step: SendStep
  readonly uploadId?: string
  /** What can be said of it without the system. */
  readonly problem?: UploadProblem
  readonly error?: Error
}

/** The dossier that it goes to. */
export interface SendingPlace {
  readonly api: Api
  /** Of the assignment. */
  readonly path: string
  /** The dossier as it is stored now. */
  files(): readonly DossierFile[]
  /** Something came of it, and the dossier is to be read anew. */
  changed(): void
}

/**
 * A slow line is not shared out among many: a browser opens no more than six connections to one host, and a file that waits for one would
 * seem to stand still as if its line were cut.
 */
const AT_ONCE_MAX = 2

let sendings: readonly Sending[] = []
let lastId = 0
const watchers = new Set<() => void>()

export function useSendings(path: string): readonly Sending[] {
  const all = useSyncExternalStore(watch, () => sendings)
  return all.filter((sending) => sending.place.path === path)
}

/** It has an end, good or bad, that nothing here will change. */
export const isOver = ({ problem, error }: Sending): boolean => problem !== undefined || error !== undefined

export function sendFiles(place: SendingPlace, component: string, files: readonly File[]): void {
  const fresh = files.filter((file) => !sendings.some((known) => isSame(known, place, component, file)))
  put([
    ...sendings,
    ...fresh.map((file) => ({ id: ++lastId, place, file, component, step: { step: 'waiting' }, problem: problemOf(file) }) as const),
  ])
  startNext()
}

export function sendAgain(id: number): void {
  change(id, { step: { step: 'waiting' }, error: undefined })
  startNext()
}

/** Its row is no longer wanted: the dossier has it, or the reader has read what is wrong. */
export function forget(id: number): void {
  put(sendings.filter((sending) => sending.id !== id))
}

function isSame(known: Sending, place: SendingPlace, component: string, { name, size, lastModified }: File): boolean {
  const { file } = known
  const isItsFile = file.name === name && file.size === size && file.lastModified === lastModified
  return isItsFile && !isOver(known) && known.place.path === place.path && known.component === component
}

const isMoving = (sending: Sending): boolean => !isOver(sending) && sending.step.step !== 'waiting' && sending.step.step !== 'checking'

function startNext(): void {
  const next = sendings.find((sending) => !isOver(sending) && sending.step.step === 'waiting')
  if (next === undefined || sendings.filter(isMoving).length >= AT_ONCE_MAX) return
  void start(next)
  startNext()
}

async function start({ id, place, file, component }: Sending): Promise<void> {
  const { api, path, files, changed } = place
  const begun = (sha256: string) =>
    files().find((known) => known.state === 'offered' && known.parts !== undefined && known.sha256 === sha256)?.uploadId
  const isThere = (sha256: string) =>
    files().some((known) => known.state === 'attached' && known.sha256 === sha256 && known.component === component)
  const tell = (step: SendStep) => change(id, 'uploadId' in step ? { step, uploadId: step.uploadId } : { step })
  try {
    tell({ step: 'reading' })
    await upload({ api, path, file, component, begun, isThere, tell })
  } catch (thrown) {
    if (thrown instanceof AlreadyThere) change(id, { problem: 'already-there' })
    else change(id, { error: thrown instanceof Error ? thrown : new Error(String(thrown)) })
  } finally {
    changed()
    startNext()
  }
}

function change(id: number, news: Partial<Sending>): void {
  put(sendings.map((sending) => (sending.id === id ? { ...sending, ...news } : sending)))
}

function put(next: readonly Sending[]): void {
  sendings = next
  if (sendings.some((sending) => isMoving(sending) || (!isOver(sending) && sending.step.step === 'waiting')))
    window.addEventListener('beforeunload', warn)
  else window.removeEventListener('beforeunload', warn)
  for (const tell of watchers) tell()
}

const warn = (event: BeforeUnloadEvent) => event.preventDefault()

function watch(tell: () => void): () => void {
  watchers.add(tell)
  return () => watchers.delete(tell)
}
