/**
 * Handing mails to SES, each at most once outside the one window that SES makes unavoidable: after SES took the mail and before we
 * recorded that it did. In that window a claim holds other workers back, and SES's own "sent" event, which carries our id, closes it;
 * only if we die there and SES stays silent for the whole claim is a second mail possible.
 */
import type { Detail, Happened } from '../../events/event.ts'
import type { noticeQueued } from '../../events/notice.ts'
import type { AssignmentState } from '../assignment/assignment.ts'
import { assignmentId, isHandedIn } from '../assignment/part.ts'
import { command, commandTogether, type Order, stateOf, streamOf } from '../log/command.ts'
import { reactingTo } from '../log/reacting.ts'
import { currentPlans } from '../plan/load.ts'
import type { PlanState } from '../plan/plan.ts'
import { type EventStore, Permanent, Retryable, type StoredState, type World } from '../ports.ts'
import { isWaiting, type NoticeCommand, type NoticeEvent, type NoticeState, noticeAggregate } from './notice.ts'
import { renderNotice } from './render.ts'
import { isStillMeant } from './still-meant.ts'

/** Longer than the function may run, so a claim that has run out belongs to a worker that is certainly gone. */
export const MAIL_CLAIM_SECONDS = 15

type Effects = Pick<World, 'store' | 'claims' | 'mailer' | 'clock'> & { readonly portalUrl: string }
type Queued = Detail<Happened<typeof noticeQueued>['data']>

export async function sendMail(event: Queued, effects: Effects): Promise<void> {
  const { store, claims, clock } = effects
  const { noticeId } = event.data
  const isOurs = await claims.take(claimOn(noticeId), clock.now(), MAIL_CLAIM_SECONDS)
  const stored = await store.load(streamOf('notice', noticeId))
  const notice = noticeOf(stored, noticeId)
  if (!isWaiting(notice)) return
  if (!isOurs) throw new Retryable(`${noticeId} is in other hands`)
  const order = await dealWith(notice, await read(effects, [notice]), effects)
  await command(store, noticeAggregate, noticeId, order, { ...reactingTo(event.metadata, clock), at: clock.now() }, { stored })
}

/**
 * Many at once: claimed together, sent one by one, recorded together. What SES took is recorded even when it did not take the rest; those
 * come back when our claim on them has run out.
 */
export async function sendMails(events: readonly Queued[], effects: Effects): Promise<void> {
  const { store, claims, clock } = effects
  const queued = [...new Map(events.map((event) => [event.data.noticeId, event])).values()]
  const ids = queued.map((event) => event.data.noticeId)
  if (!(await claims.takeAll(ids.map(claimOn), clock.now(), MAIL_CLAIM_SECONDS))) throw new Retryable('some are in other hands')
  const stored = await store.loadMany(ids.map((id) => streamOf('notice', id)))
  const notices = stored.map((one, index) => noticeOf(one, ids[index] ?? ''))
  const seen = await read(effects, notices)
  const became: Became[] = []
  let failure: unknown
  for (const [index, event] of queued.entries()) {
    const notice = notices[index]
    if (notice === undefined || !isWaiting(notice)) continue
    try {
      const order = await dealWith(notice, seen, effects)
      const context = { ...reactingTo(event.metadata, clock), at: clock.now() }
      became.push({ order: { aggregate: noticeAggregate, id: notice.noticeId, order, context }, stored: stored[index] })
    } catch (error) {
      failure = error
    }
  }
  await recordTogether(store, became)
  if (failure !== undefined) throw failure
}

interface Became {
  readonly order: Order<NoticeState, NoticeCommand, NoticeEvent>
  readonly stored: StoredState | undefined
}

/** A mail that has gone must not stay unrecorded because another notice of the batch was changed by somebody else: then one by one. */
async function recordTogether(store: EventStore, became: readonly Became[]): Promise<void> {
  const orders = became.map(({ order }) => order)
  try {
    const stored = became.map((one) => one.stored)
    await commandTogether(store, orders, stored)
  } catch (error) {
    if (!(error instanceof Retryable)) throw error
    for (const { id, order, context } of orders) await command(store, noticeAggregate, id, order, context)
  }
}

const claimOn = (noticeId: string) => `mail#${noticeId}`

function noticeOf(stored: StoredState | undefined, noticeId: string): NoticeState {
  const notice = stateOf<NoticeState>(stored)
  if (notice === undefined) throw new Permanent(`${noticeId} does not exist`)
  return notice
}

/** What the mails of one batch are written and judged by, read once for all of them. */
interface Seen {
  readonly plans: ReadonlyMap<string, PlanState>
  /** Reminders whose task was done between deciding and sending, by their ids. */
  readonly handedIn: ReadonlySet<string>
}

async function read(effects: Effects, notices: readonly NoticeState[]): Promise<Seen> {
  const planIds = [...new Set(notices.flatMap(({ planId }) => planId ?? []))]
  const [plans, handedIn] = await Promise.all([currentPlans(effects.store, planIds), handedInAlready(effects, notices)])
  return { plans: new Map(plans.flatMap((plan) => (plan === undefined ? [] : [[plan.planId, plan]]))), handedIn }
}

async function handedInAlready({ store }: Effects, notices: readonly NoticeState[]): Promise<ReadonlySet<string>> {
  const urging = notices.filter(isUrging)
  const assignments = await store.loadMany(urging.map((notice) => streamOf('assignment', assignmentId(partOf(notice)))))
  const isDone = (index: number) => isHandedIn(stateOf<AssignmentState>(assignments[index])?.state)
  return new Set(urging.flatMap(({ noticeId }, index) => (isDone(index) ? [noticeId] : [])))
}

function partOf({ planId = '', key = '', facts, recipient }: NoticeState) {
  return { planId, key, unit: typeof facts.unit === 'string' ? facts.unit : recipient }
}

const isUrging = ({ kind }: NoticeState) => kind === 'reminder' || kind === 'escalation'

/** Sends it, unless it reminds of what was done, or of what an amendment made otherwise, between deciding and sending. */
async function dealWith(notice: NoticeState, { plans, handedIn }: Seen, effects: Effects): Promise<NoticeCommand> {
  const { mailer, clock, portalUrl } = effects
  const plan = plans.get(notice.planId ?? '')
  if (handedIn.has(notice.noticeId)) return { type: 'cancel', reason: 'already-handed-in' }
  if (isUrging(notice) && plan !== undefined && !(await isStillMeant(notice, partOf(notice), plan, effects)))
    return { type: 'cancel', reason: 'amended' }
  const to = { name: notice.name, address: notice.address }
  const sent = await mailer.send({ noticeId: notice.noticeId, to, ...renderNotice(notice, plan, portalUrl) })
  // An address that SES refuses has bounced before it left.
  return sent.outcome === 'sent'
    ? { type: 'record-sent', messageId: sent.messageId, sentAt: clock.now() }
    : { type: 'record-bounced', reason: sent.reason }
}
