/** An extension: one schedule for its end, and what happens then. */
import { hash } from 'node:crypto'
import type { assignmentExtended } from '../../events/assignment.ts'
import { deadlineExtensionReached } from '../../events/deadline.ts'
import { type Detail, type Happened, happen } from '../../events/event.ts'
import { command } from '../log/command.ts'
import { reactingTo } from '../log/reacting.ts'
import { Retryable, type World } from '../ports.ts'
import { wallClock } from '../time/calendar.ts'
import { assignmentAggregate } from './assignment.ts'
import { assignmentId } from './part.ts'

export async function scheduleExtensionEnd(
  event: Detail<Happened<typeof assignmentExtended>['data']>,
  { scheduler }: Pick<World, 'scheduler'>,
): Promise<void> {
  const { planId, key, unit, until } = event.data
  await scheduler.put({
    // One schedule for each end that was ever given: two extensions may arrive in any order, and the signal of one that a later one
    // outlived ends nothing.
    name: extensionScheduleName(planId, key, unit, until),
    at: wallClock(until),
    event: happen(deadlineExtensionReached, { planId, key, unit, at: until }),
    causationId: event.metadata.id,
  })
}

/** Schedule names hold at most 64 characters, which plan, task and unit together may exceed: unit and end stand in as a hash. */
function extensionScheduleName(planId: string, key: string, unit: string, until: string): string {
  return `${planId}.${key}.extension-${hash('sha256', `${unit}\n${until}`).slice(0, 16)}`
}

export async function endExtension(
  event: Detail<Happened<typeof deadlineExtensionReached>['data']>,
  { store, clock }: Pick<World, 'store' | 'clock'>,
): Promise<void> {
  const { planId, key, unit, at } = event.data
  if (clock.now() < at) throw new Retryable(`the extension of ${unit} ends at ${at}`)
  const of = { planId, key, unit }
  await command(store, assignmentAggregate(of), assignmentId(of), { type: 'end-extension', until: at }, reactingTo(event.metadata, clock))
}
