/** Tests of deciders read: given these events, when this is ordered, then this happens. */
import { expect } from 'vitest'
import type { EventOf } from '../../events/event.ts'
import { type Aggregate, type DecisionContext, fold } from './aggregate.ts'
import { isRefusal, type Refusal } from './refusal.ts'

export interface Outcome<State, Event> {
  /** Exactly these events, in this order. */
  happens(...events: readonly Event[]): void
  /** What was ordered is already so. */
  changesNothing(): void
  isRefused(code: string, more?: Pick<Refusal, 'field' | 'facts'>): void
  /** The state afterwards. Throws when it was refused. */
  state(): State
  /** `happened`, `nothing`, or the refusal's code: for tables. */
  word(): string
}

export interface Given<State, Command, Event> {
  when(order: Command, context?: Partial<DecisionContext>): Outcome<State, Event>
}

const CONTEXT: DecisionContext = { at: '2021-03-01T02:00:00.000Z', person: 'per_tran-thi-sen' }

export function given<State, Command, Event extends EventOf<string, unknown>>(
  aggregate: Aggregate<State, Command, Event>,
  ...events: readonly Event[]
): Given<State, Command, Event> {
  return {
    when(order, context) {
      const before = fold(aggregate, undefined, events)
      const decision = aggregate.decide(before, order, { ...CONTEXT, ...context })
      return {
        happens: (...expected) => expect(decision).toEqual(expected),
        changesNothing: () => expect(decision).toEqual([]),
        isRefused: (code, more) => expect(decision).toMatchObject({ refused: true, code, ...more }),
        word: () => (isRefusal(decision) ? decision.code : decision.length === 0 ? 'nothing' : 'happened'),
        state() {
          if (isRefusal(decision)) throw new Error(`refused: ${decision.code}`)
          const after = fold(aggregate, before, decision)
          if (after === undefined) throw new Error('nothing has happened')
          return after
        },
      }
    },
  }
}
