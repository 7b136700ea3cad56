/** Something public happened: it is entered in the bulletin of the plan's body, and whoever listens to that is woken. */
import { SYSTEM } from '../../events/event.ts'
import { command, streamOf } from '../log/command.ts'
import { everyItem } from '../log/pages.ts'
import { currentPlans } from '../plan/load.ts'
import { type CommandContext, Permanent, type World } from '../ports.ts'
import { bulletinAggregate, type PublicEvent } from './bulletin.ts'
import { subscriptionAggregate } from './subscription.ts'

type Effects = Pick<World, 'store' | 'clock'>
type Told = PublicEvent & { readonly metadata: { readonly correlationId: string } }

export interface Listener {
  readonly subscriptionId: string
  readonly unit: string
}

/** Everybody who listens, or to one body only. One read, and of nothing while nobody does. */
export async function listeners({ store }: Pick<World, 'store'>, unit?: string): Promise<readonly Listener[]> {
  const prefix = unit === undefined ? undefined : `${unit}#`
  const entries = await everyItem((after) => store.list('subscription', { prefix, after }))
  return entries.map(({ row }) => JSON.parse(row) as Listener)
}

export function enterOne(event: Told, effects: Effects): Promise<void> {
  return enterTogether([event], effects)
}

/**
 * One after the other, each under its own key: an event that comes again is entered once. Woken last, and also for what was there already:
 * whoever died in between had entered and not woken.
 */
export async function enterTogether(events: readonly Told[], effects: Effects): Promise<void> {
  const all = await listeners(effects)
  if (all.length === 0) return
  const planIds = [...new Set(events.map(({ data }) => data.planId))]
  const plans = new Map((await currentPlans(effects.store, planIds)).map((plan) => [plan?.planId, plan]))
  const woken = new Set<Listener>()
  for (const event of events) {
    const plan = plans.get(event.data.planId)
    if (plan === undefined) throw new Permanent(`${event.data.planId} does not exist`)
    const body = plan.issuerUnit
    const theirs = all.filter(({ unit }) => unit === body)
    if (theirs.length === 0) continue
    const { id } = event.metadata
    const context = { ...becauseOf(event, effects), key: { key: id, fingerprint: id } }
    await command(effects.store, bulletinAggregate, body, { body, number: plan.header.number, event }, context)
    for (const one of theirs) woken.add(one)
  }
  const [last] = events.slice(-1)
  if (last === undefined) return
  for (const { subscriptionId } of woken)
    await command(effects.store, subscriptionAggregate, subscriptionId, { type: 'wake' }, becauseOf(last, effects))
}

function becauseOf({ metadata }: Told, { clock }: Effects): CommandContext {
  return { at: clock.now(), actor: SYSTEM, correlationId: metadata.correlationId, causationId: metadata.id }
}

export const bulletinStream = (body: string) => streamOf(bulletinAggregate.kind, body)
