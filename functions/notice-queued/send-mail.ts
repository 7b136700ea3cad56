/** A mail leaves the outbox. */
import { noticeQueued } from '../../events/notice.ts'
import { dynamoClaims } from '../../shared/aws/claims.ts'
import { sesMailer } from '../../shared/aws/mailer.ts'
import { required } from '../../shared/aws/table.ts'
import { sendMail, sendMails } from '../../shared/notice/send-mail.ts'
import { basics } from '../runtime/environment.ts'
import { reaction } from '../runtime/reaction.ts'

export const { consume, handler } = reaction(
  [noticeQueued],
  sendMail,
  () => {
    const base = basics()
    return { ...base, claims: dynamoClaims(base.table), mailer: sesMailer(), portalUrl: required('PORTAL_URL') }
  },
  sendMails,
)
