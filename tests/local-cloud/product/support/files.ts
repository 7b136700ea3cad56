/** Small files of each kind, and sending them as a browser does. */
import { createHash, randomBytes } from 'node:crypto'
import { PDFDocument } from 'pdf-lib'
import type { Answer, Client } from './client.ts'

export const PDF = 'application/pdf'
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
export const PNG = 'image/png'

export async function pdfOf(title: string): Promise<Buffer> {
  const document = await PDFDocument.create()
  document.setTitle(title)
  document.addPage([200, 200])
  return Buffer.from(await document.save())
}

/** Longer than one part of an upload, and not compressible. */
export async function longPdf(bytes: number): Promise<Buffer> {
  const document = await PDFDocument.create()
  document.addPage([200, 200])
  await document.attach(randomBytes(bytes), 'phu-luc.bin', { mimeType: 'application/octet-stream' })
  return Buffer.from(await document.save())
}

/** A ZIP archive with empty entries of these names, stored: as much of an Office file as its kind is told by. */
export function zipOf(names: readonly string[]): Buffer {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let offset = 0
  for (const name of names) {
    const bytes = Buffer.from(name)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(bytes.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(20, 4)
    central.writeUInt16LE(20, 6)
    central.writeUInt16LE(bytes.length, 28)
    central.writeUInt32LE(offset, 42)
    locals.push(local, bytes)
    centrals.push(central, bytes)
    offset += local.length + bytes.length
  }
  const directory = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(names.length, 8)
  end.writeUInt16LE(names.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export interface Offer {
  readonly uploadId: string
  readonly expiresAt: string
  readonly request: { readonly url: string; readonly fields: Readonly<Record<string, string>> }
}

export function offerBody(fileName: string, type: string, bytes: Uint8Array) {
  return { component: 'report', fileName, type, bytes: bytes.length, sha256: sha256(bytes) }
}

/** Asks for an upload of exactly these bytes. */
export function offer(client: Client, assignment: string, fileName: string, type: string, bytes: Uint8Array): Promise<Answer<Offer>> {
  return client.send<Offer>('POST', `${assignment}/uploads`, offerBody(fileName, type, bytes))
}

/** The form of a presigned POST, sent as a browser sends it: the file comes last. */
export function post({ url, fields }: Offer['request'], bytes: Uint8Array): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new Blob([new Uint8Array(bytes)]), 'file')
  return fetch(url, { method: 'POST', body: form })
}

/** Offer and upload; throws when either is refused. */
export async function upload(client: Client, assignment: string, fileName: string, type: string, bytes: Uint8Array): Promise<Offer> {
  const offered = await offer(client, assignment, fileName, type, bytes)
  if (offered.status !== 201) throw new Error(`no offer: ${offered.text}`)
  const posted = await post(offered.body.request, bytes)
  if (!posted.ok) throw new Error(`the upload was refused: ${await posted.text()}`)
  return offered.body
}
