/** What is deployed to read documents, alone in an empty folder as in Lambda: nothing it needs lies anywhere else. */
import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundleFunctions, folderOf } from '../../infra/bundle.ts'
import type { Answer, Order } from '../../shared/plan/document/worker.ts'
import { readPlan } from '../../shared/plan/reading/index.ts'
import { asDoc } from '../reading/formats/as-doc.ts'
import { asDocx } from '../reading/formats/as-docx.ts'
import { asPdf } from '../reading/formats/as-pdf.ts'
import { asScan } from '../reading/formats/as-scan.ts'
import { modelOf } from '../reading/formats/model.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const text = readFileSync(join(import.meta.dirname, '../reading/corpus/xa-2025.txt'), 'utf8')
const model = modelOf(text)
const RECOGNITION_MS_MAX = 240_000

let folder: string
let thread: Worker

beforeAll(async () => {
  await bundleFunctions()
  folder = temporaryFolder('asset')
  cpSync(folderOf('document-uploaded/read-plan'), folder, { recursive: true })
  thread = new Worker(join(folder, 'worker.mjs'))
}, 60_000)

afterAll(async () => {
  await thread.terminate()
  rmSync(folder, { recursive: true, force: true })
})

function answerTo(order: Order): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const heard = (message: Answer | 'recognising') => {
      if (message === 'recognising') return
      thread.off('message', heard)
      resolve(message)
    }
    thread.on('message', heard).once('error', reject)
    thread.postMessage(order)
  })
}

describe('the reader as it is deployed', () => {
  test.each([
    ['text', 'ke-hoach.txt', async () => Buffer.from(text)],
    ['docx', 'ke-hoach.docx', () => asDocx(model, 'plain')],
    ['pdf', 'ke-hoach.pdf', () => asPdf(model, 'ruled')],
    ['doc', 'ke-hoach.doc', async () => asDoc(model)],
  ] as const)('reads %s', async (format, fileName, make) => {
    const answer = await answerTo({ bytes: new Uint8Array(await make()), fileName, asPlan: true })
    expect(answer).toMatchObject({ read: { format, fromOcr: false }, reading: { isPlan: true } })
    const reading = 'read' in answer ? answer.reading : undefined
    expect(reading?.tasks).toHaveLength(readPlan(text).tasks.length)
  })

  test('recognises a scan', { timeout: RECOGNITION_MS_MAX }, async () => {
    // One page: how well it is recognised is told elsewhere.
    const short = readFileSync(join(import.meta.dirname, '../reading/corpus/so-2028-vertical.txt'), 'utf8')
    const bytes = await asScan(await asPdf(modelOf(short), 'ruled'))
    const answer = await answerTo({ bytes: new Uint8Array(bytes), fileName: 'quet.pdf', asPlan: true })
    expect(answer).toMatchObject({ read: { format: 'pdf', fromOcr: true }, reading: { isPlan: true } })
  })
})
