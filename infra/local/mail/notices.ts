/**
 * What SES tells the default bus of a mail, if the configuration set asks for it.
 * Names: https://docs.aws.amazon.com/eventbridge/latest/ref/events-ref-ses.html
 * Shape of the detail: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
 */
import { randomUUID } from 'node:crypto'
import type { BusEvent } from '../contract.ts'
import { headerValue } from './mime.ts'
import type { SendRequest } from './request.ts'

const detailTypes = {
  SEND: 'Email Sent',
  DELIVERY: 'Email Delivered',
  BOUNCE: 'Email Bounced',
  COMPLAINT: 'Email Complaint Received',
} as const

type EventType = keyof typeof detailTypes

export interface NoticeSettings {
  readonly account: string
  readonly region: string
  /** Event types the configuration set asks for, upper case. */
  readonly wanted: ReadonlySet<string>
  /** Whether mail to this address bounces, beside those whose local part says so. */
  bounces(address: string): boolean
}

type Fate = 'delivered' | 'bounced' | 'complained'

/** As the mailbox simulator has it: `bounce@…`, `bounce+anything@…`, `complaint@…`. */
function fateOf(address: string, bounces: NoticeSettings['bounces']): Fate {
  if (/^bounce(\+.*)?@/i.test(address) || bounces(address)) return 'bounced'
  return /^complaint(\+.*)?@/i.test(address) ? 'complained' : 'delivered'
}

export function noticesOf(request: SendRequest, messageId: string, nowMs: number, settings: NoticeSettings): BusEvent[] {
  const timestamp = new Date(nowMs).toISOString()
  const fates = request.recipients.map((address) => ({ address, fate: fateOf(address, settings.bounces) }))
  const having = (...wanted: Fate[]) => fates.filter(({ fate }) => wanted.includes(fate)).map(({ address }) => address)
  const mail = describeMail(request, messageId, timestamp, settings)
  const reached = having('delivered', 'complained')
  const bounced = having('bounced')
  const complained = having('complained')
  const all: (readonly [EventType, object])[] = [['SEND', { eventType: 'Send', mail, send: {} }]]
  if (reached.length > 0) all.push(['DELIVERY', { eventType: 'Delivery', mail, delivery: delivery(reached, timestamp) }])
  if (bounced.length > 0) all.push(['BOUNCE', { eventType: 'Bounce', mail, bounce: bounce(bounced, timestamp, messageId) }])
  if (complained.length > 0)
    all.push(['COMPLAINT', { eventType: 'Complaint', mail, complaint: complaint(complained, timestamp, messageId) }])
  return all.filter(([type]) => settings.wanted.has(type)).map(([type, detail]) => envelope(type, detail, request, timestamp, settings))
}

function envelope(type: EventType, detail: object, request: SendRequest, timestamp: string, { account, region }: NoticeSettings): BusEvent {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': detailTypes[type],
    source: 'aws.ses',
    account,
    time: timestamp.replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [`arn:aws:ses:${region}:${account}:configuration-set/${request.configurationSet}`],
    detail,
  }
}

function describeMail(request: SendRequest, messageId: string, timestamp: string, { account, region }: NoticeSettings) {
  const { source, recipients, headers, configurationSet, tags } = request
  const domain = source.split('@')[1] ?? ''
  const own = Object.fromEntries(Object.entries(tags).map(([name, value]) => [name, [value]]))
  return {
    timestamp,
    source,
    sourceArn: `arn:aws:ses:${region}:${account}:identity/${domain}`,
    sendingAccountId: account,
    messageId,
    destination: recipients,
    headersTruncated: false,
    headers,
    commonHeaders: {
      from: [headerValue(headers, 'from') ?? source],
      to: [headerValue(headers, 'to') ?? recipients.join(', ')],
      messageId,
      subject: headerValue(headers, 'subject') ?? '',
    },
    tags: { 'ses:configuration-set': [configurationSet ?? ''], 'ses:from-domain': [domain], 'ses:source-ip': ['127.0.0.1'], ...own },
  }
}

function delivery(recipients: readonly string[], timestamp: string) {
  return { timestamp, processingTimeMillis: 0, recipients, smtpResponse: '250 2.0.0 OK', reportingMTA: 'local' }
}

function bounce(recipients: readonly string[], timestamp: string, messageId: string) {
  return {
    feedbackId: `${messageId}-bounce`,
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients: recipients.map((emailAddress) => ({
      emailAddress,
      action: 'failed',
      status: '5.1.1',
      diagnosticCode: 'smtp; 550 5.1.1 user unknown',
    })),
    timestamp,
    reportingMTA: 'dns; local',
  }
}

function complaint(recipients: readonly string[], timestamp: string, messageId: string) {
  return {
    feedbackId: `${messageId}-complaint`,
    complaintSubType: null,
    complainedRecipients: recipients.map((emailAddress) => ({ emailAddress })),
    timestamp,
    complaintFeedbackType: 'abuse',
    arrivalDate: timestamp,
  }
}
