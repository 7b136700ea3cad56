/**
 * A round of calls: from one place of the bulletin on, one after the other, in its order. What the listener answers decides how it goes on:
 * everything answered, the round is over; one call not answered, the queue brings the round again; the last try in vain, the listener is
 * suspended and whoever opened the subscription is told. One listener is one message, so a dead one holds up nobody but itself.
 */
import type { Detail } from '../../events/event.ts'
import { command, stateOf, streamOf } from '../log/command.ts'
import { reactingTo } from '../log/reacting.ts'
import { isRefusal } from '../log/refusal.ts'
import { Retryable, type World } from '../ports.ts'
import { reportFailure } from '../reaction/failure.ts'
import { offsetTime } from '../time/calendar.ts'
import type { Call } from './bulletin.ts'
import { bulletinStream } from './enter.ts'
import { callId, signedHeaders } from './signature.ts'
import { isTesting, type SubscriptionCommand, type SubscriptionState, subscriptionAggregate } from './subscription.ts'

/** Calls a round makes at most before it is written down how far it came: what a crash makes us call again, under the same ids. */
export const ROUND_CALLS_MAX = 10
/** Longer than the function may run, so that a round is called by one worker at a time. */
export const ROUND_CLAIM_SECONDS = 75

type Effects = Pick<World, 'store' | 'claims' | 'caller' | 'clock'> & { readonly secrets: Pick<World['secrets'], 'read'> }
type Queued = Detail<{ readonly subscriptionId: string; readonly round: number }>

export async function callListener(event: Queued, effects: Effects): Promise<void> {
  const { subscriptionId, round } = event.data
  const isOurs = await effects.claims.take(`round#${subscriptionId}#${round}`, effects.clock.now(), ROUND_CLAIM_SECONDS)
  const subscription = await load(subscriptionId, effects)
  if (subscription === undefined) return
  if (!subscription.isCalling || subscription.round !== round) return tellOrGoOn(event, subscription, effects)
  if (!isOurs) throw new Retryable(`${subscriptionId}: the round is in other hands`)
  const { through, reason } = await called(subscription, effects)
  const now = await order(event, { type: 'record', round, through, reason }, effects)
  if (reason === undefined || now?.isCalling === false) await tellOrGoOn(event, now, effects)
  else if (now?.round === round) throw new Retryable(`${subscriptionId}: ${reason}`)
}

async function tellOrGoOn(event: Queued, now: SubscriptionState | undefined, effects: Effects): Promise<void> {
  if (now?.status === 'suspended' && now.round === event.data.round) await tellSuspended(event, now, effects)
  else if (now !== undefined) await goOn(event, now, effects)
}

/** Something may have been entered while the round was on, which woke nobody. Asked after the round's end is written down, so nothing slips through. */
async function goOn(event: Queued, { unit, status, isCalling, after }: SubscriptionState, effects: Effects): Promise<void> {
  if (status !== 'open' || isCalling) return
  const bulletin = await effects.store.load(bulletinStream(unit))
  if ((bulletin?.version ?? 0) > after) await order(event, { type: 'wake' }, effects)
}

/** How far it came, and why not further. */
async function called(of: SubscriptionState, effects: Effects): Promise<{ readonly through: number; readonly reason?: string }> {
  const entries = await effects.store.events(bulletinStream(of.unit), of.after, of.after + ROUND_CALLS_MAX)
  const secret = await effects.secrets.read(of.secretId)
  let through = of.after
  for (const { detail, sequence } of entries) {
    const call = (JSON.parse(detail) as Detail<Call>).data
    const reason = await post(of.url, secret, callId(call.data.event), JSON.stringify(call), effects)
    if (reason !== undefined) return { through, reason }
    through = sequence
  }
  return { through }
}

/** Nothing but a test: no event, no place, whatever becomes of it is only shown. */
export async function callForTest(event: Detail<{ readonly subscriptionId: string }>, effects: Effects): Promise<void> {
  const subscription = await load(event.data.subscriptionId, effects)
  if (subscription === undefined || !isTesting(subscription)) return
  const { id, at } = event.metadata
  const body = JSON.stringify({ type: 'test', timestamp: offsetTime(at), data: { version: 1, body: subscription.unit } })
  const secret = await effects.secrets.read(subscription.secretId)
  const reason = await post(subscription.url, secret, callId(id), body, effects)
  await order(event, { type: 'record-test', reason }, effects)
}

async function post(url: string, secret: string | undefined, id: string, body: string, { caller, clock }: Effects) {
  // It is forgotten when the subscription is closed, which has only just happened then.
  if (secret === undefined) return 'secret'
  return caller.post(url, { 'content-type': 'application/json', ...signedHeaders(secret, id, clock.now(), body) }, body)
}

/** As every reaction that gives up, though nothing lies in a dead-letter queue: the officer has it called again, nobody need drive it. */
async function tellSuspended({ metadata }: Queued, { by, failed }: SubscriptionState, effects: Effects): Promise<void> {
  const reason = failed?.reason ?? ''
  await reportFailure(effects, {
    reaction: 'subscription-queued/call-listener',
    eventId: metadata.id,
    eventName: 'subscription.queued',
    reason,
    causedBy: by,
  })
}

async function load(subscriptionId: string, { store }: Effects): Promise<SubscriptionState | undefined> {
  const subscription = stateOf<SubscriptionState>(await store.load(streamOf(subscriptionAggregate.kind, subscriptionId)))
  return subscription?.status === 'closed' ? undefined : subscription
}

async function order({ metadata, data }: Queued | Detail<{ subscriptionId: string }>, given: SubscriptionCommand, effects: Effects) {
  const done = await command(effects.store, subscriptionAggregate, data.subscriptionId, given, reactingTo(metadata, effects.clock))
  return isRefusal(done) ? undefined : done.state
}
