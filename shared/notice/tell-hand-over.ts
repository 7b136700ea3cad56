/** A role was handed over: the giver, the receiver, the unit's head and the officers above are told, each once. */
import type { unitRoleTransferred } from '../../events/directory.ts'
import type { Detail, Happened } from '../../events/event.ts'
import { readDirectory } from '../directory/load.ts'
import { isPersonId, isUnitId, type Person } from '../directory/model.ts'
import type { DirectoryView } from '../directory/snapshot.ts'
import { reactingTo } from '../log/reacting.ts'
import { Permanent, type World } from '../ports.ts'
import { dayOf } from '../time/calendar.ts'
import { noticeToPerson } from './address.ts'
import { queueNotices } from './queue.ts'

export async function tellHandOver(
  event: Detail<Happened<typeof unitRoleTransferred>['data']>,
  world: Pick<World, 'store' | 'clock'>,
): Promise<void> {
  const { unitId, role, giver: giverId, receiver: receiverId, from } = event.data
  // Read anew: a kept directory may not know the receiver yet.
  const directory = await readDirectory(world.store)
  const unit = isUnitId(unitId) ? directory.unit(unitId) : undefined
  const giver = isPersonId(giverId) ? directory.person(giverId) : undefined
  const receiver = isPersonId(receiverId) ? directory.person(receiverId) : undefined
  if (unit === undefined || giver === undefined || receiver === undefined) throw new Permanent(`${unitId}: its people are not there`)
  const view = directory.asOf(dayOf(world.clock.now()))
  const actor = event.metadata.actor.person
  const by = (isPersonId(actor) ? directory.person(actor)?.name : undefined) ?? giver.name
  const facts = { unitName: unit.name, role, giver: giver.name, receiver: receiver.name, receiverEmail: receiver.email, from, by }
  const told = new Set([giver, receiver, ...view.peopleIn(unit.id, 'head'), ...officersAbove(view, unit.id)])
  const about = { kind: 'role-transferred' as const, occasion: event.metadata.id, facts }
  await queueNotices(
    world.store,
    [...told].map((person) => noticeToPerson(person, about)),
    reactingTo(event.metadata, world.clock),
  )
}

/** Of the nearest unit above that has any. */
function officersAbove(view: DirectoryView, unit: Parameters<DirectoryView['ancestorsOf']>[0]): readonly Person[] {
  return (
    view
      .ancestorsOf(unit)
      .map(({ id }) => view.peopleIn(id, 'officer'))
      .find((officers) => officers.length > 0) ?? []
  )
}
