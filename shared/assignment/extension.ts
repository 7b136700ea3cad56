/** An extension: one schedule for each of its reminders and one for its end, and what happens then. */
import { hash } from 'node:crypto'
import type { assignmentExtended } from '../../events/assignment.ts'
import { deadlineExtensionNear, deadlineExtensionReached } from '../../events/deadline.ts'
import { type Detail, type Happened, happen } from '../../events/event.ts'
import { command } from '../log/command.ts'
import { reactingTo } from '../log/reacting.ts'
import { extensionReminders } from '../plan/deadline.ts'
import { loadPlan } from '../plan/load.ts'
import { Retryable, type Schedule, type World } from '../ports.ts'
import { instantShown, wallClock } from '../time/calendar.ts'
import { assignmentAggregate } from './assignment.ts'
import { assignmentId } from './part.ts'

type Extended = Happened<typeof assignmentExtended>['data']

export async function scheduleExtension(
  { data, metadata }: Detail<Extended>,
  { store, scheduler }: Pick<World, 'store' | 'scheduler'>,
): Promise<void> {
  const { policy } = await loadPlan(store, data.planId)
  for (const { at, daysLeft } of extensionReminders(data.until, policy, metadata.at))
    await scheduler.put({ ...reminderOf(data, at, daysLeft), causationId: metadata.id })
  await scheduler.put({ ...endOf(data), causationId: metadata.id })
}

type Signal = Omit<Schedule, 'causationId'>

function endOf({ planId, key, unit, until }: Extended): Signal {
  const name = scheduleName(planId, key, 'extension', unit, until)
  return { name, at: wallClock(until), event: happen(deadlineExtensionReached, { planId, key, unit, at: until }) }
}

function reminderOf({ planId, key, unit, until }: Extended, at: string, daysLeft: number): Signal {
  const name = scheduleName(planId, key, 'reminder', unit, until, String(daysLeft))
  return { name, at, event: happen(deadlineExtensionNear, { planId, key, unit, until, at: instantShown(at), daysLeft }) }
}

/**
 * One schedule for each end that was ever given: two extensions may arrive in any order, and the signal of one that a later one outlived
 * does nothing. Names hold at most 64 characters, which plan, task and unit together may exceed: what tells them apart stands in as a hash.
 */
function scheduleName(planId: string, key: string, phase: 'extension' | 'reminder', ...parts: readonly string[]): string {
  return `${planId}.${key}.${phase}-${hash('sha256', parts.join('\n')).slice(0, 16)}`
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
