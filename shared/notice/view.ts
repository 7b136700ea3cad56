/** A mail as its page shows it: as it was sent, and what became of it. */
import { planAt } from '../plan/amendment/as-of.ts'
import type { PlanState } from '../plan/plan.ts'
import { deliveryOf, type NoticeState } from './notice.ts'
import { renderNotice } from './render.ts'
import { failureFacts } from './templates/reaction-failed.ts'

export function noticeView({ notice, plan }: { readonly notice: NoticeState; readonly plan: PlanState | undefined }, portalUrl: string) {
  const { noticeId, kind, recipient, name, planId, key, sentAt, acknowledgedAt } = notice
  // As it was sent: what a later amendment changed was not in it.
  const then = plan === undefined || sentAt === undefined ? plan : planAt(plan, sentAt)
  const { subject, html, text } = renderNotice(notice, then, portalUrl)
  const outcome = { sentAt, acknowledgedAt, delivery: deliveryOf(notice) }
  return {
    noticeId,
    kind,
    recipient,
    name,
    planId,
    key,
    about: unitOf(notice),
    failure: failureOf(notice),
    ...outcome,
    subject,
    html,
    text,
  }
}

function unitOf({ facts: { unit } }: NoticeState): string | undefined {
  return typeof unit === 'string' ? unit : undefined
}

function failureOf({ kind, facts }: NoticeState) {
  if (kind !== 'reaction-failed') return undefined
  const { reaction, eventId } = failureFacts.parse(facts)
  return { reaction, eventId }
}
