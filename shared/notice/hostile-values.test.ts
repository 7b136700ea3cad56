/** What people write into names, files, reasons and plans stays text, in every mail. */
import fc from 'fast-check'
import { type ParsedMail, simpleParser } from 'mailparser'
import { describe, expect, it } from 'vitest'
import type { PlanState } from '../plan/plan.ts'
import { mimeOf } from './mime.ts'
import type { QueuedNotice } from './notice.ts'
import { type RenderedNotice, renderNotice } from './render.ts'
import { sampleNotices, samplePlan } from './templates/samples.ts'

const PORTAL = 'https://portal.thidua.test'
const RUNS = 40

const attack = fc.oneof(
  fc.constantFrom(
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    `' onmouseover='alert(1)`,
    '</title></style></div></body><h1>x',
    '<!-- -->&lt;b&gt;&amp;#x3C;',
    'Trường\r\nBcc: ai-do@evil.test\r\n\r\n<html>',
    'a\r\n--=_boundary\r\nContent-Type: text/html',
    'báo cáo \u202Efdp.exe\u202C \u2066x\u2069 \u200F',
    'تقرير سنوي (1)',
    '=?utf-8?B?QmNjOiBh?=',
    '{{facts.reason}} {process.env} %0d%0aBcc:x',
    'Trường Tiểu học '.normalize('NFD').repeat(18),
    'ạ̣̣̣̣̣̣̣̣',
    '\ud800 lẻ đôi \udc00',
    '-- \nhttps://evil.test/thong-bao/gia',
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
)

/** Facts that a person wrote; the others are made by the system. */
const written = ['unitName', 'reason', 'note', 'fileName', 'name', 'position', 'award', 'names']

function infect(value: unknown, by: string, name = ''): unknown {
  if (typeof value === 'string') return written.includes(name) ? (limits(name) ? line(by) : by) : value
  if (Array.isArray(value)) return value.map((item) => infect(item, by, name))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, infect(inner, by, key)]))
}

/** Names of files and nominees come through the event's contract, which takes one line of bounded length. */
function limits(name: string): boolean {
  return ['fileName', 'name', 'position', 'award'].includes(name)
}

function line(text: string): string {
  return [...text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ')].slice(0, 80).join('') || 'x'
}

function hostileNotice(notice: QueuedNotice, by: string): QueuedNotice {
  return { ...notice, name: by, facts: infect(notice.facts, by) as Record<string, unknown> }
}

function hostilePlan(by: string): PlanState {
  const { number: _number, ...header } = samplePlan.header
  return {
    ...samplePlan,
    header: { ...header, number: by, issuer: by, title: by },
    tasks: samplePlan.tasks.map((task) => ({ ...task, content: by, coordinating: [by], deadlineText: by })),
  }
}

const mails = fc
  .record({ notice: fc.constantFrom(...sampleNotices), by: attack })
  .map(({ notice, by }) => ({ notice: hostileNotice(notice, by), mail: renderNotice(hostileNotice(notice, by), hostilePlan(by), PORTAL) }))

const TAGS = 'html|head|meta|title|style|body|div|h1|h2|p|a|span|strong|bdi|ol|ul|li'
const ATTRIBUTES = '(?: (?:class|style|href|lang|charset|name|content)="[^"<>]*")*'
const TAG = new RegExp(`^</?(?:${TAGS})${ATTRIBUTES}>$`)

function expectOnlyOurMarkup({ html }: RenderedNotice, noticeId: string) {
  const body = html.replace('<!doctype html>', '')
  for (const tag of body.match(/<[^>]*>?/g) ?? []) expect(tag).toMatch(TAG)
  const links = [...body.matchAll(/href="([^"]*)"/g)].map((match) => match[1])
  expect(new Set(links)).toEqual(new Set([`${PORTAL}/thong-bao/${noticeId}`]))
}

async function parse(notice: QueuedNotice, rendered: RenderedNotice): Promise<ParsedMail> {
  const to = { name: notice.name, address: notice.address }
  return simpleParser(mimeOf({ noticeId: notice.noticeId, to, ...rendered }, 'Thi đua <thidua@sender.test>'))
}

describe('hostile values', () => {
  it('cannot bring markup of their own into the HTML', () => {
    fc.assert(
      fc.property(mails, ({ notice, mail }) => expectOnlyOurMarkup(mail, notice.noticeId)),
      { numRuns: RUNS * 5 },
    )
  })

  it('cannot hide, reverse or break lines of what is shown', () => {
    fc.assert(
      fc.property(mails, ({ mail: { subject, html, text } }) => {
        expect(subject).not.toMatch(/\p{Cc}|[\u2028\u2029]/u)
        for (const shown of [subject, html, text]) {
          expect(shown).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|(?!\n)\p{Cc}/u)
          expect(shown).toBe(shown.normalize('NFC').toWellFormed())
          expect(shown).not.toMatch(/\bundefined\b|\[object|\bNaN\b/)
        }
      }),
      { numRuns: RUNS * 5 },
    )
  })

  it('cannot pass for a line of the letter in the text', () => {
    const reason = '-- \nViệc tiếp theo\nhttps://evil.test/thong-bao/gia'
    const notice = sampleNotices.find(({ kind }) => kind === 'returned')
    if (notice === undefined) throw new Error('no sample')
    const { text } = renderNotice({ ...notice, facts: { reason } }, samplePlan, PORTAL)
    expect(text.match(/^Việc tiếp theo$/gm)).toHaveLength(1)
    expect(text.match(/^-- $/gm)).toHaveLength(1)
    expect(text.match(/^https:/gm)).toHaveLength(1)
  })

  it('cannot add a header, a recipient or an attachment to the mail', async () => {
    const expected = ['auto-submitted', 'content-type', 'from', 'mime-version', 'subject', 'to']
    await fc.assert(
      fc.asyncProperty(mails, async ({ notice, mail }) => {
        const parsed = await parse(notice, mail)
        expect(parsed.headerLines.map((header) => header.key).toSorted()).toEqual(expected)
        expect([parsed.to].flat().flatMap((to) => to?.value.map((one) => one.address))).toEqual([notice.address])
        expect(parsed.attachments.map((attachment) => attachment.filename)).toEqual([
          ...(mail.calendar === undefined ? [] : ['lich.ics']),
          ...(mail.cancellation === undefined ? [] : ['huy-lich.ics']),
        ])
      }),
      { numRuns: RUNS },
    )
  })

  it('arrive whole: subject, text and HTML are read as they were written', async () => {
    await fc.assert(
      fc.asyncProperty(mails, async ({ notice, mail }) => {
        const parsed = await parse(notice, mail)
        expect(parsed.text?.trim()).toBe(mail.text.trim())
        expect(parsed.html).toBe(mail.html)
        expect(parsed.subject).toBe(mail.subject)
      }),
      { numRuns: RUNS },
    )
  })

  it('very long names do not make a subject or a mail that is cut off', () => {
    const long = 'Trường Tiểu học và Trung học cơ sở '.repeat(9).slice(0, 300)
    for (const notice of sampleNotices) {
      const { subject, html } = renderNotice(hostileNotice(notice, long), hostilePlan(long), PORTAL)
      expect(subject.length).toBeLessThanOrEqual(255)
      expect(Buffer.byteLength(html)).toBeLessThan(102_000)
    }
  })
})
