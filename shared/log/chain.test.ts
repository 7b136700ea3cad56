import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EVENT_DETAIL_BYTES_MAX, SYSTEM } from '../../events/event.ts'
import type { RecordedEvent, StoredState } from '../ports.ts'
import { GENESIS, hashOf, record, verifyChain } from './chain.ts'
import { TooLarge } from './limits.ts'

const stream = 'plan#pln_1'
const context = { at: '2021-03-01T02:00:00.000Z', actor: SYSTEM, correlationId: 'cmd_1', causationId: 'cmd_1' }
const note = (text: string) => ({ name: 'note.written', version: 1, data: { text } })

const storedAfter = (events: readonly RecordedEvent[]): StoredState => ({
  stream,
  version: events.length,
  hash: events.at(-1)?.hash ?? GENESIS,
  state: '{}',
})

const logs = fc
  .array(fc.string({ maxLength: 20 }), { minLength: 1, maxLength: 8 })
  .map((texts) => record(stream, undefined, texts.map(note), context))

/** A log and a place in it. */
const placed = logs.chain((events) => fc.record({ events: fc.constant(events), index: fc.nat({ max: events.length - 1 }) }))

describe('recording', () => {
  it('numbers events from 1 and names who, when and why', () => {
    const [first, second] = record(stream, undefined, [note('một'), note('hai')], context)
    expect(JSON.parse(first?.detail ?? '')).toEqual({
      metadata: { id: 'plan#pln_1#1', version: 1, stream, sequence: 1, ...context },
      data: { text: 'một' },
    })
    expect(second).toMatchObject({ stream, sequence: 2, name: 'note.written' })
  })

  it('chains the first event to nothing and each other one to its predecessor', () => {
    const [first, second] = record(stream, undefined, [note('một'), note('hai')], context)
    expect(first?.hash).toBe(hashOf(GENESIS, first as RecordedEvent))
    expect(second?.hash).toBe(hashOf(first?.hash ?? '', second as RecordedEvent))
  })

  it('goes on where the stored state stands, as if all had been recorded at once', () => {
    const all = record(stream, undefined, ['một', 'hai', 'ba'].map(note), context)
    expect(record(stream, storedAfter(all.slice(0, 1)), ['hai', 'ba'].map(note), context)).toEqual(all.slice(1))
  })

  it('throws at an event too large for the bus, counted in bytes, not in characters', () => {
    const fits = 'x'.repeat(EVENT_DETAIL_BYTES_MAX - 1_000)
    expect(record(stream, undefined, [note(fits)], context)).toHaveLength(1)
    expect(() => record(stream, undefined, [note('ệ'.repeat(EVENT_DETAIL_BYTES_MAX / 2))], context)).toThrow(TooLarge)
  })
})

