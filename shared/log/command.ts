/** The one way to change anything: load, decide, append. */
import { hash } from 'node:crypto'
import type { EventOf } from '../../events/event.ts'
import type { Append, CommandContext, EventStore, StoredState, StreamName } from '../ports.ts'
import { Retryable } from '../ports.ts'
import type { Aggregate } from './aggregate.ts'
import { fold } from './aggregate.ts'
import { GENESIS, record } from './chain.ts'
import { isRefusal, type Refusal, refuse } from './refusal.ts'

/** How often a command is decided again after somebody else was faster. */
export const COMMAND_ATTEMPTS_MAX = 5

export interface Done<State> {
  readonly refused?: false
  readonly state: State
  readonly version: number
  /** False when nothing had to change, or the same key had done it before. */
  readonly changed: boolean
}

/** What the caller has just loaded; nothing, if there was nothing. */
export interface Known {
  readonly stored: StoredState | undefined
}

export function streamOf(kind: string, id: string): StreamName {
  return `${kind}#${id}`
}

export function splitStream(stream: StreamName): readonly [kind: string, id: string] {
  const at = stream.indexOf('#')
  return [stream.slice(0, at), stream.slice(at + 1)]
}

/** SHA-256 (hex) of a command, for its idempotency key. */
export function fingerprintOf(command: unknown): string {
  return hash('sha256', JSON.stringify(command))
}

export function stateOf<State>(stored: StoredState | undefined): State | undefined {
  return stored === undefined ? undefined : (JSON.parse(stored.state) as State)
}

/**
 * Decides a command on the current state and appends what happened, in one transaction.
 *
 * `known` is the state the caller has just loaded: it is tried first, and read anew only when it has been overtaken.
 *
 * Refuses with `stale` when the caller saw an older version, with `key-reused` when the idempotency key stood for another command.
 * Throws `Retryable` when others kept winning the race.
 */
export async function command<State, Command, Event extends EventOf<string, unknown>>(
  store: EventStore,
  aggregate: Aggregate<State, Command, Event>,
  id: string,
  order: Command,
  context: CommandContext,
  known?: Known,
): Promise<Done<State> | Refusal> {
  const stream = streamOf(aggregate.kind, id)
  for (let attempt = 1; attempt <= COMMAND_ATTEMPTS_MAX; attempt += 1) {
    const stored = attempt === 1 && known !== undefined ? known.stored : await store.load(stream)
    const decided = prepare(aggregate, stream, stored, order, context)
    if (isRefusal(decided) || decided.append === undefined) {
      const unchanged = isRefusal(decided) ? decided : { state: decided.state, version: stored?.version ?? 0, changed: false }
      return (await earlierOutcome<State>(store, stream, context, stored)) ?? unchanged
    }
    const appended = await store.append([decided.append])
    if (appended.outcome === 'appended') {
      return { state: decided.state, version: (stored?.version ?? 0) + decided.append.events.length, changed: true }
    }
    if (appended.outcome === 'repeated') {
      const earlier = await earlierOutcome<State>(store, stream, context, await store.load(stream))
      if (earlier !== undefined) return earlier
    }
  }
  throw new Retryable(`${stream}: others kept changing it`)
}

export interface Order<State, Command, Event extends EventOf<string, unknown>> {
  readonly aggregate: Aggregate<State, Command, Event>
  readonly id: string
  readonly order: Command
  readonly context: CommandContext
}

/**
 * Many commands in one transaction; several on one aggregate are decided in their order. A refusal changes nothing and is not reported.
 * Throws `Retryable` when somebody else was faster with any of them: then give them one by one. `known` are the states the caller has
 * just loaded, in order.
 */
export async function commandTogether<State, Command, Event extends EventOf<string, unknown>>(
  store: EventStore,
  orders: readonly Order<State, Command, Event>[],
  known?: readonly (StoredState | undefined)[],
): Promise<void> {
  const stored = known ?? (await store.loadMany(orders.map(({ aggregate, id }) => streamOf(aggregate.kind, id))))
  const appends = new Map<StreamName, Append>()
  for (const [index, { aggregate, id, order, context }] of orders.entries()) {
    const stream = streamOf(aggregate.kind, id)
    const before = appends.get(stream)
    const prepared = prepare(aggregate, stream, before === undefined ? stored[index] : stateAfter(before), order, context)
    if (!isRefusal(prepared) && prepared.append !== undefined) appends.set(stream, joined(before, prepared.append))
  }
  const appended = await store.append([...appends.values()])
  if (appended.outcome !== 'appended') throw new Retryable('others changed one of them')
}

function stateAfter({ stream, expectedVersion, events, state }: Append): StoredState {
  return { stream, version: expectedVersion + events.length, hash: events.at(-1)?.hash ?? GENESIS, state }
}

function joined(before: Append | undefined, next: Append): Append {
  return before === undefined ? next : { ...next, expectedVersion: before.expectedVersion, events: [...before.events, ...next.events] }
}

/** What a command would append, without touching the store: for appending several aggregates in one transaction. */
export function prepare<State, Command, Event extends EventOf<string, unknown>>(
  aggregate: Aggregate<State, Command, Event>,
  stream: StreamName,
  stored: StoredState | undefined,
  order: Command,
  context: CommandContext,
): { readonly append?: Append; readonly state: State } | Refusal {
  const version = stored?.version ?? 0
  if (context.expectedVersion !== undefined && context.expectedVersion !== version) {
    return refuse('stale', undefined, { seen: context.expectedVersion, stored: version })
  }
  const before = stateOf<State>(stored)
  const decision = aggregate.decide(before, order, { at: context.at, person: context.actor.person })
  if (isRefusal(decision)) return decision
  const after = fold(aggregate, before, decision)
  if (after === undefined) return refuse('not-found')
  if (decision.length === 0) return { state: after }
  const append: Append = {
    stream,
    expectedVersion: version,
    events: record(stream, stored, decision, context),
    state: JSON.stringify(after),
    listing: aggregate.listing(after),
    revises: aggregate.revises?.(after),
    key: context.key,
  }
  return { append, state: after }
}

/** What the same key did before: its result, or a refusal when it stood for something else. Nothing when the key is new. */
export async function earlierOutcome<State>(
  store: EventStore,
  stream: StreamName,
  context: CommandContext,
  stored: StoredState | undefined,
): Promise<Done<State> | Refusal | undefined> {
  if (context.key === undefined) return undefined
  const earlier = await store.outcomeOf(stream, context.key.key)
  if (earlier === undefined) return undefined
  if (earlier.fingerprint !== context.key.fingerprint) return refuse('key-reused', 'idempotency-key')
  const state = stateOf<State>(stored)
  return state === undefined ? undefined : { state, version: stored?.version ?? earlier.version, changed: false }
}
