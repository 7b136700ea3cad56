/**
 * From a queued notice to its mail: pure, so the preview, the mail and a replay years later are the same bytes. A resent notice renders
 * as its kind. The mail links to the notice's page and to nothing else; reading it, by a person or a scanner, changes nothing.
 */
import type { NoticeKind } from '../../events/notice.ts'
import { isPersonId } from '../directory/model.ts'
import type { PlanState } from '../plan/plan.ts'
import { oneLine } from './html.ts'
import type { QueuedNotice } from './notice.ts'
import { acceptedTemplate } from './templates/accepted.ts'
import { escalationTemplate } from './templates/escalation.ts'
import { extendedTemplate } from './templates/extended.ts'
import { extensionEndedTemplate } from './templates/extension-ended.ts'
import { fileRefusedTemplate } from './templates/file-refused.ts'
import { frameOf } from './templates/frame.ts'
import type { Envelope } from './templates/letter.ts'
import { plainOf } from './templates/plain.ts'
import { planAmendedTemplate } from './templates/plan-amended.ts'
import { planIssuedTemplate } from './templates/plan-issued.ts'
import { reactionFailedTemplate } from './templates/reaction-failed.ts'
import { receiptTemplate } from './templates/receipt.ts'
import { reminderTemplate } from './templates/reminder.ts'
import { returnedTemplate } from './templates/returned.ts'
import { roleTransferCancelledTemplate } from './templates/role-transfer-cancelled.ts'
import { roleTransferredTemplate } from './templates/role-transferred.ts'
import { taskClosedTemplate } from './templates/task-closed.ts'
import type { Template } from './templates/template.ts'

const templates: Readonly<Record<NoticeKind, Template>> = {
  'plan-issued': planIssuedTemplate,
  'plan-amended': planAmendedTemplate,
  reminder: reminderTemplate,
  escalation: escalationTemplate,
  'task-closed': taskClosedTemplate,
  receipt: receiptTemplate,
  returned: returnedTemplate,
  accepted: acceptedTemplate,
  extended: extendedTemplate,
  'extension-ended': extensionEndedTemplate,
  'file-refused': fileRefusedTemplate,
  'reaction-failed': reactionFailedTemplate,
  'role-transferred': roleTransferredTemplate,
  'role-transfer-cancelled': roleTransferCancelledTemplate,
}

export interface RenderedNotice {
  readonly subject: string
  readonly html: string
  readonly text: string
  /** An iCalendar file, where there is something to put into a calendar. */
  readonly calendar?: string
  /** One that takes entries out of it. */
  readonly cancellation?: string
}

/** `portalUrl` without a path. Throws `Permanent` when a fact, the plan or the task is missing. */
export function renderNotice(notice: QueuedNotice, plan: PlanState | undefined, portalUrl: string): RenderedNotice {
  const url = noticeUrl(notice.noticeId, portalUrl)
  const letter = templates[notice.kind]({ notice, plan, url })
  const envelope = envelopeOf(notice, plan, url)
  return {
    subject: oneLine(letter.subject),
    html: frameOf(letter, envelope),
    text: plainOf(letter, envelope),
    calendar: letter.calendar,
    cancellation: letter.cancellation,
  }
}

/** The page on which a notice is read and acknowledged. */
export function noticeUrl(noticeId: string, portalUrl: string): string {
  return `${portalUrl.replace(/\/+$/, '')}/thong-bao/${encodeURIComponent(noticeId)}`
}

function envelopeOf(notice: QueuedNotice, plan: PlanState | undefined, url: string): Envelope {
  const isPerson = isPersonId(notice.recipient)
  return {
    salutation: isPerson ? `Ông/Bà ${notice.name}` : notice.name,
    url,
    sender: `Thư tự động của hệ thống thi đua, khen thưởng${plan === undefined ? '' : `, thay mặt ${plan.header.issuer}`}. Xin không trả lời thư này.`,
    why: whyOf(notice, isPerson),
  }
}

function whyOf(notice: QueuedNotice, isPerson: boolean): string {
  const who = isPerson ? 'Ông/Bà' : 'Đơn vị'
  if (notice.kind === 'plan-issued') return `${who} nhận thư này vì có tên trong Nơi nhận của kế hoạch.`
  if (notice.kind === 'plan-amended') return `${who} nhận thư này vì có việc thay đổi theo văn bản điều chỉnh nói trên.`
  if (notice.kind === 'reaction-failed') return `${who} nhận thư này vì phụ trách hệ thống hoặc vừa yêu cầu việc nói trên.`
  if (notice.kind === 'role-transferred' || notice.kind === 'role-transfer-cancelled')
    return `${who} nhận thư này vì giao, nhận vai trò nói trên hoặc phụ trách đơn vị.`
  return isPerson
    ? `${who} nhận thư này vì phụ trách đơn vị hoặc kế hoạch nói trên.`
    : `${who} nhận thư này vì được giao nhiệm vụ nói trên.`
}
