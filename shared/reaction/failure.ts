/** What is known of a reaction that gave up: one log per (reaction, event), so however often it fails it is told once. */
import { hash } from 'node:crypto'
import { type Happened, happen, SYSTEM } from '../../events/event.ts'
import { reactionFailed } from '../../events/reaction.ts'
import type { Aggregate } from '../log/aggregate.ts'
import { command } from '../log/command.ts'
import type { World } from '../ports.ts'

type Failed = Happened<typeof reactionFailed>

export const failureAggregate: Aggregate<Failed['data'], Failed['data'], Failed> = {
  kind: 'failure',
  decide: (known, failed) => (known === undefined ? [happen(reactionFailed, failed)] : []),
  evolve: (_known, event) => event.data,
  listing: (failed) => ({ list: 'failure', listSort: failed.failedAt, row: JSON.stringify(failed) }),
}

export async function reportFailure(
  { store, clock }: Pick<World, 'store' | 'clock'>,
  failed: Omit<Failed['data'], 'failedAt'>,
): Promise<void> {
  const at = clock.now()
  const id = hash('sha256', `${failed.reaction}\n${failed.eventId}`).slice(0, 32)
  const context = { at, actor: SYSTEM, correlationId: failed.eventId, causationId: failed.eventId }
  await command(store, failureAggregate, id, { ...failed, failedAt: at }, context)
}
