/**
 * One mail as MIME text (RFC 5322, 2045, 2047): HTML and text side by side, the calendar as an attachment. Every body is base64, so no
 * line is too long and no accent is lost; every header value is one line by construction, so nothing can be injected.
 */
import { hash } from 'node:crypto'
import { isEmail } from '../directory/contact.ts'
import type { Mail } from '../ports.ts'

const LINE = '\r\n'
/** RFC 2045: encoded lines hold at most 76 characters. */
const BASE64_LINES = /.{1,76}/g
/** RFC 2047: an encoded word holds at most 75 characters; 45 bytes become 60 of base64. */
const ENCODED_WORD_BYTES_MAX = 45

/** `from` as `Name <address>` or a bare address. Throws when an address is none: it stands in a header as it is. */
export function mimeOf(mail: Mail, from: string): string {
  const boundary = `=_${hash('sha256', mail.noticeId).slice(0, 32)}`
  const alternative = `${boundary}_a`
  const calendars = [
    ...(mail.calendar === undefined ? [] : [part(boundary, calendarHeaders('PUBLISH', 'lich.ics'), mail.calendar)]),
    ...(mail.cancellation === undefined ? [] : [part(boundary, calendarHeaders('CANCEL', 'huy-lich.ics'), mail.cancellation)]),
  ]
  return [
    `From: ${mailbox(senderOf(from))}`,
    `To: ${mailbox(mail.to)}`,
    `Subject: ${encodeWords(mail.subject)}`,
    'MIME-Version: 1.0',
    // Tells mail programs not to answer with "out of office" (RFC 3834).
    'Auto-Submitted: auto-generated',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    `Content-Type: multipart/alternative; boundary="${alternative}"`,
    '',
    part(alternative, ['Content-Type: text/plain; charset=utf-8'], mail.text),
    part(alternative, ['Content-Type: text/html; charset=utf-8'], mail.html),
    `--${alternative}--`,
    ...calendars,
    `--${boundary}--`,
    '',
  ].join(LINE)
}

/** `Thi đua Sở <thidua@so.test>` taken apart; a bare address has no name. */
export function senderOf(from: string): Mail['to'] {
  const named = /^(.*)<([^<>]*)>\s*$/.exec(from)
  return named === null ? { name: '', address: from.trim() } : { name: (named[1] ?? '').trim(), address: (named[2] ?? '').trim() }
}

function mailbox({ name, address }: Mail['to']): string {
  if (!isEmail(address)) throw new Error('not a mail address')
  return name === '' ? address : `${encodeWords(name)} <${address}>`
}

function calendarHeaders(method: string, fileName: string): string[] {
  return [
    `Content-Type: text/calendar; charset=utf-8; method=${method}; name="${fileName}"`,
    `Content-Disposition: attachment; filename="${fileName}"`,
  ]
}

function part(boundary: string, headers: readonly string[], body: string): string {
  const encoded = Buffer.from(body).toString('base64')
  return [`--${boundary}`, ...headers, 'Content-Transfer-Encoding: base64', '', ...(encoded.match(BASE64_LINES) ?? [])].join(LINE)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what no header may hold, encoded or not
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f\u2028\u2029]+/g

/** Splits between characters, never inside one, and encodes each piece: whatever it holds, it is one header value. */
function encodeWords(text: string): string {
  const words: string[] = []
  let piece = ''
  let bytes = 0
  for (const character of text.replace(CONTROL_CHARACTERS, ' ').trim()) {
    bytes += Buffer.byteLength(character)
    if (bytes > ENCODED_WORD_BYTES_MAX) {
      words.push(piece)
      piece = ''
      bytes = Buffer.byteLength(character)
    }
    piece += character
  }
  return [...words, piece].map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`).join(`${LINE} `)
}
