import { Worker } from 'node:worker_threads'
import type { PlanReading } from '../reading/types.ts'
import { DOCUMENT_BYTES_MAX, OCR_PAGE_MS_MAX, READ_MS_MAX, WORKER_HEAP_MB_MAX } from './limits.ts'
import { refusalOf } from './refuse.ts'
import type { DocumentRefusal, DocumentText } from './types.ts'
import type { Answer, Order } from './worker.ts'

export type { DocumentFormat, DocumentRefusal, DocumentRefusalCode, DocumentText } from './types.ts'
export { isDocumentRefusal } from './types.ts'

/**
 * The text of any plan document, as `readPlan` reads it: DOCX, DOC, PDF, plain text, Markdown, and scans through OCR. What the file is
 * is told by its content, never by its name. Parsing runs in a worker with a time limit and a heap of its own, so that no file can
 * hold up or exhaust its caller. An unfit document is a refusal; this never rejects because of what a file contains.
 */
export async function documentText(bytes: Uint8Array, fileName: string): Promise<DocumentText | DocumentRefusal> {
  const answer = await answered(bytes, fileName, false)
  return 'refused' in answer ? answer : answer.read
}

/** The text and what it says as a plan, both within the same limits: no text can hold up its caller either. */
export async function documentReading(
  bytes: Uint8Array,
  fileName: string,
): Promise<{ readonly document: DocumentText; readonly reading: PlanReading } | DocumentRefusal> {
  const answer = await answered(bytes, fileName, true)
  if ('refused' in answer) return answer
  if (answer.reading === undefined) throw new Error('the worker read the text and not the plan')
  return { document: answer.read, reading: answer.reading }
}

async function answered(bytes: Uint8Array, fileName: string, asPlan: boolean) {
  if (bytes.length > DOCUMENT_BYTES_MAX)
    return refusalOf('too-large', { file: fileName, limit: `${Math.floor(DOCUMENT_BYTES_MAX / 1_000_000)} MB` })
  if (bytes.length === 0) return refusalOf('empty', { file: fileName })
  const answer = await ask({ bytes, fileName, asPlan })
  return 'read' in answer ? answer : refusalOf(answer.unfit, { file: fileName, ...answer.values })
}

/** One warm worker is kept for the next document; it does not keep the process alive. */
let idle: Worker | undefined

function workerToUse(): Worker {
  const worker = idle ?? newWorker()
  idle = undefined
  worker.ref()
  return worker
}

function newWorker(): Worker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MB_MAX } })
  worker.once('exit', () => {
    if (idle === worker) idle = undefined
  })
  return worker
}

function ask(order: Order): Promise<Answer> {
  const worker = workerToUse()
  return new Promise((resolve, reject) => {
    const leave = (keep: boolean) => {
      clearTimeout(timer)
      worker.off('message', heard).off('error', failed)
      if (!keep || idle !== undefined) return void worker.terminate()
      idle = worker
      worker.unref()
    }
    const finish = (answer: Answer, keep: boolean) => {
      leave(keep)
      resolve(answer)
    }
    const late = (limit: number) => finish({ unfit: 'too-slow', values: { limit: String(limit / 1_000) } }, false)
    const heard = (message: Answer | 'recognising') => {
      if (message !== 'recognising') return finish(message, true)
      clearTimeout(timer)
      timer = setTimeout(late, OCR_PAGE_MS_MAX, OCR_PAGE_MS_MAX)
    }
    const failed = (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
        return finish({ unfit: 'too-large', values: { limit: `${WORKER_HEAP_MB_MAX} MB` } }, false)
      leave(false)
      reject(error)
    }
    let timer = setTimeout(late, READ_MS_MAX, READ_MS_MAX)
    worker.on('message', heard).on('error', failed)
    worker.postMessage(order)
  })
}
