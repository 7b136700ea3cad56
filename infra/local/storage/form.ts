/**
 * A browser's form upload (multipart/form-data), read as it arrives: fields first, then the file as a stream. S3 ignores what follows the file.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTObjectPOST.html, https://www.rfc-editor.org/rfc/rfc7578
 */
import { Readable } from 'node:stream'
import { CloudError } from '../contract.ts'

/** S3: "MaxPostPreDataLengthExceeded: Your POST request fields preceding the upload file were too large." */
const FIELDS_BYTES_MAX = 20_480

export interface UploadForm {
  /** By lower-case name: S3 ignores the case of field names. */
  readonly fields: ReadonlyMap<string, string>
  readonly fileName: string
  readonly file: Readable
}

export async function readForm(body: Readable, contentType: string | undefined): Promise<UploadForm> {
  const boundary = contentType?.match(/^multipart\/form-data\s*;.*boundary="?([^";]{1,70})"?/i)?.[1]
  if (boundary === undefined) throw malformed('The body of your POST request is not well-formed multipart/form-data.')
  // Not destroyed on return: the rest of a refused upload is read and thrown away, so that the browser sees the answer.
  const source = body.iterator({ destroyOnReturn: false })
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  // The first delimiter has no line break before it; lending it one lets every part be cut alike.
  let pending = Buffer.from('\r\n')
  let headBytes = 0

  async function release(): Promise<void> {
    await source.return?.()
    body.resume()
  }

  async function more(): Promise<boolean> {
    const next = await source.next()
    if (next.done) return false
    pending = Buffer.concat([pending, next.value])
    return true
  }

  /** Bytes up to the mark, which is taken away too. */
  async function take(mark: Buffer): Promise<Buffer> {
    for (;;) {
      const at = pending.indexOf(mark)
      if (at >= 0) {
        const taken = pending.subarray(0, at)
        pending = pending.subarray(at + mark.length)
        headBytes += taken.length + mark.length
        if (headBytes > FIELDS_BYTES_MAX) throw tooLong()
        return taken
      }
      if (pending.length + headBytes > FIELDS_BYTES_MAX) throw tooLong()
      if (!(await more())) throw malformed('The form ends early.')
    }
  }

  /** The file's bytes, ending at the delimiter. Holds back only what could be the beginning of one. */
  async function* fileBytes(): AsyncGenerator<Buffer> {
    try {
      for (;;) {
        const at = pending.indexOf(delimiter)
        if (at > 0) yield pending.subarray(0, at)
        if (at >= 0) return
        const sure = pending.length - delimiter.length
        if (sure > 0) {
          yield pending.subarray(0, sure)
          pending = pending.subarray(sure)
        }
        if (!(await more())) throw malformed('The form ends early.')
      }
    } finally {
      await release()
    }
  }

  async function readFields(): Promise<UploadForm> {
    const fields = new Map<string, string>()
    await take(delimiter)
    for (;;) {
      const end = (await take(Buffer.from('\r\n'))).toString('latin1').trim()
      if (end === '--') throw new CloudError(400, 'InvalidArgument', 'POST requires exactly one file upload per request.')
      const { name, fileName } = readDisposition((await take(Buffer.from('\r\n\r\n'))).toString('utf8'))
      if (name === 'file') return { fields, fileName: fileName ?? '', file: Readable.from(fileBytes(), { objectMode: false }) }
      const value = (await take(delimiter)).toString('utf8')
      if (fields.has(name)) throw new CloudError(400, 'InvalidArgument', `POST requires exactly one field ${name}.`)
      fields.set(name, value)
    }
  }

  try {
    return await readFields()
  } catch (error) {
    await release()
    throw error
  }
}

function readDisposition(headers: string): { name: string; fileName: string | undefined } {
  const disposition = headers.match(/^content-disposition:\s*form-data;(.*)$/im)?.[1] ?? ''
  const name = disposition.match(/(?:^|[;\s])name="([^"]*)"/i)?.[1]
  if (name === undefined) throw malformed('A part of the form has no name.')
  return { name: name.toLowerCase(), fileName: disposition.match(/filename="([^"]*)"/i)?.[1] }
}

function malformed(message: string): CloudError {
  return new CloudError(400, 'MalformedPOSTRequest', message)
}

function tooLong(): CloudError {
  return new CloudError(400, 'MaxPostPreDataLengthExceeded', 'Your POST request fields preceding the upload file were too large.')
}
