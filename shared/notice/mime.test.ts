import fc from 'fast-check'
import { type ParsedMail, simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import type { Mail } from '../ports.ts'
import { mimeOf, senderOf } from './mime.ts'

const FROM = 'Thi đua <thidua@so.thidua.test>'
const ADDRESS = 'vanthu@thcs-lua-vang.thidua.test'

const mail = (change: Partial<Mail> = {}): Mail => ({
  noticeId: 'ntc_1',
  to: { name: 'Trường THCS Lúa Vàng', address: ADDRESS },
  subject: 'Nhắc hạn',
  html: '<p>Kính gửi</p>',
  text: 'Kính gửi',
  ...change,
})

const mailboxesOf = (parsed: ParsedMail) => [parsed.to ?? []].flat().flatMap(({ value }) => value)

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a header may not hold
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]+/g

/** What may be asked of a name: no control characters, no blanks around it. Both parsers and people drop those. */
const names = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
  .map((name) => name.replaceAll(CONTROL, ' ').replaceAll(/\s+/g, ' ').trim())
  .filter((name) => name !== '')

const hostile = fc.array(
  fc.constantFrom(
    '\r\n',
    '\n',
    '\r',
    '\u0000',
    '"',
    '\\',
    '<',
    '>',
    ',',
    ';',
    ':',
    '(',
    ')',
    '=?utf-8?B?',
    '?=',
    'Bcc: a@xau.test',
    '@',
    ' ',
    'ế',
    '🏅',
  ),
  { maxLength: 30 },
)

describe('a mail as MIME', () => {
  it('carries any name and any subject there and back', async () => {
    await fc.assert(
      fc.asyncProperty(names, names, async (name, subject) => {
        const parsed = await simpleParser(mimeOf(mail({ to: { name, address: ADDRESS }, subject }), FROM))
        expect(mailboxesOf(parsed)).toEqual([{ name, address: ADDRESS }])
        expect(parsed.subject).toBe(subject)
      }),
      { numRuns: 300 },
    )
  })

  it('has the same headers and one recipient whatever hostile pieces name and subject are made of', async () => {
    const honest = await simpleParser(mimeOf(mail(), FROM))
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (name, subject) => {
        const parsed = await simpleParser(mimeOf(mail({ to: { name: name.join(''), address: ADDRESS }, subject: subject.join('') }), FROM))
        expect(parsed.headerLines.map(({ key }) => key)).toEqual(honest.headerLines.map(({ key }) => key))
        expect(mailboxesOf(parsed).map(({ address }) => address)).toEqual([ADDRESS])
        expect(parsed.text).toBe(honest.text)
      }),
      { numRuns: 300 },
    )
  })

  it('carries any text and HTML there and back', async () => {
    await fc.assert(
      fc.asyncProperty(names, async (text) => {
        const parsed = await simpleParser(mimeOf(mail({ text, html: `<p>${text}</p>` }), FROM))
        expect([parsed.text?.trimEnd(), String(parsed.html).trimEnd()]).toEqual([text, `<p>${text}</p>`])
      }),
      { numRuns: 100 },
    )
  })

  it('is plain ASCII in lines of at most 998 characters', () => {
    fc.assert(
      fc.property(names, names, (name, text) => {
        const lines = mimeOf(mail({ to: { name, address: ADDRESS }, text, calendar: text.repeat(50) }), FROM).split('\r\n')
        expect(lines.every((line) => /^[\x20-\x7e]*$/.test(line))).toBe(true)
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(998)
      }),
    )
  })

  it('is the same text for the same mail, so that a retry does not change it', () => {
    expect(mimeOf(mail(), FROM)).toBe(mimeOf(mail(), FROM))
  })

  it.each(['a@b.test\r\nBcc: x@xau.test', 'a@b.test>, <x@xau.test', 'không-phải'])('is not made for the address %j', (address) => {
    expect(() => mimeOf(mail({ to: { name: 'A', address } }), FROM)).toThrow('not a mail address')
  })

  it('is not made for a sender that is none', () => {
    expect(() => mimeOf(mail(), 'Thi đua <không-phải>')).toThrow('not a mail address')
  })
})

describe('the sender', () => {
  it.each([
    ['Thi đua <thidua@so.thidua.test>', { name: 'Thi đua', address: 'thidua@so.thidua.test' }],
    ['thidua@so.thidua.test', { name: '', address: 'thidua@so.thidua.test' }],
    ['<thidua@so.thidua.test> ', { name: '', address: 'thidua@so.thidua.test' }],
  ])('is read from %j', (from, expected) => {
    expect(senderOf(from)).toEqual(expected)
  })
})
