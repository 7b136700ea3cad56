import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { SESClient, SendEmailCommand, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../tests/temporary-folder.ts'
import { createActivity } from './activity.ts'
import type { BusEvent } from './contract.ts'
import { account, allow, openTestCloud, region, type TestCloud, testClock } from './door/test-cloud.ts'
import { type LocalMail, openMail } from './mail.ts'
import type { ConfigurationSetModel } from './template/model.ts'

const notices: ConfigurationSetModel = {
  stack: 'Data',
  logicalId: 'Notices',
  name: 'notices',
  destinations: [{ name: 'bus', enabled: true, eventTypes: ['SEND', 'DELIVERY', 'BOUNCE', 'COMPLAINT'], busArn: 'default' }],
}
const bouncesOnly: ConfigurationSetModel = {
  ...notices,
  name: 'bounces',
  destinations: [{ name: 'bus', enabled: true, eventTypes: ['BOUNCE'], busArn: 'default' }],
}

const clock = testClock()
let folder: string
let events: BusEvent[]
let busDown: boolean
let mail: LocalMail
let cloud: TestCloud
let ses: SESClient

const open = () =>
  openMail({
    configurationSets: [notices, bouncesOnly],
    identities: ['so.example', 'clerk@unit.example'],
    file: join(folder, 'mail.db'),
    bus: {
      put: async (_, put) => {
        if (busDown) throw new Error('down')
        events.push(...put)
      },
    },
    clock,
    activity: createActivity(),
    region,
    account,
    bounces: (address) => address === 'dead@unit.example',
    warn: () => {},
  })

beforeEach(async () => {
  folder = temporaryFolder('mail')
  events = []
  busDown = false
  mail = await open()
  cloud = await openTestCloud([mail.service], clock)
  ses = new SESClient(cloud.client(cloud.administrator))
})
afterEach(async () => {
  await cloud.door.close()
  await mail.close()
  rmSync(folder, { recursive: true, force: true })
})

function raw(to: string, more: readonly string[] = []): Buffer {
  const head = ['From: =?UTF-8?B?U+G7nw==?= <thidua@so.example>', `To: ${to}`, 'Subject: =?UTF-8?B?S+G6vyBob+G6oWNo?=', ...more]
  return Buffer.from(`${head.join('\r\n')}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nNội dung\r\n`)
}

const send = (to: string, more: readonly string[] = ['X-SES-CONFIGURATION-SET: notices'], client = ses) =>
  client.send(new SendRawEmailCommand({ RawMessage: { Data: raw(to, more) } }))

const typesOf = (list: readonly BusEvent[]) => list.map((event) => event['detail-type'])

async function inbox(
  of: LocalMail = mail,
): Promise<{ subject: string; messageId: string; at: number; destination: { to: string[] }; body: { text?: string } }[]> {
  return Object(await (await fetch(`${of.inboxUrl}/store`)).json()).emails
}

describe('a mail', () => {
  it('is accepted, shown in the inbox under its id and time, and told of on the bus', async () => {
    const tags = 'X-SES-MESSAGE-TAGS: notice=NTC1, unit=U7'
    const { MessageId } = await send('"Trường, A" <a@unit.example>', ['X-SES-CONFIGURATION-SET: notices', tags])
    expect(await inbox()).toMatchObject([
      {
        messageId: MessageId,
        subject: 'Kế hoạch',
        at: clock.now() / 1000,
        destination: { to: [expect.stringContaining('a@unit.example')] },
      },
    ])
    await mail.notified()
    expect(typesOf(events)).toEqual(['Email Sent', 'Email Delivered'])
    expect(events[1]).toMatchObject({
      source: 'aws.ses',
      resources: [`arn:aws:ses:${region}:${account}:configuration-set/notices`],
      detail: {
        eventType: 'Delivery',
        mail: {
          messageId: MessageId,
          destination: ['a@unit.example'],
          tags: { notice: ['NTC1'], unit: ['U7'], 'ses:configuration-set': ['notices'] },
        },
        delivery: { recipients: ['a@unit.example'] },
      },
    })
  })

  it.each([['bounce@unit.example'], ['bounce+7@unit.example'], ['dead@unit.example']])('bounces for %s', async (to) => {
    const { MessageId } = await send(to)
    await mail.notified()
    expect(typesOf(events)).toEqual(['Email Sent', 'Email Bounced'])
    expect(events[1]).toMatchObject({
      detail: {
        eventType: 'Bounce',
        mail: { messageId: MessageId },
        bounce: { bounceType: 'Permanent', bouncedRecipients: [{ emailAddress: to }] },
      },
    })
  })

  it('can bring a complaint after its delivery', async () => {
    await send('complaint@unit.example')
    await mail.notified()
    expect(typesOf(events)).toEqual(['Email Sent', 'Email Delivered', 'Email Complaint Received'])
  })

  it('is told of only as far as the configuration set asks', async () => {
    await send('a@unit.example', [])
    await send('a@unit.example', ['X-SES-CONFIGURATION-SET: bounces'])
    await send('bounce@unit.example', ['X-SES-CONFIGURATION-SET: bounces'])
    await mail.notified()
    expect(typesOf(events)).toEqual(['Email Bounced'])
  })

  it('composed by SendEmail is readable', async () => {
    const Message = {
      Subject: { Data: 'Nhắc hạn nộp hồ sơ thi đua\r\nBcc: x@y.z' },
      Body: { Text: { Data: 'Còn 3 ngày' }, Html: { Data: '<p>Còn 3 ngày</p>' } },
    }
    await ses.send(new SendEmailCommand({ Source: 'thidua@so.example', Destination: { ToAddresses: ['a@unit.example'] }, Message }))
    expect(await inbox()).toMatchObject([
      {
        subject: expect.stringMatching(/^Nhắc hạn nộp hồ sơ thi đua\s+Bcc: x@y.z$/),
        body: { text: expect.stringContaining('Còn 3 ngày') },
      },
    ])
  })

  it.each([
    ['a sender that is not verified', ['x@other.example', 'a@unit.example', 'notices'], 'MessageRejectedException'],
    ['an address that is none', ['t@so.example', 'không phải', 'notices'], 'InvalidParameterValue'],
    ['no recipient', ['t@so.example', '', 'notices'], 'InvalidParameterValue'],
    ['an unknown configuration set', ['t@so.example', 'a@unit.example', 'none'], 'ConfigurationSetDoesNotExistException'],
  ] as const)('is refused with %s', async (_, [from, to, set], name) => {
    const Data = Buffer.from(`From: ${from}\r\n${to === '' ? '' : `To: ${to}\r\n`}X-SES-CONFIGURATION-SET: ${set}\r\n\r\nx`)
    const refused = await ses.send(new SendRawEmailCommand({ RawMessage: { Data } })).catch((error: Error) => error)
    expect(String(Object(refused).name)).toContain(name.replace('Exception', ''))
    expect(await inbox()).toEqual([])
  })

  it('needs the right to send from its identity and through its configuration set', async () => {
    const identity = `arn:aws:ses:${region}:${account}:identity/so.example`
    const set = `arn:aws:ses:${region}:${account}:configuration-set/notices`
    const as = (name: string, resources: string[]) => new SESClient(cloud.client(cloud.role(name, allow(['ses:SendRawEmail'], resources))))
    await send('a@unit.example', undefined, as('both', [identity, set]))
    await expect(send('a@unit.example', undefined, as('identity', [identity]))).rejects.toThrow(/configuration-set/)
    await expect(send('a@unit.example', undefined, as('set', [set]))).rejects.toMatchObject({ name: 'AccessDenied' })
    // As in the sandbox, where a mail falls under the recipient's identity too.
    await expect(send('clerk@unit.example', undefined, as('sender', [identity, set]))).rejects.toThrow(/identity\/clerk@unit.example/)
  })

  it('can be throttled', async () => {
    cloud.door.faults.inject({ service: 'ses', action: 'SendRawEmail', nth: 1, kind: 'throttle' })
    await expect(send('a@unit.example')).rejects.toMatchObject({ name: 'Throttling', message: 'Maximum sending rate exceeded.' })
    await send('a@unit.example')
  })
})

describe('after a machine that was killed', () => {
  it('the inbox shows every accepted mail again, and owed events are put on the bus once', async () => {
    busDown = true
    const sent = [await send('a@unit.example'), await send('bounce@unit.example')].map(({ MessageId }) => MessageId)
    const before = clock.now()
    clock.set(before + 86_400_000)
    // Nothing of the first machine is closed in order; the second opens the same journal.
    const eventsAfter: BusEvent[] = []
    const again = await openMail({
      configurationSets: [notices],
      identities: ['so.example'],
      file: join(folder, 'mail.db'),
      bus: { put: async (_, put) => void eventsAfter.push(...put) },
      clock,
      activity: createActivity(),
      region,
      account,
      warn: () => {},
    })
    await again.notified()
    expect(typesOf(eventsAfter)).toEqual(['Email Sent', 'Email Delivered', 'Email Sent', 'Email Bounced'])
    const shown = await inbox(again)
    expect(shown.map(({ messageId, at }) => [messageId, at])).toEqual(sent.map((id) => [id, before / 1000]))
    await again.close()
    clock.set(before)
  })
})

describe('the mailer', () => {
  it('loses none of 500 mails sent at once, and says how fast it was', async () => {
    const mails = 500
    const began = performance.now()
    let next = 0
    await Promise.all(
      Array.from({ length: 16 }, async () => {
        while (next < mails) {
          next += 1
          await send(`a${next}@unit.example`)
        }
      }),
    )
    const accepted = performance.now()
    expect(await inbox()).toHaveLength(mails)
    await mail.notified()
    expect(events).toHaveLength(2 * mails)
    const rate = (until: number) => Math.round(mails / ((until - began) / 1000))
    console.info(`mails a second: ${rate(accepted)} accepted, ${rate(performance.now())} in the inbox`)
  })
})
