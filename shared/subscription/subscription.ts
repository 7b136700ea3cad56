/**
 * Another system that listens to the bulletin of a body. It is called in rounds, each from one place on and in the order of the bulletin.
 * One round at a time: whoever wants it called again from elsewhere begins a new one, and what becomes of the old one counts no more.
 */
import { type Happened, happen } from '../../events/event.ts'
import {
  subscriptionAnswered,
  subscriptionClosed,
  type subscriptionEvents,
  subscriptionOpened,
  subscriptionQueued,
  subscriptionSuspended,
  subscriptionTested,
  subscriptionTestQueued,
  subscriptionUnanswered,
} from '../../events/subscription.ts'
import type { Aggregate, Decision } from '../log/aggregate.ts'
import { refuse } from '../log/refusal.ts'

/** How often one call is tried before the listener is left alone. Less often than the queue brings a message: a crash costs one try too. */
export const TRIES_MAX = 4
/** Listeners of one body. */
export const SUBSCRIPTIONS_MAX = 5

export type SubscriptionEvent = Happened<(typeof subscriptionEvents)[number]>

export interface SubscriptionState {
  readonly subscriptionId: string
  readonly unit: string
  readonly url: string
  /** Who opened it, and is told when it is suspended. */
  readonly by: string
  readonly openedAt: string
  readonly secretId: string
  readonly status: 'open' | 'suspended' | 'closed'
  /** It has answered everything in the bulletin up to here. */
  readonly after: number
  /** Rounds that were begun, and whether the last one still runs. */
  readonly round: number
  readonly isCalling: boolean
  /** Tries in vain of the call that is next. */
  readonly tries: number
  readonly answeredAt?: string
  /** What went wrong last, for the officer; gone when a later call is answered. */
  readonly failed?: { readonly at: string; readonly reason: string }
  /** The last test call; without `at` it is still under way. */
  readonly test?: { readonly at?: string; readonly reason?: string }
}

export type SubscriptionCommand =
  | ({ readonly type: 'open' } & Pick<SubscriptionState, 'subscriptionId' | 'unit' | 'url' | 'secretId' | 'after'>)
  /** The bulletin has something new. */
  | { readonly type: 'wake' }
  /** What became of a round: answered up to here, and perhaps not further. */
  | { readonly type: 'record'; readonly round: number; readonly through: number; readonly reason?: string }
  /** Once more from a place on, or on from where it stopped. `position`: where the bulletin ends. */
  | { readonly type: 'replay'; readonly after?: number; readonly position: number }
  | { readonly type: 'test' }
  | { readonly type: 'record-test'; readonly reason?: string }
  | { readonly type: 'close' }

type Known<Type extends SubscriptionCommand['type']> = Extract<SubscriptionCommand, { readonly type: Type }>

export const subscriptionAggregate: Aggregate<SubscriptionState, SubscriptionCommand, SubscriptionEvent> = {
  kind: 'subscription',
  decide: (subscription, order, { at, person }) => {
    if (order.type === 'open') {
      const { type: _, ...opening } = order
      return subscription === undefined ? [happen(subscriptionOpened, { ...opening, by: person, openedAt: at })] : []
    }
    return subscription === undefined || subscription.status === 'closed'
      ? refuse('not-found')
      : decide(subscription as SubscriptionState & { status: 'open' | 'suspended' }, order, at)
  },
  evolve,
  listing: ({ subscriptionId, unit, status }) => ({
    ...(status === 'closed' ? {} : { list: 'subscription', listSort: `${unit}#${subscriptionId}` }),
    row: JSON.stringify({ subscriptionId, unit }),
  }),
}

function decide(of: SubscriptionState, order: Exclude<SubscriptionCommand, Known<'open'>>, at: string): Decision<SubscriptionEvent> {
  const { subscriptionId, status, round } = of
  switch (order.type) {
    case 'wake':
      return status === 'open' && !of.isCalling ? [happen(subscriptionQueued, { subscriptionId, after: of.after, round: round + 1 })] : []
    case 'record':
      return of.isCalling && order.round === round ? recorded(of, order, at) : []
    case 'replay': {
      const { after = of.after, position } = order
      if (after > position) return refuse('no-such-position', 'after', { max: position })
      return [happen(subscriptionQueued, { subscriptionId, after, round: round + 1 })]
    }
    case 'test':
      return isTesting(of) ? [] : [happen(subscriptionTestQueued, { subscriptionId, at })]
    case 'record-test':
      return isTesting(of) ? [happen(subscriptionTested, { subscriptionId, at, reason: order.reason })] : []
    case 'close':
      return [happen(subscriptionClosed, { subscriptionId })]
  }
}

export const isTesting = ({ test }: SubscriptionState) => test !== undefined && test.at === undefined

function recorded(of: SubscriptionState, { through, reason }: Known<'record'>, at: string): readonly SubscriptionEvent[] {
  const { subscriptionId } = of
  const answered = happen(subscriptionAnswered, { subscriptionId, through, at })
  if (reason === undefined) return [answered]
  const failed = { subscriptionId, after: through, reason, at }
  // What was answered is over; what was not begins a round of its own, with all its tries.
  if (through > of.after) return [answered, happen(subscriptionQueued, { subscriptionId, after: through, round: of.round + 1 })]
  return [of.tries + 1 < TRIES_MAX ? happen(subscriptionUnanswered, failed) : happen(subscriptionSuspended, failed)]
}

function evolve(of: SubscriptionState | undefined, event: SubscriptionEvent): SubscriptionState {
  if (event.name === 'subscription.opened') return { ...event.data, status: 'open', round: 0, isCalling: false, tries: 0 }
  if (of === undefined) throw new Error(`${event.name} before subscription.opened`)
  switch (event.name) {
    case 'subscription.queued':
      return { ...of, status: 'open', after: event.data.after, round: event.data.round, isCalling: true, tries: 0 }
    case 'subscription.answered': {
      const { failed: _, ...rest } = of
      return { ...rest, after: event.data.through, isCalling: false, tries: 0, answeredAt: event.data.at }
    }
    case 'subscription.unanswered':
      return { ...of, tries: of.tries + 1, failed: failureOf(event.data) }
    case 'subscription.suspended':
      return { ...of, status: 'suspended', isCalling: false, tries: 0, failed: failureOf(event.data) }
    case 'subscription.test-queued':
      return { ...of, test: {} }
    case 'subscription.tested':
      return { ...of, test: failureOf(event.data) }
    case 'subscription.closed':
      return { ...of, status: 'closed', isCalling: false }
  }
}

const failureOf = <Reason extends string | undefined>({ at, reason }: { at: string; reason?: Reason }) => ({ at, reason: reason as Reason })
