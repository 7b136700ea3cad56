import { parentPort } from 'node:worker_threads'
import type { PlanReading } from '../reading/types.ts'
import { readDocument } from './read.ts'
import { Unfit } from './refuse.ts'
import type { DocumentRefusalCode, DocumentText } from './types.ts'

/** `asPlan`: what the text says is wanted too. */
export type Order = { readonly bytes: Uint8Array; readonly fileName: string; readonly asPlan: boolean }
export type Answer =
  | { readonly read: DocumentText; readonly reading?: PlanReading }
  | { readonly unfit: DocumentRefusalCode; readonly values: Readonly<Record<string, string>> }

/** Answers every order with one `Answer`; says `recognising` before each page of a scan, which takes longer. */
parentPort?.on('message', async (order: Order) => {
  parentPort?.postMessage(await answer(order))
})

async function answer({ bytes, fileName, asPlan }: Order): Promise<Answer> {
  try {
    const read = await readDocument(bytes, fileName, () => parentPort?.postMessage('recognising'))
    return asPlan ? { read, reading: (await import('../reading/index.ts')).readPlan(read.text) } : { read }
  } catch (error) {
    if (error instanceof Unfit) return { unfit: error.code, values: error.values }
    // A container library stumbled over damaged bytes; which error it throws is its own affair.
    return { unfit: 'unreadable', values: { reason: error instanceof Error ? error.message : String(error) } }
  }
}