describe('verifying a log', () => {
  it('finds nothing in a log as it was recorded, nor in one that never began', () => {
    fc.assert(
      fc.property(logs, (events) => {
        expect(verifyChain(stream, events, storedAfter(events))).toBeUndefined()
      }),
    )
    expect(verifyChain(stream, [], undefined)).toBeUndefined()
  })

  it('finds any changed character of any event, and says where', () => {
    const tampered = placed.chain(({ events, index }) =>
      fc.record({
        events: fc.constant(events),
        index: fc.constant(index),
        at: fc.nat({ max: (events[index]?.detail.length ?? 1) - 1 }),
        by: fc.integer({ min: 1, max: 94 }),
      }),
    )
    fc.assert(
      fc.property(tampered, ({ events, index, at, by }) => {
        const detail = events[index]?.detail ?? ''
        const other = String.fromCharCode(32 + ((detail.charCodeAt(at) - 32 + by + 95) % 95))
        fc.pre(other !== detail[at])
        const changed = events.with(index, {
          ...(events[index] as RecordedEvent),
          detail: detail.slice(0, at) + other + detail.slice(at + 1),
        })
        expect(verifyChain(stream, changed, storedAfter(events))).toEqual({ stream, sequence: index + 1, fault: 'hash' })
      }),
    )
  })

  it('finds a changed name of any event: it stands outside the text', () => {
    fc.assert(
      fc.property(placed, ({ events, index }) => {
        const renamed = events.with(index, { ...(events[index] as RecordedEvent), name: 'note.erased' })
        expect(verifyChain(stream, renamed, storedAfter(events))).toEqual({ stream, sequence: index + 1, fault: 'hash' })
      }),
    )
  })

  it('finds the log of another aggregate put in its place', () => {
    const events = record('plan#pln_2', undefined, [note('một')], context).map((event) => ({ ...event, stream }) as const)
    expect(verifyChain(stream, events, storedAfter(events))).toEqual({ stream, sequence: 1, fault: 'hash' })
  })

  it('finds a removed event wherever it was', () => {
    fc.assert(
      fc.property(placed, ({ events, index }) => {
        expect(verifyChain(stream, events.toSpliced(index, 1), storedAfter(events))).toBeDefined()
      }),
    )
  })

  it('finds a removed event even when those after it are numbered anew', () => {
    fc.assert(
      fc.property(placed, ({ events, index }) => {
        const renumbered = events.toSpliced(index, 1).map((event, place) => ({ ...event, sequence: place + 1 }))
        expect(verifyChain(stream, renumbered, storedAfter(events))).toBeDefined()
      }),
    )
  })

  it('finds events that were numbered otherwise, though their texts are whole', () => {
    const events = record(stream, undefined, ['một', 'hai', 'ba'].map(note), context)
    const moved = events.map((event) => (event.sequence === 3 ? { ...event, sequence: 4 } : event))
    expect(verifyChain(stream, moved, storedAfter(events))).toEqual({ stream, sequence: 4, fault: 'gap' })
  })

  it('finds an inserted or repeated event', () => {
    fc.assert(
      fc.property(placed, ({ events, index }) => {
        const again = events.toSpliced(index, 0, events[index] as RecordedEvent)
        expect(verifyChain(stream, again, storedAfter(again))).toBeDefined()
      }),
    )
  })

  it('finds two events that changed places, numbered anew or not', () => {
    const swapped = placed.filter(({ events, index }) => index + 1 < events.length)
    fc.assert(
      fc.property(swapped, ({ events, index }) => {
        const [one, two] = [events[index] as RecordedEvent, events[index + 1] as RecordedEvent]
        const crossed = events.with(index, two).with(index + 1, one)
        expect(verifyChain(stream, crossed, storedAfter(events))).toBeDefined()
        const renumbered = crossed.map((event, place) => ({ ...event, sequence: place + 1 }))
        expect(verifyChain(stream, renumbered, storedAfter(events))).toBeDefined()
      }),
    )
  })

  it('finds a log rewritten from some event on, because the state still knows the old end', () => {
    fc.assert(
      fc.property(placed, ({ events, index }) => {
        const kept = events.slice(0, index)
        const rewritten = record(
          stream,
          storedAfter(kept),
          events.slice(index).map(() => note('đã sửa')),
          context,
        )
        expect(verifyChain(stream, [...kept, ...rewritten], storedAfter(events))).toEqual({
          stream,
          sequence: events.length,
          fault: 'state-hash',
        })
      }),
    )
  })

  it.each([
    ['a state that is missing', undefined],
    ['a state that is behind', { version: 1 }],
    ['a state that is ahead', { version: 3 }],
  ])('finds %s', (_what, change) => {
    const events = record(stream, undefined, ['một', 'hai'].map(note), context)
    const stored = change === undefined ? undefined : { ...storedAfter(events), ...change }
    expect(verifyChain(stream, events, stored)).toEqual({ stream, sequence: 2, fault: 'state-version' })
  })

  it('cannot see, from one log alone, an end that was cut off together with its state', () => {
    // A shorter log and state that agree. What was published and backed up holds the rest.
    const events = record(stream, undefined, ['một', 'hai'].map(note), context)
    expect(verifyChain(stream, events.slice(0, 1), storedAfter(events.slice(0, 1)))).toBeUndefined()
  })
})
