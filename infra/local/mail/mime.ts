/** The little of MIME that SES itself looks at. https://www.rfc-editor.org/rfc/rfc5322, https://www.rfc-editor.org/rfc/rfc2047 */

export interface Header {
  readonly name: string
  readonly value: string
}

const HEADER_BYTES_MAX = 256 * 1024

/** The headers of a raw mail, unfolded, in order. */
export function readHeaders(raw: Buffer): Header[] {
  const head =
    raw
      .subarray(0, HEADER_BYTES_MAX)
      .toString('utf8')
      .split(/\r?\n\r?\n/, 1)[0] ?? ''
  const lines = head.replace(/\r?\n(?=[ \t])/g, '').split(/\r?\n/)
  return lines.flatMap((line) => {
    const colon = line.indexOf(':')
    return colon <= 0 ? [] : [{ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }]
  })
}

export function headerValue(headers: readonly Header[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value
}

/** `"Sở, phòng" <a@b>, c@d` → two entries as written. */
export function splitAddresses(list: string): string[] {
  const parts = list.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? []
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

/** `Tên <a@b.vn>` → `a@b.vn`. */
export function bareAddress(entry: string): string {
  return (entry.match(/<([^<>]*)>\s*$/)?.[1] ?? entry).trim()
}

/** As SES has it: the local part in 7-bit ASCII, a domain with a dot-separated name. */
export function isAddress(address: string): boolean {
  return (
    address.length <= 320 &&
    /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/i.test(address)
  )
}

export interface SimpleMail {
  readonly source: string
  readonly to: readonly string[]
  readonly cc?: readonly string[]
  readonly replyTo?: readonly string[]
  readonly subject: string
  readonly text?: string | undefined
  readonly html?: string | undefined
}

/** What SES makes of a SendEmail call. */
export function composeMail(mail: SimpleMail, boundary: string): Buffer {
  const bodies = [
    ...(mail.text === undefined ? [] : [part('plain', mail.text)]),
    ...(mail.html === undefined ? [] : [part('html', mail.html)]),
  ]
  const head = [
    `From: ${mail.source}`,
    `To: ${mail.to.join(', ')}`,
    ...(mail.cc?.length ? [`Cc: ${mail.cc.join(', ')}`] : []),
    ...(mail.replyTo?.length ? [`Reply-To: ${mail.replyTo.join(', ')}`] : []),
    `Subject: ${encodedWords(mail.subject)}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
  ]
  const parts = bodies.map((body) => `--${boundary}\r\n${body}\r\n`).join('')
  return Buffer.from(`${head.map(oneLine).join('\r\n')}\r\n\r\n${parts}--${boundary}--\r\n`)
}

function part(kind: string, text: string): string {
  const encoded = Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n')
  return `Content-Type: text/${kind}; charset=UTF-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded}`
}

/** A line break in a header would begin a header of its own. */
function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ')
}

function encodedWords(text: string): string {
  // Ten characters are at most 40 bytes of UTF-8: well below the 75 characters that an encoded word may have.
  const pieces = [...text].reduce<string[]>((all, char, index) => {
    if (index % 10 === 0) all.push(char)
    else all[all.length - 1] += char
    return all
  }, [])
  return /^[\x20-\x7e]*$/.test(text) ? text : pieces.map((piece) => `=?UTF-8?B?${Buffer.from(piece).toString('base64')}?=`).join(' ')
}
