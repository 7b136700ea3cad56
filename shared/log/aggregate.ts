/** What every aggregate of the product is: two pure functions and the lists its state stands in. */
import type { EventOf } from '../../events/event.ts'
import type { Listing } from '../ports.ts'
import type { Refusal } from './refusal.ts'

/** What a decision may know besides state and command: the instant (ISO, UTC) and who decides. Nothing in here reads a clock. */
export interface DecisionContext {
  readonly at: string
  readonly person: string
}

/** No event at all is a decision too: what was asked for is already so. */
export type Decision<Event> = readonly Event[] | Refusal

export interface Aggregate<State, Command, Event extends EventOf<string, unknown>> {
  /** First half of the stream's name: `plan`, `assignment`, … */
  readonly kind: string
  /** Undefined before the first event. */
  decide(state: State | undefined, command: Command, context: DecisionContext): Decision<Event>
  evolve(state: State | undefined, event: Event): State
  listing(state: State): Listing
  /** What others keep a copy of, and every event of this aggregate makes anew. */
  revises?(state: State): string
}

/** The state that these events lead to. */
export function fold<State, Event extends EventOf<string, unknown>>(
  aggregate: Pick<Aggregate<State, never, Event>, 'evolve'>,
  state: State | undefined,
  events: readonly Event[],
): State | undefined {
  return events.reduce<State | undefined>((folded, event) => aggregate.evolve(folded, event), state)
}
