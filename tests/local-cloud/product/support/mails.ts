/** The mails that SES took, as their readers see them. */
import { type ParsedMail, simpleParser } from 'mailparser'
import type { Cloud } from '../../../../infra/local/cloud.ts'

export interface Mail {
  readonly to: string
  readonly noticeId: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly { readonly filename?: string; readonly contentType: string; readonly content: Buffer }[]
  /** The source, as it went over the wire. */
  readonly raw: string
  readonly parsed: ParsedMail
}

/** Oldest first. Mails of the machine itself, such as sign-in codes, carry no notice and are left out. */
export async function mailsOf(cloud: Cloud): Promise<readonly Mail[]> {
  const mails: Mail[] = []
  for (const { tags, recipients, raw } of cloud.mail.accepted()) {
    const { notice } = tags
    if (notice === undefined) continue
    const parsed = await simpleParser(raw)
    mails.push({
      to: recipients.join(', '),
      noticeId: notice,
      subject: parsed.subject ?? '',
      text: parsed.text ?? '',
      html: parsed.html === false ? '' : parsed.html,
      attachments: parsed.attachments,
      raw: raw.toString('utf8'),
      parsed,
    })
  }
  return mails
}

/** Values that occur more than once. */
export function repeated<Value>(values: readonly Value[]): readonly Value[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}
