/** Mail through SES: one message to one recipient, always with the configuration set that reports what became of it. */
import { setTimeout as pause } from 'node:timers/promises'
import { MessageRejected, SESClient, SESServiceException, SendRawEmailCommand, type SendRawEmailCommandOutput } from '@aws-sdk/client-ses'
import { isEmail } from '../directory/contact.ts'
import { mimeOf, senderOf } from '../notice/mime.ts'
import type { Mailer } from '../ports.ts'
import { Retryable } from '../ports.ts'
import { quiet } from './quiet.ts'
import { required } from './table.ts'

/** Tries within one invocation while SES says it is too busy; after that the queue brings the mail again. */
const SEND_ATTEMPTS_MAX = 3
/** Before the second try; twice as long before the third. */
const SEND_PAUSE_MS = 200

/** https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-reusing-connections.html */
const FRESH = { keepAlive: false }

export function sesMailer(): Mailer {
  // The SDK would also send again when an answer is lost, and SES may have taken the mail: what became of it, its own event will say.
  // Nor can it try again on a connection that SES has closed while the function was frozen between two batches, so none is kept.
  const client = quiet(new SESClient({ maxAttempts: 1, requestHandler: { httpAgent: FRESH, httpsAgent: FRESH } }))
  const configurationSet = required('MAIL_CONFIGURATION_SET')
  const from = required('MAIL_FROM')
  return {
    async send(mail) {
      // It stands in a header as it is, and SES would refuse it anyway.
      if (!isEmail(mail.to.address)) return { outcome: 'rejected', reason: 'not a mail address' }
      try {
        const answer = await sendUnlessBusy(
          client,
          new SendRawEmailCommand({
            RawMessage: { Data: Buffer.from(mimeOf(mail, from)) },
            ConfigurationSetName: configurationSet,
            // Comes back with every delivery event, so a mail can be found again even if we died right after handing it over.
            Tags: [{ Name: 'notice', Value: mail.noticeId }],
            Destinations: [mail.to.address],
            Source: senderOf(from).address,
          }),
        )
        return { outcome: 'sent', messageId: answer.MessageId ?? '' }
      } catch (error) {
        if (error instanceof MessageRejected && !isUnready(error)) return { outcome: 'rejected', reason: error.message }
        if (isForever(error)) return { outcome: 'rejected', reason: error.message }
        throw new Retryable(`SES did not take the mail (${error instanceof Error ? error.name : error})`, { cause: error })
      }
    },
  }
}

async function sendUnlessBusy(client: SESClient, order: SendRawEmailCommand): Promise<SendRawEmailCommandOutput> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await client.send(order)
    } catch (error) {
      if (!isThrottled(error) || attempt >= SEND_ATTEMPTS_MAX) throw error
      await pause(SEND_PAUSE_MS * attempt)
    }
  }
}

/**
 * A throttled mail was certainly not taken. That of a day whose quota is spent is not taken a moment later either: a batch that waited for
 * each of ten would outlive its function, which then tells nobody. https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html
 */
function isThrottled(error: unknown): boolean {
  return error instanceof SESServiceException && error.name.startsWith('Throttling') && !/daily/i.test(error.message)
}

/**
 * The sender is not verified yet, or the account is still in the sandbox: nothing is wrong with the mail, and once the operator has seen to
 * it the dead letters go out. https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html
 */
function isUnready(error: MessageRejected): boolean {
  return /not verified/i.test(error.message)
}

/** An address SES cannot parse will not become one. https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html */
function isForever(error: unknown): error is SESServiceException {
  return error instanceof SESServiceException && error.name === 'InvalidParameterValue'
}
