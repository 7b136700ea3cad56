/** A hand-over taken back before its day: the giver keeps the role as long as before, and the receiver never holds it. */
import { unitRoleTransferCancelled } from '../../events/directory.ts'
import { type Refusal, refuse } from '../log/refusal.ts'
import type { CommandContext, EventStore } from '../ports.ts'
import { addDays, dayOf } from '../time/calendar.ts'
import type { Person, Role } from './model.ts'
import { type Both, type Transfer, transferRole } from './role-transfer.ts'

export function cancelHandOver(order: Transfer, store: EventStore, context: CommandContext): Promise<Refusal | undefined> {
  return transferRole(
    order,
    unitRoleTransferCancelled,
    (giver, receiver) => decideCancelling(order, giver, receiver, context.at),
    store,
    context,
  )
}

/** Pure: both people as they are afterwards. */
export function decideCancelling(
  { unit, role, giver: giverId, from }: Omit<Transfer, 'receiver'>,
  giver: Person | undefined,
  receiver: Person | undefined,
  at: string,
): Both | Refusal {
  const isMeant = (one: Role) => one.role === role && one.unit === unit
  const passed = receiver?.roles.find((one) => isMeant(one) && one.from === from && one.giver === giverId)
  if (giver === undefined || receiver === undefined || passed === undefined) return refuse('hand-over-not-there')
  if (from <= dayOf(at)) return refuse('hand-over-in-force')
  const ended = giver.roles.find((one) => isMeant(one) && one.to === addDays(from, -1))
  if (ended === undefined) return refuse('hand-over-altered')
  return {
    giver: { ...giver, roles: giver.roles.map((one) => (one === ended ? lasting(ended, passed.to) : one)) },
    receiver: { ...receiver, roles: receiver.roles.filter((one) => one !== passed) },
  }
}

/** The role with the last day it had before. Its fields stay in their order: two values that mean the same are then equal as text. */
function lasting({ role, unit, from, giver }: Role, to: string | undefined): Role {
  return { role, unit, from, ...(to === undefined ? {} : { to }), ...(giver === undefined ? {} : { giver }) }
}
