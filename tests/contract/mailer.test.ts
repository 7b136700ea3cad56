/** The mailer: one suite on the twin and on an SES server; what arrives is read back with `mailparser` on both sides. */
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { type Mailboxes, type ParsedMail, simpleParser } from 'mailparser'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sesMailer } from '../../shared/aws/mailer.ts'
import { Crashed, memoryMailer } from '../../shared/memory/mailer.ts'
import { type Mail, type Mailer, Retryable } from '../../shared/ports.ts'
import { fresh } from './fresh.ts'
import { type ReceivedMail, type SesServer, startSes } from './ses.ts'

const FROM = 'Thi đua khen thưởng <thidua@so.thidua.test>'

let server: SesServer | undefined
let real: Mailer | undefined
const twin = memoryMailer({ from: FROM })

beforeAll(async () => {
  server = await startSes()
  real = mailerAt(server.endpoint)
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await server?.stop()
})

/** The mailer takes its settings from the environment, as a function does. */
function mailerAt(endpoint: string): Mailer {
  vi.stubEnv('AWS_ENDPOINT_URL', endpoint)
  vi.stubEnv('AWS_REGION', 'ap-southeast-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'contract')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'contract')
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1')
  vi.stubEnv('MAIL_CONFIGURATION_SET', 'thidua')
  vi.stubEnv('MAIL_FROM', FROM)
  return sesMailer()
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('not started')
  return value
}

const sides = [
  {
    side: 'in memory',
    mailer: () => twin,
    received: () => Promise.all(twin.accepted.map(({ messageId, mime }) => parsed(messageId, mime))),
  },
  { side: 'on SES', mailer: () => present(real), received: () => present(server).received() },
]

describe.each(sides)('a mailer $side', ({ mailer, received }) => {
  const arrive = async (mail: Mail): Promise<ReceivedMail> => {
    const outcome = await mailer().send(mail)
    if (outcome.outcome !== 'sent') throw new Error(outcome.reason)
    return present((await received()).find(({ messageId }) => messageId === outcome.messageId))
  }

  it('delivers names, subject, text and HTML with every accent', async () => {
    const arrived = await arrive(mail())
    expect(arrived.from).toBe('"Thi đua khen thưởng" <thidua@so.thidua.test>')
    expect(arrived.to).toEqual(['"Trường THPT Cây Đa" <vanthu@thpt-cay-da.thidua.test>'])
    expect(arrived.subject).toBe('Kế hoạch 12/KH-SGDĐT: những việc đơn vị cần làm, hạn nộp và cách nộp hồ sơ qua cổng thông tin')
    expect(arrived.text.trim()).toBe('Kính gửi Trường THPT Cây Đa,\nHạn: 24/3/2021.')
    expect(arrived.html.trim()).toBe('<p>Kính gửi <b>Trường THPT Cây Đa</b></p>')
    expect(arrived.attachments).toEqual([])
  })

  it('attaches what takes entries out of a calendar as huy-lich.ics, beside the other', async () => {
    const [calendar, cancellation] = ['METHOD:PUBLISH\r\n', 'METHOD:CANCEL\r\n']
    const arrived = await arrive({ ...mail(), calendar, cancellation })
    expect(arrived.attachments.map(({ filename, text }) => [filename, text])).toEqual([
      ['lich.ics', calendar],
      ['huy-lich.ics', cancellation],
    ])
  })

  it('attaches the calendar as lich.ics', async () => {
    const calendar = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nSUMMARY:Hạn nộp hồ sơ\r\nEND:VCALENDAR\r\n'
    const arrived = await arrive({ ...mail(), calendar })
    expect(arrived.attachments).toEqual([{ filename: 'lich.ics', contentType: 'text/calendar', text: calendar }])
  })

  it('hands out a different message id for each mail', async () => {
    const [one, two] = [await mailer().send(mail()), await mailer().send(mail())]
    expect(one).toMatchObject({ outcome: 'sent', messageId: expect.stringMatching(/.+/) })
    expect(one).not.toEqual(two)
  })

  it.each([
    'Trường A\r\nBcc: ke-gian@xau.test',
    'Trường A\nTo: ke-gian@xau.test\n\n<p>giả</p>',
    'Trường A <ke-gian@xau.test>',
    '=?utf-8?B?PGtlLWdpYW5AeGF1LnRlc3Q+?=',
    '=?utf-8?Q?A=0D=0ABcc:_ke-gian@xau.test?=',
    'ke-gian@xau.test, khac@xau.test; nhom: x@xau.test;',
    'x'.repeat(300),
    '',
  ])('sends to one address and no other, whatever the name holds: %j', async (name) => {
    const arrived = await arrive({ ...mail(), to: { name, address: 'vanthu@thpt-cay-da.thidua.test' } })
    expect(arrived.to).toHaveLength(1)
    const address = 'vanthu@thpt-cay-da.thidua.test'
    // mailparser shows a name in quotes as it is, so the line tells name and address apart only if nothing broke out of the name.
    const shown = name.replaceAll(/[\r\n]+/g, ' ')
    expect(arrived.to[0]).toBe(name === '' ? address : `"${shown}" <${address}>`)
    expect([arrived.cc, arrived.bcc]).toEqual([[], []])
    expect(arrived.text).toContain('Kính gửi Trường THPT Cây Đa')
  })

  it.each([
    ['Nhắc hạn\r\nBcc: ke-gian@xau.test\r\n\r\nnội dung giả', 'Nhắc hạn Bcc: ke-gian@xau.test nội dung giả'],
    ['<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['Nộp 🏅 trước 24/3 — “khẩn”', 'Nộp 🏅 trước 24/3 — “khẩn”'],
  ])('keeps the subject %j one line of text', async (subject, expected) => {
    const arrived = await arrive({ ...mail(), subject })
    expect(arrived.subject).toBe(expected)
    expect(arrived.bcc).toEqual([])
    expect(arrived.text).toContain('Kính gửi Trường THPT Cây Đa')
  })

  it.each(['không phải địa chỉ', 'a@b', 'a@b.test\r\nBcc: ke-gian@xau.test', 'a@b.test>, <c@d.test', 'tên@trường.test', ''])(
    'rejects the address %j for ever and sends nothing',
    async (address) => {
      const before = (await received()).length
      expect(await mailer().send({ ...mail(), to: { name: 'Trường A', address } })).toMatchObject({ outcome: 'rejected' })
      expect(await received()).toHaveLength(before)
    },
  )
})

describe('when SES does not take a mail', () => {
  it('asks the caller to try again when the server is away', async () => {
    const gone = await startSes()
    const mailer = mailerAt(gone.endpoint)
    await gone.stop()
    await expect(mailer.send(mail())).rejects.toBeInstanceOf(Retryable)
  })

  it.each([
    [
      'tries again when sender or account are not ready',
      'Email address is not verified. The following identities failed: a@b.test',
      'Retryable',
    ],
    ['gives the mail up when it is for what is in it', 'Email contains a virus.', 'rejected'],
  ])('%s', async (_, message, expected) => {
    const server = createServer((_, outgoing) => {
      outgoing.statusCode = 400
      outgoing.end(
        `<ErrorResponse><Error><Type>Sender</Type><Code>MessageRejected</Code><Message>${message}</Message></Error></ErrorResponse>`,
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const mailer = mailerAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const became = await mailer.send(mail()).catch((error: Error) => ({ outcome: error.name }))
    expect(became).toMatchObject({ outcome: expected })
    server.closeAllConnections()
    server.close()
  })

  // https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html
  it.each([
    ['asks three times while too many go out at once', 'Maximum sending rate exceeded.', 3],
    ['asks once when the quota of the day is spent', 'Daily message quota exceeded.', 1],
  ])('%s, and leaves the mail to the queue', async (_, message, calls) => {
    let asked = 0
    const server = createServer((_, outgoing) => {
      asked += 1
      outgoing.statusCode = 400
      outgoing.end(`<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>${message}</Message></Error></ErrorResponse>`)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const mailer = mailerAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    await expect(mailer.send(mail())).rejects.toBeInstanceOf(Retryable)
    expect(asked).toBe(calls)
    server.closeAllConnections()
    server.close()
  })

  it('relies on no connection that was left open: it may have been closed while the function was frozen', async () => {
    const used = new WeakSet<Socket>()
    const server = createServer(({ socket }, outgoing) => {
      if (used.has(socket)) return void socket.destroy()
      used.add(socket)
      outgoing.end('<SendRawEmailResponse><SendRawEmailResult><MessageId>1</MessageId></SendRawEmailResult></SendRawEmailResponse>')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const mailer = mailerAt(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    for (const _ of [1, 2, 3]) expect(await mailer.send(mail())).toEqual({ outcome: 'sent', messageId: '1' })
    server.closeAllConnections()
    server.close()
  })

  it('asks the caller to try again when the twin throttles, and takes the next attempt', async () => {
    const mailer = memoryMailer({ fault: (_mail, attempt) => (attempt === 1 ? 'throttled' : undefined) })
    const once = mail()
    await expect(mailer.send(once)).rejects.toBeInstanceOf(Retryable)
    expect(mailer.accepted).toEqual([])
    expect(await mailer.send(once)).toMatchObject({ outcome: 'sent' })
  })

  it('can crash after the mail was taken: the mail is out and the sender does not know', async () => {
    const told: string[] = []
    const mailer = memoryMailer({ fault: () => 'crash-after-accept', onAccepted: ({ mail }) => told.push(mail.noticeId) })
    const once = mail()
    await expect(mailer.send(once)).rejects.toBeInstanceOf(Crashed)
    expect(mailer.accepted.map(({ mail }) => mail)).toEqual([once])
    expect(told).toEqual([once.noticeId])
  })
})

function mail(): Mail {
  return {
    noticeId: fresh('ntc_m'),
    to: { name: 'Trường THPT Cây Đa', address: 'vanthu@thpt-cay-da.thidua.test' },
    subject: 'Kế hoạch 12/KH-SGDĐT: những việc đơn vị cần làm, hạn nộp và cách nộp hồ sơ qua cổng thông tin',
    html: '<p>Kính gửi <b>Trường THPT Cây Đa</b></p>',
    text: 'Kính gửi Trường THPT Cây Đa,\nHạn: 24/3/2021.',
  }
}

async function parsed(messageId: string, mime: string): Promise<ReceivedMail> {
  const message: ParsedMail = await simpleParser(mime)
  const mailboxes = (one: ParsedMail['to']): string[] => [one ?? []].flat().map(({ text }: Mailboxes) => text)
  return {
    messageId,
    from: message.from?.text ?? '',
    to: mailboxes(message.to),
    cc: mailboxes(message.cc),
    bcc: mailboxes(message.bcc),
    subject: message.subject ?? '',
    text: message.text ?? '',
    html: message.html || '',
    attachments: message.attachments.map(({ filename, contentType, content }) => ({ filename, contentType, text: content.toString() })),
  }
}
