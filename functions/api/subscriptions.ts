/** Other systems that listen to a body's bulletin: letting one in, calling it again, trying it, ending it. */
import { randomBytes } from 'node:crypto'
import {
  closeSubscription,
  listSubscriptions,
  openSubscription,
  replaySubscription,
  testSubscription,
} from '../../shared/api/subscriptions.ts'
import { keptSecrets } from '../../shared/aws/secrets.ts'
import { required } from '../../shared/aws/table.ts'
import { command, stateOf, streamOf } from '../../shared/log/command.ts'
import { isRefusal, refuse } from '../../shared/log/refusal.ts'
import type { World } from '../../shared/ports.ts'
import { faultOf } from '../../shared/subscription/address.ts'
import { bulletinStream, listeners } from '../../shared/subscription/enter.ts'
import { subscriptionSentences } from '../../shared/subscription/refusals.vi.ts'
import { SECRET_BYTES, secretOf } from '../../shared/subscription/signature.ts'
import {
  SUBSCRIPTIONS_MAX,
  type SubscriptionCommand,
  type SubscriptionState,
  subscriptionAggregate,
} from '../../shared/subscription/subscription.ts'
import { subscriptionView } from '../../shared/subscription/view.ts'
import { api, type Call, endpoint, type Found } from '../runtime/api.ts'
import { createdId } from '../runtime/created-id.ts'
import { basics } from '../runtime/environment.ts'

export interface Effects extends Pick<World, 'store' | 'clock'> {
  readonly secrets: Pick<World['secrets'], 'keep' | 'forget'>
  readonly mayLoop: boolean
}
type Asked<Body = unknown> = Call<Body, unknown, Effects>

/** Nobody can name another's: it is the body the caller acts for. */
async function theBody({ actor }: Asked): Promise<Found<string>> {
  return { resource: { unit: actor.unit }, loaded: actor.unit }
}

async function theSubscription({ params: { id = '' }, world }: Asked): Promise<Found<SubscriptionState>> {
  const found = stateOf<SubscriptionState>(await world.store.load(streamOf(subscriptionAggregate.kind, id)))
  return found === undefined || found.status === 'closed' ? undefined : { resource: { unit: found.unit }, loaded: found }
}

async function positionOf({ world }: Asked, body: string): Promise<number> {
  return (await world.store.load(bulletinStream(body)))?.version ?? 0
}

async function list(call: Asked, body: string) {
  const here = await listeners(call.world, body)
  const streams = here.map(({ subscriptionId }) => streamOf(subscriptionAggregate.kind, subscriptionId))
  const [stored, position] = await Promise.all([call.world.store.loadMany(streams), positionOf(call, body)])
  const found = stored.flatMap((one) => stateOf<SubscriptionState>(one) ?? [])
  return { body: { position, subscriptions: found.filter(({ status }) => status !== 'closed').map(subscriptionView) } }
}

/**
 * The secret is kept before anybody can be called with it, under a name of its own: of two requests under one key only the one that opened
 * the subscription has its secret in the log's words, and only that one tells it.
 */
async function open(call: Asked<{ readonly url: string }>, unit: string) {
  const { world, body, key } = call
  const fault = faultOf(body.url, world)
  if (fault !== undefined) return fault
  if ((await listeners(world, unit)).length >= SUBSCRIPTIONS_MAX)
    return refuse('too-many-subscriptions', undefined, { max: SUBSCRIPTIONS_MAX })
  const secret = secretOf(randomBytes(SECRET_BYTES))
  const secretId = `sec_${randomBytes(16).toString('hex')}`
  await world.secrets.keep(secretId, secret)
  const subscriptionId = createdId('sub', key)
  const opening = { type: 'open' as const, subscriptionId, unit, url: body.url, secretId, after: await positionOf(call, unit) }
  const done = await command(world.store, subscriptionAggregate, subscriptionId, opening, call.context)
  if (isRefusal(done)) return done
  const isOurs = done.state.secretId === secretId
  if (!isOurs) await world.secrets.forget(secretId)
  return { status: 201, body: { ...subscriptionView(done.state), ...(isOurs ? { secret } : {}) }, version: done.version }
}

async function order(call: Asked, { subscriptionId }: SubscriptionState, given: SubscriptionCommand) {
  const done = await command(call.world.store, subscriptionAggregate, subscriptionId, given, call.context)
  return isRefusal(done) ? done : { body: subscriptionView(done.state), version: done.version }
}

async function replay(call: Asked<{ readonly after?: number | undefined }>, of: SubscriptionState) {
  return order(call, of, { type: 'replay', after: call.body.after, position: await positionOf(call, of.unit) })
}

/** Forgotten last: were it the other way round, a call could be due that nobody can sign. */
async function close(call: Asked, of: SubscriptionState) {
  const done = await order(call, of, { type: 'close' })
  await call.world.secrets.forget(of.secretId)
  return done
}

export const { answer, handler } = api<Effects>(
  [
    endpoint(listSubscriptions, theBody, list),
    endpoint(openSubscription, theBody, open),
    endpoint(replaySubscription, theSubscription, replay),
    endpoint(testSubscription, theSubscription, (call, of) => order(call, of, { type: 'test' })),
    endpoint(closeSubscription, theSubscription, close),
  ],
  () => {
    const base = basics()
    return { ...base, secrets: keptSecrets(base.table), mayLoop: required('LISTENERS_ON_LOOPBACK') === 'yes' }
  },
  subscriptionSentences,
)
