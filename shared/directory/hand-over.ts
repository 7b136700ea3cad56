/**
 * A role handed over: the giver keeps it until the day before, the receiver holds it from the day on. Nobody is deleted, and the unit's
 * work stays where it is.
 */
import { unitRoleTransferred } from '../../events/directory.ts'
import { type Refusal, refuse } from '../log/refusal.ts'
import type { CommandContext, EventStore } from '../ports.ts'
import { addDays, dayOf } from '../time/calendar.ts'
import { emailOf, isEmail } from './contact.ts'
import { readDirectory } from './load.ts'
import { coversDate, type Person, type PersonId, type Role } from './model.ts'
import { personIdOf } from './person-id.ts'
import { type Both, type Transfer, transferRole } from './role-transfer.ts'
import type { Directory } from './snapshot.ts'

/** A hand-over further ahead is a plan, and plans change. */
export const HAND_OVER_DAYS_AHEAD_MAX = 366

export interface HandOver extends Omit<Transfer, 'receiver'> {
  readonly receiver: { readonly name: string; readonly email: string }
}

export async function handOver(
  order: HandOver,
  { store, directory }: { readonly store: EventStore; readonly directory: Directory },
  context: CommandContext,
): Promise<Refusal | undefined> {
  const email = emailOf(order.receiver.email)
  if (!isEmail(email)) return refuse('email-wrong', 'email')
  const receiver = directory.personByEmail(email)?.id ?? personIdOf(email)
  if (receiver === order.giver) return refuse('hand-over-to-self', 'email')
  const refused = await transferRole(
    { ...order, receiver },
    unitRoleTransferred,
    (giver, known) => decideHandOver(order, giver, receiverOf(known, receiver, order, email), context.at),
    store,
    context,
  )
  // The button pressed again after the answer was lost: nothing is left to do.
  return refused === undefined || isHandedOver(order, await readDirectory(store)) ? undefined : refused
}

/** Whether this very hand-over stands. */
export function isHandedOver({ unit, role, giver, receiver, from }: HandOver, directory: Directory): boolean {
  const roles = directory.personByEmail(emailOf(receiver.email))?.roles ?? []
  return roles.some((one) => one.role === role && one.unit === unit && one.from === from && one.giver === giver)
}

/** Whoever never held a role is known by what the hand-over says: taken back for a wrong name, it is done again with the right one. */
function receiverOf(known: Person | undefined, id: PersonId, { receiver }: HandOver, email: string): Person {
  const isSomebody = known !== undefined && known.roles.length > 0
  return isSomebody ? known : { id, name: receiver.name, email, roles: [] }
}

/** Pure: both people as they are afterwards. */
export function decideHandOver(
  { unit, role, from }: Pick<HandOver, 'unit' | 'role' | 'from'>,
  giver: Person | undefined,
  receiver: Person,
  at: string,
): Both | Refusal {
  const today = dayOf(at)
  if (from < today) return refuse('hand-over-past', 'from')
  if (from > addDays(today, HAND_OVER_DAYS_AHEAD_MAX)) return refuse('hand-over-far', 'from', { max: HAND_OVER_DAYS_AHEAD_MAX })
  const held = giver?.roles.find((one) => one.role === role && one.unit === unit && coversDate(one, from))
  if (giver === undefined || held === undefined) return refuse('role-not-there', 'giver')
  if (held.from >= from) return refuse('hand-over-too-soon', 'from')
  // What may still be taken back is not passed on.
  if (held.from > today) return refuse('role-not-begun', 'giver')
  if (receiver.roles.some((one) => one.role === role && one.unit === unit && (one.to ?? from) >= from))
    return refuse('role-there-already', 'email')
  // A role given for a time is passed on for the same time.
  const passed: Role = { role, unit, from, ...(held.to === undefined ? {} : { to: held.to }), giver: giver.id }
  return {
    giver: { ...giver, roles: giver.roles.map((one) => (one === held ? { ...one, to: addDays(from, -1) } : one)) },
    receiver: { ...receiver, roles: [...receiver.roles, passed] },
  }
}
