import { documentSentences } from './sentences.vi.ts'
import type { DocumentRefusal, DocumentRefusalCode } from './types.ts'

/** Thrown where a document is found unfit, deep inside its container; `documentText` hands it on as data. */
export class Unfit extends Error {
  readonly code: DocumentRefusalCode
  readonly values: Readonly<Record<string, string>>

  constructor(code: DocumentRefusalCode, values: Readonly<Record<string, string>> = {}, options?: ErrorOptions) {
    super(code, options)
    this.code = code
    this.values = values
  }
}

export function refusalOf(code: DocumentRefusalCode, values: Readonly<Record<string, string>>): DocumentRefusal {
  const sentence = documentSentences[code].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '…')
  return { refused: true, code, sentence, values }
}
