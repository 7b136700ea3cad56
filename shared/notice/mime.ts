/**
 * One mail as MIME text (RFC 5322, 2045, 2047): HTML and text side by side, the calendar as an attachment. Every body is base64, so no
 * line is too long and no accent is lost; every header value is one line by construction, so nothing can be injected.
 */
import { createHash } from 'node:crypto'
import type { Mail } from '../ports.ts'

const LINE = '\r\n'
/** RFC 2045: encoded lines hold at most 76 characters. */
const BASE64_LINE_CHARACTERS = 76
/** RFC 2047: an encoded word holds at most 75 characters; 45 bytes become 60 of base64. */
const ENCODED_WORD_BYTES_MAX = 45

/** `from` as `Name <address>` or a bare address. */
export function mimeOf(mail: Mail, from: string): string {
  const boundary = `=_${createHash('sha256').update(mail.noticeId).digest('hex').slice(0, 32)}`
  const alternative = `${boundary}_a`
  const calendar = mail.calendar === undefined ? [] : [part(boundary, calendarHeaders(), mail.calendar)]
  return [
    `From: ${from}`,
    `To: ${encodeWords(mail.to.name)} <${mail.to.address}>`,
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
    ...calendar,
    `--${boundary}--`,
    '',
  ].join(LINE)
}

function calendarHeaders(): string[] {
  return [
    'Content-Type: text/calendar; charset=utf-8; method=PUBLISH; name="lich.ics"',
    'Content-Disposition: attachment; filename="lich.ics"',
  ]
}

function part(boundary: string, headers: readonly string[], body: string): string {
  const encoded = Buffer.from(body).toString('base64')
  const lines = encoded.match(new RegExp(`.{1,${BASE64_LINE_CHARACTERS}}`, 'g')) ?? []
  return [`--${boundary}`, ...headers, 'Content-Transfer-Encoding: base64', '', ...lines].join(LINE)
}

/** Splits between characters, never inside one, and encodes each piece: whatever it holds, it is one header value. */
function encodeWords(text: string): string {
  const words: string[] = []
  let piece = ''
  for (const character of text) {
    if (Buffer.byteLength(piece + character) > ENCODED_WORD_BYTES_MAX) {
      words.push(piece)
      piece = ''
    }
    piece += character
  }
  return [...words, piece].map((word) => `=?utf-8?B?${Buffer.from(word).toString('base64')}?=`).join(`${LINE} `)
}
