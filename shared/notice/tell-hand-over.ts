/** A role was handed over, or that was taken back: the giver, the receiver, the unit's head and the officers above are told, each once. */
import type { unitRoleTransferCancelled, unitRoleTransferred } from '../../events/directory.ts'
import type { Happened, Metadata } from '../../events/event.ts'
import type { NoticeKind } from '../../events/notice.ts'
import { readDirectory } from '../directory/load.ts'
import { isPersonId, isUnitId, type Person } from '../directory/model.ts'
import { reactingTo } from '../log/reacting.ts'
import { Permanent, type World } from '../ports.ts'
import { dayOf } from '../time/calendar.ts'
import { noticeToPerson } from './address.ts'
import { nearestOfficers } from './officers.ts'
import { queueNotices } from './queue.ts'

type Told = Happened<typeof unitRoleTransferred | typeof unitRoleTransferCancelled>
type Event = Pick<Told, 'name' | 'data'> & { readonly metadata: Metadata }

const kindOf = {
  'unit.role-transferred': 'role-transferred',
  'unit.role-transfer-cancelled': 'role-transfer-cancelled',
} as const satisfies Record<Told['name'], NoticeKind>

export async function tellHandOver(event: Event, world: Pick<World, 'store' | 'clock'>): Promise<void> {
  const { unitId, role, giver: giverId, receiver: receiverId, from } = event.data
  // Read anew: a kept directory may not know the receiver yet.
  const directory = await readDirectory(world.store)
  const unit = isUnitId(unitId) ? directory.unit(unitId) : undefined
  const giver = isPersonId(giverId) ? directory.person(giverId) : undefined
  const receiver = isPersonId(receiverId) ? directory.person(receiverId) : undefined
  if (unit === undefined || giver === undefined || receiver === undefined) throw new Permanent(`${unitId}: its people are not there`)
  // Events come in any order: of what has been taken back meanwhile nobody is told that it will be.
  if (event.name === 'unit.role-transferred' && !holds(receiver, event.data)) return
  const view = directory.asOf(dayOf(world.clock.now()))
  const actor = event.metadata.actor.person
  const by = (isPersonId(actor) ? directory.person(actor)?.name : undefined) ?? giver.name
  const people = { giver: giver.name, receiver: receiver.name, receiverEmail: receiver.email }
  const facts = { unit: unit.id, unitName: unit.name, role, ...people, from, by }
  const told = new Set([giver, receiver, ...view.peopleIn(unit.id, 'head'), ...nearestOfficers(view.ancestorsOf(unit.id), view)])
  const about = { kind: kindOf[event.name], occasion: event.metadata.id, facts }
  await queueNotices(
    world.store,
    [...told].map((person) => noticeToPerson(person, about)),
    reactingTo(event.metadata, world.clock),
  )
}

function holds({ roles }: Person, { unitId, role, from }: Told['data']): boolean {
  return roles.some((one) => one.role === role && one.unit === unitId && one.from === from)
}
