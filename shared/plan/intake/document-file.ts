/** A plan document as a file: what it may be called, and where it waits and stays. */
import { isPlainName } from '../../files/plain-name.ts'
import { type Refusal, refuse } from '../../log/refusal.ts'

export const QUARANTINED_PLANS = 'quarantine/plans/'
export const PLANS = 'plans/'

/** What S3 is told the file is, by its ending. What it really is, its content says when it is read. */
const types: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  doc: 'application/msword',
  pdf: 'application/pdf',
  txt: 'text/plain',
  md: 'text/markdown',
  markdown: 'text/markdown',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  bmp: 'image/bmp',
}

/** The type a document of this name is sent with, or why it is not taken at all. */
export function typeOfDocument(fileName: string): { readonly type: string } | Refusal {
  if (!isPlainName(fileName)) return refuse('file-name', 'fileName')
  const ending = /\.([A-Za-z]{2,8})$/.exec(fileName)?.[1]?.toLowerCase() ?? ''
  const type = types[ending]
  return type === undefined ? refuse('document-type', 'fileName') : { type }
}

export interface DocumentUpload {
  readonly planId: string
  readonly uploadId: string
}

export function quarantineKeyOf({ planId, uploadId }: DocumentUpload): string {
  return `${QUARANTINED_PLANS}${planId}/${uploadId}`
}

/** The original, and beside it what was read of it. */
export function keptKeysOf({ planId, uploadId }: DocumentUpload): { readonly original: string; readonly source: string } {
  const folder = `${PLANS}${planId}/${uploadId}`
  return { original: `${folder}/original`, source: `${folder}/source.json` }
}

export function documentOfKey(objectKey: string): DocumentUpload | undefined {
  const [planId, uploadId, ...rest] = objectKey.slice(QUARANTINED_PLANS.length).split('/')
  if (!objectKey.startsWith(QUARANTINED_PLANS) || planId === undefined || uploadId === undefined || rest.length > 0) return undefined
  return { planId, uploadId }
}
