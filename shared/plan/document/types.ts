export type DocumentFormat = 'docx' | 'pdf' | 'doc' | 'text' | 'markdown' | 'image'

/** A document as the reader wants it: a line a paragraph, tabs between the cells of a row. */
export type DocumentText = {
  readonly text: string
  readonly format: DocumentFormat
  readonly pages?: number
  /** Recognised from an image: every field read from this text is uncertain. */
  readonly fromOcr: boolean
  /** How sure the recognition was, 0…1, over all words; present only when `fromOcr`. */
  readonly ocrConfidence?: number
}

export type DocumentRefusalCode =
  | 'empty'
  | 'too-large'
  | 'too-many-pages'
  | 'wrong-type'
  | 'unreadable'
  | 'encrypted'
  | 'macros'
  | 'zip-bomb'
  | 'too-slow'
  | 'unknown-encoding'
  | 'legacy-font'
  | 'scan-without-ocr'
  | 'scan-unreadable'

export type DocumentRefusal = {
  readonly refused: true
  readonly code: DocumentRefusalCode
  /** What the officer reads: what is wrong and what to do. */
  readonly sentence: string
  readonly values: Readonly<Record<string, string>>
}

export function isDocumentRefusal(read: object): read is DocumentRefusal {
  return 'refused' in read
}
