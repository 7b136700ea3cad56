/** A reaction gave up: whoever caused the event is told, and so are the officers, who can have it driven again. */
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
  const { reaction, eventId, eventName, reason, causedBy } = event.data
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
  const about = { kind: 'reaction-failed' as const, occasion: event.metadata.stream, facts: { reaction, eventId, eventName, reason } }
  await queueNotices(
    world.store,
    told.map((person) => noticeToPerson(person, about)),
    reactingTo(event.metadata, world.clock),
  )
}
