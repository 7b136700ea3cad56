/** Bytes to the bucket. By XMLHttpRequest, because `fetch` tells nothing of how far it is. */
import type { UploadOffer } from '../api/answers.ts'
import { Unreachable } from '../api/client.ts'

/** A line that carries nothing for so long is taken for cut, though nobody has said so. */
const STILL_MS_MAX = 45_000

export function postForm(
  { url, fields }: NonNullable<UploadOffer['request']>,
  file: File,
  progress: (sent: number) => void,
): Promise<void> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', file)
  return send('POST', url, {}, form, progress)
}

export function putPart(
  { url, headers }: NonNullable<UploadOffer['parts']>[number],
  bytes: Blob,
  progress: (sent: number) => void,
): Promise<void> {
  return send('PUT', url, headers, bytes, progress)
}

function send(
  method: 'POST' | 'PUT',
  url: string,
  headers: Readonly<Record<string, string>>,
  body: FormData | Blob,
  progress: (sent: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest()
    let watch: ReturnType<typeof setTimeout> | undefined
    const moved = () => {
      clearTimeout(watch)
      watch = setTimeout(() => sending.abort(), STILL_MS_MAX)
    }
    sending.open(method, url)
    for (const [name, value] of Object.entries(headers)) sending.setRequestHeader(name, value)
    sending.upload.addEventListener('progress', ({ loaded }) => {
      moved()
      progress(loaded)
    })
    sending.addEventListener('loadend', () => clearTimeout(watch))
    sending.addEventListener('load', () => {
      if (sending.status >= 200 && sending.status < 300) return resolve()
      reject(sending.status >= 500 ? new Unreachable(sending.status) : new Error(`the bucket answered ${sending.status}`))
    })
    for (const end of ['error', 'abort', 'timeout']) sending.addEventListener(end, () => reject(new Unreachable(end)))
    moved()
    progress(0)
    sending.send(body)
  })
}
