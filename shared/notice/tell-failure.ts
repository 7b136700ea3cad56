/**
 * A reaction gave up: whoever caused the event is told, or else the officers, who can have it driven again. What is broken breaks for
 * thousands of events alike, so each person is told once an hour for each reaction; every failure is on record (list `failure`).
 */
import type { Detail, Happened } from '../../events/event.ts'
import type { reactionFailed } from '../../events/reaction.ts'
import { loadDirectory } from '../directory/load.ts'
import { isPersonId } from '../directory/model.ts'
import { reactingTo } from '../log/reacting.ts'
import type { World } from '../ports.ts'
import { dayOf } from '../time/calendar.ts'
import { noticeToPerson } from './address.ts'
import { queueNotices } from './queue.ts'

export async function tellFailure(
  event: Detail<Happened<typeof reactionFailed>['data']>,
  world: Pick<World, 'store' | 'clock'>,
): Promise<void> {
  const { reaction, eventId, eventName, reason, causedBy, failedAt } = event.data
  const directory = await loadDirectory(world)
  const today = dayOf(world.clock.now())
  const causer = isPersonId(causedBy) ? directory.person(causedBy) : undefined
  const officers = directory.people.filter((person) =>
    directory
      .asOf(today)
      .rolesOf(person.id)
      .some((role) => role.role === 'officer'),
  )
  const told = causer === undefined ? officers : [causer]
  const about = {
    kind: 'reaction-failed' as const,
    occasion: failureOccasion(reaction, failedAt),
    facts: { reaction, eventId, eventName, reason },
  }
  await queueNotices(
    world.store,
    told.map((person) => noticeToPerson(person, about)),
    reactingTo(event.metadata, world.clock),
  )
}

export function failureOccasion(reaction: string, failedAt: string): string {
  return `${reaction}#${failedAt.slice(0, 'yyyy-mm-ddThh'.length)}`
}
