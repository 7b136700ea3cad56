/** Reads SES v1 calls. https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html and API_SendEmail.html */
import { randomUUID } from 'node:crypto'
import { CloudError } from '../contract.ts'
import { bareAddress, composeMail, type Header, headerValue, isAddress, readHeaders, splitAddresses } from './mime.ts'

/** https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const MESSAGE_BYTES_MAX = 10 * 1024 * 1024
const RECIPIENTS_MAX = 50
const TAGS_MAX = 50

export interface SendRequest {
  readonly action: 'SendEmail' | 'SendRawEmail'
  /** Bare address of the sender. */
  readonly source: string
  /** Every address the mail claims to come from: all must be verified. */
  readonly senders: readonly string[]
  readonly recipients: readonly string[]
  readonly headers: readonly Header[]
  readonly configurationSet: string | undefined
  readonly tags: Readonly<Record<string, string>>
  readonly raw: Buffer
}

export function readSendRequest(body: Buffer): SendRequest {
  const form = new URLSearchParams(body.toString('utf8'))
  const action = form.get('Action')
  if (action === 'SendRawEmail') return readRaw(form)
  if (action === 'SendEmail') return readSimple(form)
  throw new CloudError(400, 'InvalidAction', `This machine's SES does not know ${action}`)
}

function readRaw(form: URLSearchParams): SendRequest {
  const raw = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64')
  const headers = readHeaders(raw)
  const from = headerValue(headers, 'from')
  const source = form.get('Source') ?? from
  if (raw.length === 0 || source === undefined || from === undefined) throw invalid("Missing required header 'From'.")
  const named = list(form, 'Destinations')
  const written = ['to', 'cc', 'bcc'].flatMap((name) => splitAddresses(headerValue(headers, name) ?? ''))
  return checked({
    action: 'SendRawEmail',
    source: bareAddress(source),
    senders: [source, from].map(bareAddress),
    recipients: (named.length > 0 ? named : written).map(bareAddress),
    headers,
    configurationSet: form.get('ConfigurationSetName') ?? headerValue(headers, 'x-ses-configuration-set'),
    tags: { ...headerTags(headers), ...formTags(form) },
    raw,
  })
}

function readSimple(form: URLSearchParams): SendRequest {
  const source = form.get('Source') ?? ''
  const [to, cc, bcc] = ['To', 'Cc', 'Bcc'].map((kind) => list(form, `Destination.${kind}Addresses`))
  const text = form.get('Message.Body.Text.Data') ?? undefined
  const html = form.get('Message.Body.Html.Data') ?? undefined
  const subject = form.get('Message.Subject.Data')
  if (subject === null || (text === undefined && html === undefined)) throw invalid('The message must have a subject and a body.')
  const replyTo = list(form, 'ReplyToAddresses')
  const raw = composeMail({ source, to: to ?? [], cc: cc ?? [], replyTo, subject, text, html }, `b-${randomUUID()}`)
  return checked({
    action: 'SendEmail',
    source: bareAddress(source),
    senders: [bareAddress(source)],
    recipients: [to, cc, bcc].flatMap((addresses) => addresses ?? []).map(bareAddress),
    headers: readHeaders(raw),
    configurationSet: form.get('ConfigurationSetName') ?? undefined,
    tags: formTags(form),
    raw,
  })
}

function checked(request: SendRequest): SendRequest {
  const { recipients, source, raw, tags } = request
  if (raw.length > MESSAGE_BYTES_MAX) throw invalid(`Message length is more than ${MESSAGE_BYTES_MAX} bytes long: '${raw.length}'.`)
  if (recipients.length === 0) throw invalid('At least one destination is required.')
  if (recipients.length > RECIPIENTS_MAX) throw invalid(`Recipient count exceeds ${RECIPIENTS_MAX}.`)
  for (const address of [source, ...recipients]) if (!isAddress(address)) throw invalid(`Invalid address: '${address}'.`)
  const named = Object.entries(tags)
  if (named.length > TAGS_MAX) throw invalid(`More than ${TAGS_MAX} message tags.`)
  for (const part of named.flat()) if (!/^[\w.@-]{1,256}$/.test(part)) throw invalid(`Invalid tag: '${part}'.`)
  return request
}

/** `X.member.1`, `X.member.2`, … */
function list(form: URLSearchParams, name: string): string[] {
  const values: string[] = []
  for (let index = 1; ; index += 1) {
    const value = form.get(`${name}.member.${index}`)
    if (value === null) return values
    values.push(value)
  }
}

function formTags(form: URLSearchParams): Record<string, string> {
  const tags: Record<string, string> = {}
  for (let index = 1; form.has(`Tags.member.${index}.Name`); index += 1) {
    tags[form.get(`Tags.member.${index}.Name`) ?? ''] = form.get(`Tags.member.${index}.Value`) ?? ''
  }
  return tags
}

/** https://docs.aws.amazon.com/ses/latest/dg/event-publishing-send-email.html: `name=value, name=value`. */
function headerTags(headers: readonly Header[]): Record<string, string> {
  const pairs = (headerValue(headers, 'x-ses-message-tags') ?? '').split(/[,;]/).map((pair) => pair.trim().split('='))
  return Object.fromEntries(pairs.flatMap(([name, value]) => (name && value !== undefined ? [[name.trim(), value.trim()]] : [])))
}

function invalid(message: string): CloudError {
  return new CloudError(400, 'InvalidParameterValue', message)
}
