/**
 * A role moves between two people of a unit: both people's logs and the unit's say so in one transaction, or none does. What moves is
 * decided by whoever calls, on the people as they are stored at that moment.
 */
import type { unitRoleTransferCancelled, unitRoleTransferred } from '../../events/directory.ts'
import { happen } from '../../events/event.ts'
import type { Aggregate } from '../log/aggregate.ts'
import { prepare, stateOf, streamOf } from '../log/command.ts'
import { isRefusal, type Refusal, refuse } from '../log/refusal.ts'
import { type Append, type CommandContext, type EventStore, Retryable, type StreamName } from '../ports.ts'
import { personAggregate, unitAggregate } from './aggregates.ts'
import type { Person, PersonId, RoleName, Unit, UnitId } from './model.ts'

const ATTEMPTS_MAX = 5

/** What a unit may pass on by itself. An officer's role is given by whoever keeps the directory. */
export const rolesHandedOver = ['clerk', 'head', 'reader'] as const satisfies readonly RoleName[]
export type HandedRole = (typeof rolesHandedOver)[number]

/** One hand-over: between these two there is one from a day on. */
export interface Transfer {
  readonly unit: UnitId
  readonly role: HandedRole
  readonly giver: PersonId
  readonly receiver: PersonId
  /** First day of the receiver. */
  readonly from: string
}

/** Both people as they are afterwards. */
export interface Both {
  readonly giver: Person
  readonly receiver: Person
}

type TransferEvent = typeof unitRoleTransferred | typeof unitRoleTransferCancelled
type Said = ReturnType<typeof happen<TransferEvent['name'], TransferEvent['data']>>

/** On the unit's log: that it happened, and nothing of the unit changes by it. */
const unitLogOf = (event: TransferEvent): Aggregate<Unit, Said['data'], Said> => ({
  kind: 'unit',
  decide: (unit, data) => (unit === undefined ? refuse('not-found') : [happen(event, data)]),
  evolve: (unit) => unit as Unit,
  listing: unitAggregate.listing,
})

/** The version of the context is the unit's. Throws `Retryable` when others kept winning the race. */
export async function transferRole(
  { unit: unitId, role, giver: giverId, receiver: receiverId, from }: Transfer,
  event: TransferEvent,
  decide: (giver: Person | undefined, receiver: Person | undefined) => Both | Refusal,
  store: EventStore,
  context: CommandContext,
): Promise<Refusal | undefined> {
  const streams = [streamOf('person', giverId), streamOf('person', receiverId), streamOf('unit', unitId)] as const
  const { key, expectedVersion, ...common } = context
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const [giver, receiver, unit] = await store.loadMany(streams)
    const people = decide(stateOf<Person>(giver), stateOf<Person>(receiver))
    // The key stands with the unit's event: sent twice, it is done once.
    const said = prepare(
      unitLogOf(event),
      streams[2],
      unit,
      { unitId, role, giver: giverId, receiver: receiverId, from },
      { ...common, key, expectedVersion },
    )
    if (isRefusal(said)) return unlessDone(said, store, streams[2], context)
    if (isRefusal(people)) return unlessDone(people, store, streams[2], context)
    const appends = [
      prepare(personAggregate, streams[0], giver, { value: people.giver }, common),
      prepare(personAggregate, streams[1], receiver, { value: people.receiver }, common),
      said,
    ].flatMap((prepared): Append[] => (isRefusal(prepared) || prepared.append === undefined ? [] : [prepared.append]))
    if ((await store.append(appends)).outcome === 'appended') return undefined
  }
  throw new Retryable(`${unitId}: others kept changing its people`)
}

/** The same command, sent again after its answer was lost: by then there is nothing left to do. */
async function unlessDone(refused: Refusal, store: EventStore, unit: StreamName, { key }: CommandContext): Promise<Refusal | undefined> {
  const earlier = key === undefined ? undefined : await store.outcomeOf(unit, key.key)
  return earlier !== undefined && earlier.fingerprint === key?.fingerprint ? undefined : refused
}
