/** The twin of SES: takes mails, hands out message ids, and fails where it is told to. */
import { isEmail } from '../directory/contact.ts'
import { mimeOf } from '../notice/mime.ts'
import { type Mail, type Mailer, Retryable } from '../ports.ts'

/** SES's own limit for one message, raw, in bytes. https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
const MESSAGE_BYTES_MAX = 40 * 1024 * 1024

/** A mail as it lies with SES. */
export interface AcceptedMail {
  readonly messageId: string
  readonly mail: Mail
  /** The raw message. */
  readonly mime: string
}

export type MailFault = 'throttled' | 'crash-before-accept' | 'crash-after-accept'

export interface MemoryMailerOptions {
  readonly from?: string
  /** What goes wrong with this mail; `attempt` counts from 1 for each notice. */
  readonly fault?: (mail: Mail, attempt: number) => MailFault | undefined
  /** Called once SES has taken a mail, even when the sender never learns of it. */
  readonly onAccepted?: (accepted: AcceptedMail) => void
}

export interface MemoryMailer extends Mailer {
  /** In order of acceptance; a mail that was sent twice is in it twice. */
  readonly accepted: readonly AcceptedMail[]
}

/** The environment died: no answer, no catch block, no clean-up. */
export class Crashed extends Error {
  constructor(where: string) {
    super(`crashed ${where}`)
    this.name = 'Crashed'
  }
}

export function memoryMailer({ from = 'Thi đua <thidua@so.thidua.test>', fault, onAccepted }: MemoryMailerOptions = {}): MemoryMailer {
  const accepted: AcceptedMail[] = []
  const attempts = new Map<string, number>()
  return {
    accepted,
    async send(mail) {
      const attempt = (attempts.get(mail.noticeId) ?? 0) + 1
      attempts.set(mail.noticeId, attempt)
      const goesWrong = fault?.(mail, attempt)
      if (goesWrong === 'throttled') throw new Retryable('SES did not take the mail', { cause: new Error('Throttling: maximum send rate') })
      if (goesWrong === 'crash-before-accept') throw new Crashed('before SES took the mail')
      if (!isEmail(mail.to.address)) return { outcome: 'rejected', reason: 'not a mail address' }
      const mime = mimeOf(mail, from)
      if (Buffer.byteLength(mime) > MESSAGE_BYTES_MAX)
        return { outcome: 'rejected', reason: 'Message length is more than 41943040 bytes long' }
      const taken = { messageId: `memory-${String(accepted.length + 1).padStart(8, '0')}`, mail, mime }
      accepted.push(taken)
      onAccepted?.(taken)
      if (goesWrong === 'crash-after-accept') throw new Crashed('after SES took the mail')
      return { outcome: 'sent', messageId: taken.messageId }
    },
  }
}
