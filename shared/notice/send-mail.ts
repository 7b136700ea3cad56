/**
 * Handing one mail to SES, at most once outside the one window that SES makes unavoidable: after SES took the mail and before we
 * recorded that it did. In that window a claim holds other workers back, and SES's own "sent" event, which carries our id, closes it;
 * only if we die there and SES stays silent for the whole claim is a second mail possible.
 */
import type { Detail, Happened } from '../../events/event.ts'
import type { noticeQueued } from '../../events/notice.ts'
import type { AssignmentState } from '../assignment/assignment.ts'
import { assignmentId, isHandedIn } from '../assignment/part.ts'
import { command, stateOf, streamOf } from '../log/command.ts'
import { reactingTo } from '../log/reacting.ts'
import { windowOf } from '../plan/deadline.ts'
import { keptPlan } from '../plan/load.ts'
import type { PlanState } from '../plan/plan.ts'
import { type EventStore, type MailOutcome, Permanent, Retryable, type World } from '../ports.ts'
import { isWaiting, type NoticeCommand, type NoticeState, noticeAggregate } from './notice.ts'
import { renderNotice } from './render.ts'

/** Longer than the function may run, so a claim that has run out belongs to a worker that is certainly gone. */
export const MAIL_CLAIM_SECONDS = 15

type Effects = Pick<World, 'store' | 'claims' | 'mailer' | 'clock'> & { readonly portalUrl: string }

export async function sendMail(event: Detail<Happened<typeof noticeQueued>['data']>, effects: Effects): Promise<void> {
  const { store, claims, mailer, clock, portalUrl } = effects
  const { noticeId } = event.data
  const context = reactingTo(event.metadata, clock)
  const isOurs = await claims.take(`mail#${noticeId}`, clock.now(), MAIL_CLAIM_SECONDS)
  const stored = await store.load(streamOf('notice', noticeId))
  const notice = stateOf<NoticeState>(stored)
  if (notice === undefined) throw new Permanent(`${noticeId} does not exist`)
  if (!isWaiting(notice)) return
  if (!isOurs) throw new Retryable(`${noticeId} is in other hands`)
  const plan = notice.planId === undefined ? undefined : await keptPlan(effects, notice.planId, amendmentsNeeded(notice))
  const reason = await whyPointless(store, notice, plan)
  if (reason !== undefined) {
    await command(store, noticeAggregate, noticeId, { type: 'cancel', reason }, context)
    return
  }
  const sent = await mailer.send({ noticeId, to: { name: notice.name, address: notice.address }, ...renderNotice(notice, plan, portalUrl) })
  await command(store, noticeAggregate, noticeId, becameOf(sent, clock.now()), { ...context, at: clock.now() }, stored)
}

/** A mail about an amendment is written from a plan that has it. */
function amendmentsNeeded({ facts }: NoticeState): number {
  return typeof facts.amendment === 'number' ? facts.amendment : 0
}

/** A reminder whose task was done, or whose date was moved, between deciding and sending. */
async function whyPointless(store: EventStore, notice: NoticeState, plan: PlanState | undefined): Promise<string | undefined> {
  if (notice.kind !== 'reminder' && notice.kind !== 'escalation') return undefined
  if (isMoved(notice, plan)) return 'amended'
  const unit = typeof notice.facts.unit === 'string' ? notice.facts.unit : notice.recipient
  const id = assignmentId({ planId: notice.planId ?? '', key: notice.key ?? '', unit })
  return isHandedIn(stateOf<AssignmentState>(await store.load(streamOf('assignment', id)))?.state) ? 'already-handed-in' : undefined
}

/** Reminders of years before plans could be amended do not say which date they are about. */
function isMoved({ key, facts }: NoticeState, plan: PlanState | undefined): boolean {
  if (plan === undefined || facts.closesAt === undefined) return false
  const task = plan.tasks.find((candidate) => candidate.key === key)
  return windowOf(task?.due ?? null, plan.policy.closes)?.closesAt !== facts.closesAt
}

function becameOf(sent: MailOutcome, at: string): NoticeCommand {
  if (sent.outcome === 'sent') return { type: 'record-sent', messageId: sent.messageId, sentAt: at }
  // An address that SES refuses has bounced before it left.
  return { type: 'record-bounced', reason: sent.reason }
}
