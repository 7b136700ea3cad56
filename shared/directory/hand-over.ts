/**
 * A role handed over: the giver keeps it until the day before, the receiver holds it from the day on, and both people's logs and the
 * unit's say so in one transaction. Nobody is deleted, and the unit's work stays where it is.
 */
import { unitRoleTransferred } from '../../events/directory.ts'
import { happen } from '../../events/event.ts'
import type { Aggregate } from '../log/aggregate.ts'
import { prepare, stateOf, streamOf } from '../log/command.ts'
import { isRefusal, type Refusal, refuse } from '../log/refusal.ts'
import { type Append, type CommandContext, type EventStore, Retryable, type StreamName } from '../ports.ts'
import { addDays, dayOf } from '../time/calendar.ts'
import { personAggregate, unitAggregate } from './aggregates.ts'
import { emailOf, isEmail } from './contact.ts'
import { coversDate, type Person, type PersonId, type Role, type RoleName, type Unit, type UnitId } from './model.ts'
import { personIdOf } from './person-id.ts'
import type { Directory } from './snapshot.ts'

/** A hand-over further ahead is a plan, and plans change. */
export const HAND_OVER_DAYS_AHEAD_MAX = 366
const ATTEMPTS_MAX = 5

/** What a unit may pass on by itself. An officer's role is given by whoever keeps the directory. */
export const rolesHandedOver = ['clerk', 'head', 'reader'] as const satisfies readonly RoleName[]
export type HandedRole = (typeof rolesHandedOver)[number]

export interface HandOver {
  readonly unit: UnitId
  readonly role: HandedRole
  readonly giver: PersonId
  readonly receiver: { readonly name: string; readonly email: string }
  /** First day of the receiver. */
  readonly from: string
}

type HandedOver = ReturnType<typeof happen<'unit.role-transferred', typeof unitRoleTransferred.data>>

/** On the unit's log: that it happened, and nothing of the unit changes by it. */
const unitLog: Aggregate<Unit, HandedOver['data'], HandedOver> = {
  kind: 'unit',
  decide: (unit, data) => (unit === undefined ? refuse('not-found') : [happen(unitRoleTransferred, data)]),
  evolve: (unit) => unit as Unit,
  listing: unitAggregate.listing,
}

export async function handOver(
  order: HandOver,
  { store, directory }: { readonly store: EventStore; readonly directory: Directory },
  context: CommandContext,
): Promise<Refusal | undefined> {
  const email = emailOf(order.receiver.email)
  if (!isEmail(email)) return refuse('email-wrong', 'email')
  const receiverId = directory.personByEmail(email)?.id ?? personIdOf(email)
  if (receiverId === order.giver) return refuse('hand-over-to-self', 'email')
  const streams = [streamOf('person', order.giver), streamOf('person', receiverId), streamOf('unit', order.unit)] as const
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const [giver, receiver, unit] = await store.loadMany(streams)
    const people = decideHandOver(
      order,
      stateOf<Person>(giver),
      stateOf<Person>(receiver) ?? newPerson(receiverId, order, email),
      context.at,
    )
    if (isRefusal(people)) return (await isDoneAlready(store, streams[2], context)) ? undefined : people
    const { key, expectedVersion: _version, ...common } = context
    const { role, from } = order
    const event = { unitId: order.unit, role, giver: order.giver, receiver: receiverId, from }
    const appends = [
      prepare(personAggregate, streams[0], giver, { value: people.giver }, common),
      prepare(personAggregate, streams[1], receiver, { value: people.receiver }, common),
      // The key stands with the unit's event: sent twice, it is handed over once.
      prepare(unitLog, streams[2], unit, event, { ...common, key }),
    ].map((prepared): Append | Refusal | undefined => (isRefusal(prepared) ? prepared : prepared.append))
    const refused = appends.find(isRefusal)
    if (refused !== undefined) return refused
    const appended = await store.append(appends.filter((one): one is Append => one !== undefined && !isRefusal(one)))
    if (appended.outcome === 'appended') return undefined
  }
  throw new Retryable(`${order.unit}: others kept changing its people`)
}

/** The same command, sent again after its answer was lost: by then the giver has nothing to give any more. */
async function isDoneAlready(store: EventStore, unit: StreamName, { key }: CommandContext): Promise<boolean> {
  const earlier = key === undefined ? undefined : await store.outcomeOf(unit, key.key)
  return earlier !== undefined && earlier.fingerprint === key?.fingerprint
}

function newPerson(id: PersonId, { receiver }: HandOver, email: string): Person {
  return { id, name: receiver.name, email, roles: [] }
}

/** Pure: both people as they are afterwards. */
export function decideHandOver(
  { unit, role, from }: Pick<HandOver, 'unit' | 'role' | 'from'>,
  giver: Person | undefined,
  receiver: Person,
  at: string,
): { readonly giver: Person; readonly receiver: Person } | Refusal {
  const today = dayOf(at)
  if (from < today) return refuse('hand-over-past', 'from')
  if (from > addDays(today, HAND_OVER_DAYS_AHEAD_MAX)) return refuse('hand-over-far', 'from', { max: HAND_OVER_DAYS_AHEAD_MAX })
  const held = giver?.roles.find((one) => one.role === role && one.unit === unit && coversDate(one, from))
  if (giver === undefined || held === undefined) return refuse('role-not-there', 'giver')
  if (held.from >= from) return refuse('hand-over-too-soon', 'from')
  if (receiver.roles.some((one) => one.role === role && one.unit === unit && (one.to ?? from) >= from))
    return refuse('role-there-already', 'email')
  // A role given for a time is passed on for the same time.
  const passed: Role = { role, unit, from, ...(held.to === undefined ? {} : { to: held.to }) }
  return {
    giver: { ...giver, roles: giver.roles.map((one) => (one === held ? { ...one, to: addDays(from, -1) } : one)) },
    receiver: { ...receiver, roles: [...receiver.roles, passed] },
  }
}
