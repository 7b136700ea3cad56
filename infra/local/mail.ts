/**
 * SES v1 in front of the inbox page of aws-ses-v2-local. A mail is accepted when it lies in the journal together with the events that SES will
 * tell of it; the page and the bus follow. A killed machine therefore loses no accepted mail and no event, and sends no mail twice.
 */
import { randomUUID } from 'node:crypto'
import type { Activity } from './activity.ts'
import { type Bus, CloudError, type CloudRequest, type Demand, type MachineClock } from './contract.ts'
import type { BufferedService } from './door/service.ts'
import { createEventOutbox } from './event-outbox.ts'
import { openInbox } from './mail/inbox.ts'
import { type MailRecord, openMailJournal } from './mail/journal.ts'
import { composeMail, readHeaders, type SimpleMail } from './mail/mime.ts'
import { noticesOf } from './mail/notices.ts'
import { readSendRequest, type SendRequest } from './mail/request.ts'
import type { ConfigurationSetModel } from './template/model.ts'

export type { MailRecord } from './mail/journal.ts'

export interface MailOptions {
  readonly configurationSets: readonly ConfigurationSetModel[]
  /** Verified domains and addresses. */
  readonly identities: readonly string[]
  /** SQLite file; in memory without it. */
  readonly file?: string
  /** Of the inbox page; any free one without it. */
  readonly inboxPort?: number
  readonly bus: Bus
  readonly clock: MachineClock
  readonly activity: Activity
  readonly region: string
  readonly account: string
  /** Addresses that bounce, beside `bounce@…` and `bounce+…@…`. */
  bounces?(address: string): boolean
  warn(sentence: string): void
}

export interface LocalMail {
  readonly service: BufferedService
  /** The page that shows every mail; `/store` gives them as JSON. */
  readonly inboxUrl: string
  /** A mail of the machine itself (a sign-in code): past the front door and without events. Resolves when the inbox can show it. */
  post(mail: SimpleMail): Promise<string>
  /** Every mail accepted so far, oldest first. */
  accepted(): Iterable<MailRecord>
  /** Resolves when every event owed to the bus is on it. */
  notified(): Promise<void>
  close(): Promise<void>
}

export async function openMail(options: MailOptions): Promise<LocalMail> {
  const { clock, region, account, bounces = () => false } = options
  const sets = new Map(options.configurationSets.map((set) => [set.name, set]))
  const journal = openMailJournal(options.file ?? ':memory:')
  const outbox = createEventOutbox({ ...options, database: journal.database })
  const inbox = await openInbox(journal, options.inboxPort ?? 0).catch((error: unknown) => {
    journal.close()
    throw error
  })
  outbox.flush()

  // A call is read once, for its demands, and kept until it is handled.
  const read = new WeakMap<CloudRequest, SendRequest>()
  function requestOf(call: CloudRequest): SendRequest {
    const known = read.get(call) ?? readSendRequest(call.body)
    read.set(call, known)
    return known
  }

  /**
   * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html: the configuration set, and the identity of the
   * sender; in an account in the sandbox that of each recipient too, so here of those that have one.
   */
  function demands(call: CloudRequest): readonly Demand[] {
    const { action, source, recipients, configurationSet } = requestOf(call)
    const arn = (resource: string) => `arn:aws:ses:${region}:${account}:${resource}`
    const context = { 'ses:FromAddress': source, 'ses:Recipients': recipients }
    const identities = [identityOf(source) ?? source.split('@')[1] ?? '', ...recipients.flatMap((recipient) => identityOf(recipient) ?? [])]
    return [
      ...[...new Set(identities)].map((identity) => ({ action: `ses:${action}`, resource: arn(`identity/${identity}`), context })),
      ...(configurationSet === undefined
        ? []
        : [{ action: `ses:${action}`, resource: arn(`configuration-set/${configurationSet}`), context }]),
    ]
  }

  /** The verified identity an address falls under: itself, its domain, or a domain above that. */
  function identityOf(address: string): string | undefined {
    const lower = address.toLowerCase()
    return options.identities.find((identity) => {
      const verified = identity.toLowerCase()
      return verified.includes('@') ? lower === verified : lower.endsWith(`@${verified}`) || lower.endsWith(`.${verified}`)
    })
  }

  function accept(mail: SendRequest): string {
    const now = clock.now()
    const id = `${now.toString(16).padStart(16, '0')}-${randomUUID()}-000000`
    const wanted = new Set(
      sets.get(mail.configurationSet ?? '')?.destinations.flatMap(({ enabled, eventTypes }) => (enabled ? eventTypes : [])),
    )
    journal.write(id, now, mail, () => {
      for (const event of noticesOf(mail, id, now, { account, region, wanted, bounces })) outbox.add(event)
    })
    outbox.flush()
    return id
  }

  function requireSendable({ senders, configurationSet }: SendRequest): void {
    const unverified = senders.filter((sender) => identityOf(sender) === undefined)
    if (unverified.length > 0) {
      const failed = `The following identities failed the check in region ${region.toUpperCase()}: ${unverified.join(', ')}`
      throw new CloudError(400, 'MessageRejected', `Email address is not verified. ${failed}`)
    }
    if (configurationSet !== undefined && !sets.has(configurationSet)) {
      throw new CloudError(400, 'ConfigurationSetDoesNotExist', `Configuration set <${configurationSet}> does not exist.`)
    }
  }

  const service: BufferedService = {
    name: 'ses',
    demands,
    async handle(call) {
      const mail = requestOf(call)
      requireSendable(mail)
      const result = `<${mail.action}Result><MessageId>${accept(mail)}</MessageId></${mail.action}Result>`
      const body = `<${mail.action}Response xmlns="http://ses.amazonaws.com/doc/2010-12-01/">${result}</${mail.action}Response>`
      return { status: 200, headers: { 'content-type': 'text/xml' }, body }
    },
  }

  return {
    service,
    inboxUrl: inbox.url,
    async post(mail) {
      const raw = composeMail(mail, `b-${randomUUID()}`)
      const { source, to: recipients } = mail
      return accept({
        action: 'SendRawEmail',
        source,
        senders: [source],
        recipients,
        headers: readHeaders(raw),
        configurationSet: undefined,
        tags: {},
        raw,
      })
    },
    accepted: journal.records,
    notified: outbox.drained,
    async close() {
      await inbox.close()
      await outbox.close()
      journal.close()
    },
  }
}
