/** SES after it took a mail: what it reports, when, and which mails come back. https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-examples.html */
import type { Agenda } from './agenda.ts'
import type { Chance } from './chance.ts'
import type { Weather } from './faults.ts'

export interface MailService {
  taken(noticeId: string, messageId: string, address: string): void
}

export interface MailServiceOptions {
  readonly agenda: Agenda
  readonly chance: Chance
  readonly weather: Weather
  /** What the configuration set of the template publishes. */
  readonly reported: ReadonlySet<string>
  readonly put: (detailType: string, detail: unknown) => void
}

const SECOND = 1_000
const DELIVERY_REPORTED = 0.4

export function mailService({ agenda, chance, weather, reported, put }: MailServiceOptions): MailService {
  const fates = new Map<string, 'delivered' | 'bounced' | 'mailbox-full'>()
  const fateOf = (address: string) => {
    const fate = fates.get(address) ?? (chance.happens(0.08) ? chance.pick(['bounced', 'bounced', 'mailbox-full'] as const) : 'delivered')
    fates.set(address, fate)
    return fate
  }
  return {
    taken(noticeId, messageId, address) {
      const mail = { messageId, timestamp: agenda.clock.now(), tags: { notice: [noticeId] } }
      const tell = (kind: string, detailType: string, after: number, detail: Record<string, unknown>): void => {
        if (!reported.has(kind)) return
        for (const late of weather.reports(kind === 'SEND')) agenda.work(after + late, () => put(detailType, detail))
      }
      tell('SEND', 'Email Sent', chance.between(0.05, 3) * SECOND, { eventType: 'Send', mail, send: {} })
      const fate = fateOf(address)
      const after = chance.between(0.1, 60) * SECOND
      // Most mail servers take their time; nothing may depend on their word.
      if (fate === 'delivered' && !chance.happens(DELIVERY_REPORTED)) return
      if (fate === 'delivered') return tell('DELIVERY', 'Email Delivered', after, { eventType: 'Delivery', mail, delivery: {} })
      const bounceType = fate === 'bounced' ? 'Permanent' : 'Transient'
      tell('BOUNCE', 'Email Bounced', after, { eventType: 'Bounce', mail, bounce: { bounceType } })
    },
  }
}
