/** Mail through SES: one message to one recipient, always with the configuration set that reports what became of it. */
import { MessageRejected, SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses'
import { isEmail } from '../directory/contact.ts'
import { mimeOf, senderOf } from '../notice/mime.ts'
import type { Mailer } from '../ports.ts'
import { Retryable } from '../ports.ts'
import { required } from './table.ts'

export function sesMailer(): Mailer {
  const client = new SESClient({})
  const configurationSet = required('MAIL_CONFIGURATION_SET')
  const from = required('MAIL_FROM')
  return {
    async send(mail) {
      // It stands in a header as it is, and SES would refuse it anyway.
      if (!isEmail(mail.to.address)) return { outcome: 'rejected', reason: 'not a mail address' }
      try {
        const answer = await client.send(
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
        if (error instanceof MessageRejected) return { outcome: 'rejected', reason: error.message }
        if (isForever(error)) return { outcome: 'rejected', reason: error.message }
        throw new Retryable('SES did not take the mail', { cause: error })
      }
    },
  }
}

/** An address SES cannot parse will not become one. https://docs.aws.amazon.com/ses/latest/APIReference/CommonErrors.html */
function isForever(error: unknown): error is SESServiceException {
  return error instanceof SESServiceException && error.name === 'InvalidParameterValue'
}
